import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { findingActRoutes } from './act-routes.ts';
import { findingExportRoutes } from './export-routes.ts';
import { findingReadRoutes } from './routes.ts';

export { ruleTitle } from './present.ts';
export { recordRunFindings } from './record-run.ts';
export type { FindingToStore } from './run-store.ts';

export const findings = {
  name: 'findings',
  routes(app: App, deps: Deps): void {
    findingReadRoutes(app, deps);
    findingActRoutes(app, deps);
    findingExportRoutes(app, deps);
  },
  actLabels: { 'paper.upload': '上传佐证材料' },
} as const;
