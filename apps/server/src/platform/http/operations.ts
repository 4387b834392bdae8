import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../problem.ts';
import type { App } from './types.ts';

/** Health for the machine's watchdog, figures for whoever watches it (requirements A13), and the request log. */
export function addOperations(app: App, deps: Deps): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'anju_http_seconds',
    help: 'Time in the server by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the address: a query may hold a name.
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const entry = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    request.log.info({ ...entry, actor: request.signed?.actor.id }, 'request');
  });

  app.get(
    '/api/health',
    { config: { action: 'public' }, schema: { response: { 200: z.object({ status: z.literal('ok') }) } } },
    async () => {
      try {
        await sql`SELECT 1`.execute(deps.db);
      } catch {
        throw new Problem({
          status: 503,
          code: 'unavailable',
          title: '暂时不可用',
          detail: '数据库连接不上。',
        });
      }
      return { status: 'ok' as const };
    },
  );

  app.get(
    '/api/metrics',
    { config: { action: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      if (!mayReadMetrics(request.ip, request.headers.authorization, deps.config.metricsToken))
        throw notFound('该页面');
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  );
}

/** From this machine (and no proxy on it), or with the configured token. */
function mayReadMetrics(ip: string, authorization: string | undefined, token: string | null): boolean {
  if (token === null) return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
  const given = Buffer.from(authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
