import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that a page of another site makes with the person's cookie. SameSite=Strict keeps the cookie
 * back already; this holds where a browser doesn't. Programs send neither header and have no cookie to abuse.
 */
export async function checkOrigin(request: FastifyRequest): Promise<void> {
  if (READS.has(request.method)) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && hostOf(origin) !== request.host) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (!foreign) return;
  throw new Problem({
    status: 403,
    code: 'foreign-origin',
    title: '来源不符',
    detail: '这个请求来自别的网站，已被拒绝。请从本系统的页面操作。',
  });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
