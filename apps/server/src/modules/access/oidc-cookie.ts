import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { SecretsError } from '../../platform/secrets.ts';

export const OIDC_COOKIE = 'anju_oidc';
const PATH = '/api/session/oidc';
const LIFE_MS = 10 * 60_000;

const SENT = z.object({
  step: z.literal('sent'),
  at: z.number(),
  next: z.string(),
  check: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
});
const PROVEN = z.object({ step: z.literal('proven'), at: z.number(), username: z.string() });
const STEP = z.discriminatedUnion('step', [SENT, PROVEN]);

/** 'sent': the browser is at the provider. 'proven': it is back and only our own code is missing. */
export type OidcStep = z.infer<typeof STEP>;

/** Keeps the step in the browser for ten minutes, sealed: nobody reads or makes one but us. */
export function setStep(deps: Deps, request: FastifyRequest, reply: FastifyReply, step: OidcStep): void {
  const sealed = deps.secrets.sealField(JSON.stringify(step)).toString('base64url');
  // Lax, not Strict: the provider's page leads the browser back to us.
  const secure = request.protocol === 'https';
  reply.setCookie(OIDC_COOKIE, sealed, {
    path: PATH,
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: LIFE_MS / 1000,
  });
}

export function clearStep(reply: FastifyReply): void {
  reply.clearCookie(OIDC_COOKIE, { path: PATH });
}

/** The step of a request's cookie; null where it is missing, too old, or not ours. */
export function readStep(deps: Deps, request: FastifyRequest): OidcStep | null {
  const sealed = request.cookies[OIDC_COOKIE];
  if (sealed === undefined) return null;
  try {
    const step = STEP.safeParse(JSON.parse(deps.secrets.openField(Buffer.from(sealed, 'base64url'))));
    return step.success && deps.clock.now().getTime() - step.data.at < LIFE_MS ? step.data : null;
  } catch (error) {
    if (error instanceof SecretsError || error instanceof SyntaxError) return null;
    throw error;
  }
}
