import type { Module } from '../../platform/module.ts';
import { ACCESS_ACT_LABELS } from './act-labels.ts';
import { authenticateBy } from './authenticate.ts';
import { makeDemonstrationAccounts } from './demonstration.ts';
import { addEventRoutes } from './event-routes.ts';
import { addOidcRoutes } from './oidc-routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addSetupRoutes } from './setup-routes.ts';
import { addSignInLogRoutes } from './sign-in-log-routes.ts';
import { addUserRoutes } from './user-routes.ts';

export { COOKIE } from './authenticate.ts';
export { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD, findDemonstrationActors } from './demonstration.ts';
export { didWord } from './done-words.ts';
export { eventWord, valueWord } from './event-words.ts';
export { FIRST_USERNAME, makeFirstAdministrator, NO_COUNTY, resetByCommand } from './first-administrator.ts';
export { hashPassword } from './password.ts';
export { newToken, tokenDigest } from './session-rules.ts';
export { insertSession } from './session-store.ts';
export { countSignInDays } from './sign-in-log-store.ts';
export { listUsers, type UserRow } from './user-list-store.ts';
export { insertUser, type NewUser } from './user-store.ts';

export const access: Module = {
  name: 'access',
  authenticate: authenticateBy,
  actLabels: ACCESS_ACT_LABELS,
  routes: (app, deps) => {
    addSessionRoutes(app, deps);
    if (deps.config.oidc) addOidcRoutes(app, deps, deps.config.oidc);
    addSetupRoutes(app, deps);
    addUserRoutes(app, deps);
    addSignInLogRoutes(app);
    addEventRoutes(app, deps);
  },
  demo: makeDemonstrationAccounts,
};
