import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { everyHour } from '../intake/index.ts';
import { findingActRoutes } from './act-routes.ts';
import { spreadFindings } from './demo.ts';
import { findingDetailRoutes } from './detail-routes.ts';
import { findingExportRoutes } from './export-routes.ts';
import { findingListRoutes } from './list-routes.ts';
import { warnOfDueFindings } from './warn-due.ts';

export { ruleTitle } from './present.ts';
export { recordRunFindings } from './record-run.ts';
export type { FindingToStore } from './run-store.ts';

export const findings: Module = {
  name: 'findings',
  routes(app: App, deps: Deps): void {
    findingListRoutes(app, deps);
    findingDetailRoutes(app, deps);
    findingActRoutes(app, deps);
    findingExportRoutes(app, deps);
    everyHour(app, deps, 'due findings', () => warnOfDueFindings(deps));
  },
  demo: spreadFindings,
};
