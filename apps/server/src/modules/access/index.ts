import type { Module } from '../../platform/module.ts';
import { authenticateBy } from './authenticate.ts';
import { addSessionRoutes } from './session-routes.ts';

export { COOKIE } from './authenticate.ts';
export { hashPassword } from './password.ts';
export { newToken, tokenDigest } from './session-rules.ts';
export { insertSession } from './session-store.ts';
export { insertUser, type NewUser } from './user-store.ts';

export const access: Module = {
  name: 'access',
  authenticate: authenticateBy,
  routes: (app, deps) => {
    addSessionRoutes(app, deps);
  },
};
