import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifySwagger from '@fastify/swagger';
import Fastify, { LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { uuidv7 } from 'uuidv7';
import { CONSOLE_DIST } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Module } from '../module.ts';
import { addApiReference } from './api-reference.ts';
import { addConsolePages } from './console-pages.ts';
import { answerError } from './error-answers.ts';
import { speakChinese } from './field-messages.ts';
import { addOperations } from './operations.ts';
import { checkOrigin } from './origin-check.ts';
import { refuseNul } from './refuse-nul.ts';
import { type DeclaredRoute, guardRoutes } from './route-permissions.ts';
import type { App } from './types.ts';

export interface BuiltApp {
  readonly app: App;
  readonly routes: readonly DeclaredRoute[];
}

/** Puts the HTTP application together from the modules. Fails where a route declares no permission. */
export async function buildApp(deps: Deps, modules: readonly Module[]): Promise<BuiltApp> {
  speakChinese();
  const app: App = Fastify({
    loggerInstance: deps.log,
    // Its own request log would hold addresses, and an address may hold a name: ours holds the route.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.config.trustProxy,
    genReqId: () => uuidv7(),
    bodyLimit: 2_000_000,
    routerOptions: { maxParamLength: 200 },
    // Addresses that no route is even looked for: otherwise answered in English, with the address in it.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.addHook('onRequest', checkOrigin);
  app.addHook('onRequest', refuseNul);

  await app.register(fastifyHelmet, SECURITY_HEADERS);
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, { limits: { files: 1, fields: 20, fileSize: 8_000_000_000 } });
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: '安居 Anju', version: '0.1.0' } },
    transform: jsonSchemaTransform,
  });
  app.addHook('onSend', async (request, reply) => {
    // Answers hold personal data: neither a proxy nor the browser's disk keeps them.
    if (request.url.startsWith('/api') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });

  const authenticate = modules.find((module) => module.authenticate)?.authenticate?.(deps);
  const routes = guardRoutes(app, deps, authenticate ?? (() => Promise.resolve(null)));
  addOperations(app, deps);
  for (const module of modules) await module.routes?.(app, deps);
  addApiReference(app, routes);
  await addConsolePages(app, CONSOLE_DIST);
  await app.ready();
  return { app, routes };
}

const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // The console's components write their styles into the page.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // A county's intranet serves plain HTTP; where there is TLS, the proxy in front says so.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const;
