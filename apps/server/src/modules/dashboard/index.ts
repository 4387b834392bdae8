import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { atRiskRoutes } from './at-risk-routes.ts';
import { homeRoutes } from './routes.ts';

export const dashboard = {
  name: 'dashboard',
  routes: (app: App, deps: Deps): void => {
    homeRoutes(app, deps);
    atRiskRoutes(app, deps);
  },
} as const;
