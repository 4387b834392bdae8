import type { FastifyReply, FastifyRequest } from 'fastify';
import { COOKIE } from './authenticate.ts';

/** Gives the browser a session's token. */
export function setCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  // Plain HTTP on a county's intranet must work; behind TLS the cookie never leaves it.
  const secure = request.protocol === 'https';
  reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure });
}

export function clearCookie(reply: FastifyReply): FastifyReply {
  return reply.clearCookie(COOKIE, { path: '/' });
}
