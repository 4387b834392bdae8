import { type Action, mayAct } from '@anju/domain';
import type { FastifyRequest, RouteOptions } from 'fastify';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { inScope, type Tx } from '../postgres/database.ts';
import { forbidden, Problem } from '../problem.ts';
import type { App, Authenticate, Signed } from './types.ts';

/** A route of the API with who may call it. */
export interface DeclaredRoute {
  readonly method: string;
  /** With ':id' for parameters. */
  readonly url: string;
  readonly action: Action | readonly Action[] | 'public';
}

/**
 * Makes every route below /api declare its permission, and holds requests to it.
 * A route without a declaration stops the start: nothing is open because somebody forgot.
 * Returns the list of routes, which grows as modules register theirs.
 */
export function guardRoutes(app: App, deps: Deps, authenticate: Authenticate): readonly DeclaredRoute[] {
  const declared: DeclaredRoute[] = [];
  app.decorateRequest('signed', null);
  app.decorateRequest('actor', {
    getter(this: FastifyRequest): Actor {
      if (!this.signed) throw notSignedIn();
      return this.signed.actor;
    },
  });
  app.decorateRequest('inScope', function inActorsScope<
    T,
  >(this: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T> {
    return inScope(deps.db, this.actor.scope, work);
  });

  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.url.startsWith('/api/') || route.url.includes('*')) return;
    const action = route.config?.action;
    if (action === undefined || action.length === 0)
      throw new Error(`route ${String(route.method)} ${route.url} declares no permission (config.action)`);
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD') declared.push({ method, url: route.url, action });
    }
  });

  app.addHook('onRequest', async (request) => {
    const action = request.routeOptions.config.action;
    if (action === undefined || action === 'public') return;
    const signed = await authenticate(request);
    if (!signed) throw notSignedIn();
    request.signed = signed;
    requirePermission(signed, [action].flat());
  });
  return declared;
}

/** Throws where none of `actions` is allowed, or only the own session may be used yet. */
function requirePermission({ actor, pending }: Signed, actions: readonly Action[]): void {
  // The own session is everybody's, also of a person whose roles are not granted yet.
  if (actions.includes('session.own')) return;
  if (pending)
    throw new Problem({ status: 403, code: pending.code, title: '请先完成登录设置', detail: pending.detail });
  if (!actions.some((action) => mayAct(actor.roles, action)))
    throw forbidden('您的角色没有这项权限。如工作需要，请联系本单位的安全管理员。');
}

export function notSignedIn(): Problem {
  return new Problem({
    status: 401,
    code: 'not-signed-in',
    title: '尚未登录',
    detail: '您还没有登录，或者登录已过期。请重新登录。',
  });
}
