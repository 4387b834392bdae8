import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { everyHour } from '../intake/index.ts';
import { planDemonstrationExits } from './demo.ts';
import { exitRoutes } from './routes.ts';
import { warnOfPlannedExits } from './warn-planned.ts';

export { establishExit, natureLabel, withdrawGround } from './change-exit.ts';
export { listExitsDuring } from './store.ts';

export const exits: Module = {
  name: 'exits',
  routes(app: App, deps: Deps): void {
    exitRoutes(app, deps);
    everyHour(app, deps, 'planned exits', () => warnOfPlannedExits(deps));
  },
  demo: planDemonstrationExits,
};
