import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { notFound } from '../problem.ts';
import { sendProblem } from './error-answers.ts';
import type { App } from './types.ts';

/**
 * Serves the built console: assets under their content's digest may be kept for ever, the page itself is asked
 * for anew each time. Any path outside /api that is no file is the page: its own router knows it.
 */
export async function addConsolePages(app: App, dist: string): Promise<void> {
  const built = existsSync(join(dist, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: dist,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const forever = path.startsWith(join(dist, 'assets'));
        reply.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    // Only the path says whether a file is meant: a filter in the query may hold a dot too (rule=housing.owned).
    const [path = ''] = request.url.split('?');
    const page = request.method === 'GET' && !path.startsWith('/api') && !/\.\w{1,8}$/.test(path);
    return built && page ? reply.sendFile('index.html') : sendProblem(reply, notFound('该页面'));
  });
}
