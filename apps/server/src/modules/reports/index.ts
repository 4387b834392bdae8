import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { reportRoutes } from './routes.ts';
import { stageReportRoutes } from './stage-routes.ts';

export const reports = {
  name: 'reports',
  routes: (app: App, deps: Deps) => {
    reportRoutes(app, deps);
    stageReportRoutes(app, deps);
  },
  actLabels: { 'report.download': '下载报表' },
} as const;
