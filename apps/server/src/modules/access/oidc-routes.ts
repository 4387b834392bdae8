import { isOidcRefusal } from '@anju/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorizationResponseError } from 'openid-client';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { rateLimit } from '../../platform/http/rate-limit.ts';
import type { App } from '../../platform/http/types.ts';
import { OIDC_CALLBACK, type OidcConfig } from '../../platform/oidc-config.ts';
import { Problem } from '../../platform/problem.ts';
import { describeMe, ME } from './me.ts';
import { clearStep, readStep, setStep } from './oidc-cookie.ts';
import { type Identity, type OidcCheck, oidcProvider, ProviderUnreachable } from './oidc-provider.ts';
import { safePath } from './safe-path.ts';
import { setCookie } from './session-cookie.ts';
import { oidcProblem, signInByOidc } from './sign-in-by-oidc.ts';

const TRIES = 30;
const WINDOW_MS = 5 * 60_000;

/** Signing in by the government's unified identity. Not there at all where none is configured. */
export function addOidcRoutes(app: App, deps: Deps, config: OidcConfig): void {
  const limit = rateLimit(deps.clock, TRIES, WINDOW_MS);
  const limitBack = rateLimit(deps.clock, TRIES, WINDOW_MS);
  const provider = oidcProvider(config);
  const now = () => deps.clock.now().getTime();

  /** Sent away and back again with the identity proven: no try, whole offices sit behind one address. */
  const succeeded = ({ ip }: FastifyRequest) => {
    limit.giveBack(ip);
    limitBack.giveBack(ip);
  };

  app.get(
    '/api/session/oidc',
    {
      config: { action: 'public' },
      schema: { querystring: z.object({ next: z.string().max(2000).optional().catch(undefined) }) },
    },
    (request, reply) =>
      orBackToSignIn(request, reply, async () => {
        limit.take(request.ip);
        const next = safePath(request.query.next);
        const { address, check } = await provider.begin().catch((error) => refuse(deps, error));
        setStep(deps, request, reply, { step: 'sent', at: now(), next, check });
        return reply.redirect(address.href, 303);
      }),
  );

  app.get(OIDC_CALLBACK, { config: { action: 'public' } }, (request, reply) =>
    orBackToSignIn(request, reply, async () => {
      limitBack.take(request.ip);
      const step = readStep(deps, request);
      // Good once, whatever comes of it.
      clearStep(reply);
      if (step?.step !== 'sent') throw oidcProblem('oidc-invalid');
      const identity = await vouchedFor(deps, request, step.check);
      try {
        const { token } = await signInByOidc(deps, identity);
        succeeded(request);
        setCookie(request, reply, token);
        return reply.redirect(step.next, 303);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'code-required') throw error;
        succeeded(request);
        setStep(deps, request, reply, { step: 'proven', at: now(), username: identity.username ?? '' });
        if (!wantsPage(request)) throw error;
        return reply.redirect(signInPage('code-required', step.next), 303);
      }
    }),
  );

  app.post(
    '/api/session/oidc',
    {
      config: { action: 'public' },
      schema: {
        body: z.object({ code: z.string().min(1).max(16) }),
        response: { 200: z.object({ user: ME }) },
      },
    },
    async (request, reply) => {
      limit.take(request.ip);
      const step = readStep(deps, request);
      if (step?.step !== 'proven') throw oidcProblem('oidc-invalid');
      const identity = { username: step.username, mfa: false };
      const { token, user } = await signInByOidc(deps, identity, request.body.code);
      limit.giveBack(request.ip);
      clearStep(reply);
      setCookie(request, reply, token);
      return { user: describeMe(user, deps.clock) };
    },
  );

  async function vouchedFor(deps: Deps, request: FastifyRequest, check: OidcCheck): Promise<Identity> {
    const { searchParams } = new URL(request.url, config.redirect);
    return await provider.finish(searchParams, check).catch((error) => refuse(deps, error));
  }
}

/** The log holds the kind of error alone: tokens and the provider's words may name people. */
function refuse(deps: Deps, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const kind = error instanceof Error ? error.name : typeof error;
  deps.log.warn({ kind, code }, 'sign-in by unified identity failed');
  if (error instanceof ProviderUnreachable) throw oidcProblem('oidc-unreachable');
  throw oidcProblem(error instanceof AuthorizationResponseError ? 'oidc-refused' : 'oidc-invalid');
}

/** A browser that navigates here gets the sign-in page with the refusal's code, a program the problem itself. */
async function orBackToSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || !isOidcRefusal(error.code) || !wantsPage(request)) throw error;
    return reply.redirect(signInPage(error.code), 303);
  }
}

const wantsPage = (request: FastifyRequest) => request.headers.accept?.includes('text/html') ?? false;

const signInPage = (code: string, next = '/') =>
  `/login?${new URLSearchParams({ oidc: code, ...(next === '/' ? {} : { next }) })}`;
