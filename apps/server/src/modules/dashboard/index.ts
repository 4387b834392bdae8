import { homeRoutes } from './routes.ts';

export const dashboard = { name: 'dashboard', routes: homeRoutes } as const;
