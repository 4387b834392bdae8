import { exitRoutes } from './routes.ts';

export { establishExit, natureLabel } from './change-exit.ts';
export { listExitsUntil } from './store.ts';

export const exits = {
  name: 'exits',
  routes: exitRoutes,
  actLabels: { 'exit.establish': '列入应退未退台账' },
} as const;
