import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { rateLimit } from '../../platform/http/rate-limit.ts';
import { notSignedIn } from '../../platform/http/route-permissions.ts';
import type { App } from '../../platform/http/types.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { Problem } from '../../platform/problem.ts';
import { readSession, tokenOf } from './authenticate.ts';
import { changePassword } from './change-password.ts';
import { decoyLocks } from './decoy-locks.ts';
import { confirmSecondFactor, prepareSecondFactor } from './enrol-second-factor.ts';
import { describeMe, ME } from './me.ts';
import { clearCookie, setCookie } from './session-cookie.ts';
import { tokenDigest } from './session-rules.ts';
import { removeSession, removeSessions, type SessionUser } from './session-store.ts';
import { signIn } from './sign-in.ts';

const TRIES = 30;
/** Of the own password and code: whoever finds a session open must not guess the password at leisure. */
const OWN_TRIES = 10;
const WINDOW_MS = 5 * 60_000;

/** Signing in and out, the own password and second factor. */
export function addSessionRoutes(app: App, deps: Deps): void {
  const limit = rateLimit(deps.clock, TRIES, WINDOW_MS);
  const limitOwn = rateLimit(deps.clock, OWN_TRIES, WINDOW_MS);
  const decoys = decoyLocks(deps.clock);
  const SIGN_IN = z.object({
    username: z.string().min(1).max(64),
    password: z.string().min(1).max(256),
    code: z.string().max(16).optional(),
  });
  app.post(
    '/api/session',
    {
      config: { action: 'public' },
      schema: { body: SIGN_IN, response: { 200: z.object({ user: ME, mustChangePassword: z.boolean() }) } },
    },
    async (request, reply) => {
      limit.take(request.ip);
      const { token, user } = await signIn(deps, decoys, request.body).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'code-required') limit.giveBack(request.ip);
        throw error;
      });
      // A whole office sits behind one address: what succeeds is no try, nor is the password before the code.
      limit.giveBack(request.ip);
      setCookie(request, reply, token);
      return { user: describeMe(user, deps.clock), mustChangePassword: user.mustChangePassword };
    },
  );

  // The sign-in page asks too: that nobody is signed in is its answer, not a fault.
  app.get(
    '/api/session',
    { config: { action: 'public' }, schema: { response: { 200: ME.nullable() } } },
    async (request) => {
      const user = await signedIn(deps, request);
      return user && describeMe(user, deps.clock);
    },
  );

  app.delete(
    '/api/session',
    { config: { action: 'session.own' }, schema: { response: { 204: z.null() } } },
    async (request, reply) => {
      const { actor } = request;
      const token = tokenOf(request);
      await inScope(deps.db, actor.county, async (tx) => {
        if (token !== null) await removeSession(tx, actor.county, tokenDigest(token));
        await recordEvent(tx, {
          ...own(request),
          act: 'session.sign-out',
          payload: {},
          at: deps.clock.now(),
        });
      });
      return clearCookie(reply).code(204).send(null);
    },
  );

  app.delete(
    '/api/session/all',
    { config: { action: 'session.own' }, schema: { response: { 204: z.null() } } },
    async (request, reply) => {
      const { actor } = request;
      await inScope(deps.db, actor.county, async (tx) => {
        const ended = await removeSessions(tx, actor.county, actor.id);
        const event = { act: 'session.sign-out-everywhere', payload: { ended }, at: deps.clock.now() };
        await recordEvent(tx, { ...own(request), ...event });
      });
      return clearCookie(reply).code(204).send(null);
    },
  );

  app.post(
    '/api/session/password',
    {
      config: { action: 'session.own' },
      schema: {
        body: z.object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) }),
        response: { 200: ME },
      },
    },
    async (request, reply) => {
      const user = await ownSession(deps, request);
      limitOwn.take(user.actor.id);
      const token = await changePassword(deps, user, request.body);
      setCookie(request, reply, token);
      return describeMe({ ...user, mustChangePassword: false }, deps.clock);
    },
  );

  app.post(
    '/api/session/totp',
    {
      config: { action: 'session.own' },
      schema: { response: { 200: z.object({ secret: z.string(), uri: z.string() }) } },
    },
    async (request) => await prepareSecondFactor(deps, await ownSession(deps, request)),
  );

  app.post(
    '/api/session/totp/confirm',
    {
      config: { action: 'session.own' },
      schema: { body: z.object({ code: z.string().min(6).max(16) }), response: { 200: ME } },
    },
    async (request) => {
      const user = await ownSession(deps, request);
      limitOwn.take(user.actor.id);
      await confirmSecondFactor(deps, user, request.body.code);
      return describeMe({ ...user, totpEnabled: true }, deps.clock);
    },
  );
}

async function signedIn(deps: Deps, request: FastifyRequest): Promise<SessionUser | null> {
  const token = tokenOf(request);
  return token === null ? null : await readSession(deps, token);
}

async function ownSession(deps: Deps, request: FastifyRequest): Promise<SessionUser> {
  const user = await signedIn(deps, request);
  if (!user) throw notSignedIn();
  return user;
}

const own = ({ actor }: FastifyRequest) => ({
  county: actor.county,
  actor,
  subject: { type: 'user', id: actor.id },
});
