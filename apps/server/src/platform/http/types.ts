import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action } from '@anju/domain';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from '../actor.ts';
import type { Tx } from '../postgres/database.ts';

/** The application that modules add their routes to: schemas are Zod's and type the handlers. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What is known of the sender of a request. */
export interface Signed {
  readonly actor: Actor;
  /** Why nothing but the own session may be used yet: the problem's code and what to do, or null. */
  readonly pending: { readonly code: string; readonly detail: string } | null;
}

/** Who sent a request, or null. Never throws for a wrong or stale cookie. */
export type Authenticate = (request: FastifyRequest) => Promise<Signed | null>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route: an action of the permission table, any one of several, or everybody. */
    action?: Action | readonly Action[] | 'public';
  }
  interface FastifyRequest {
    /** The signed-in person. Throws on a public route. */
    readonly actor: Actor;
    /** A transaction that sees the person's 辖区 and nothing else. */
    inScope<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
    /** Filled by the session hook. */
    signed: Signed | null;
  }
}
