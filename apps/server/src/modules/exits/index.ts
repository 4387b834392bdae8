import type { Module } from '../../platform/module.ts';
import { planDemonstrationExits } from './demo.ts';
import { exitRoutes } from './routes.ts';

export { establishExit, natureLabel, withdrawGround } from './change-exit.ts';
export { listExitsUntil } from './store.ts';

export const exits: Module = {
  name: 'exits',
  routes: exitRoutes,
  demo: planDemonstrationExits,
  actLabels: { 'exit.establish': '列入应退未退台账', 'exit.withdraw': '撤回应退认定' },
};
