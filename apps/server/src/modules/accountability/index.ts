import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { recordDemonstrationAccountability } from './demo.ts';
import { exposureRoutes } from './exposure-routes.ts';
import { personRoutes } from './person-routes.ts';
import { typicalRoutes } from './typical-routes.ts';
import { unitRoutes } from './unit-routes.ts';
import { withdrawRoutes } from './withdraw-record.ts';

export const accountability: Module = {
  name: 'accountability',
  routes(app: App, deps: Deps): void {
    personRoutes(app, deps);
    unitRoutes(app, deps);
    exposureRoutes(app, deps);
    typicalRoutes(app, deps);
    withdrawRoutes(app, deps);
  },
  demo: recordDemonstrationAccountability,
  actLabels: { 'accountability.export': '导出问责、通报曝光' },
};
