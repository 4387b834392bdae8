import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { everyHour, repeat } from '../intake/index.ts';
import { reportActRoutes } from './act-routes.ts';
import { reportDemonstration } from './demo.ts';
import { lookAfterReports, tellWhatCameIn } from './due/look-after-reports.ts';
import { milestoneRoutes } from './due/milestone-routes.ts';
import { prefectureRoutes } from './due/prefecture-routes.ts';
import { f3Routes } from './f3-routes.ts';
import { reportDownloadRoutes } from './files/download-routes.ts';
import { reportFileRoutes } from './files/file-routes.ts';
import { reportReadRoutes } from './read-routes.ts';
import { rollUpRoutes } from './roll-up/roll-up-routes.ts';
import { reportChangeRoutes } from './since-sent/change-routes.ts';
import { watchSignedForms } from './since-sent/late-entries.ts';
import { signedWithRoutes } from './since-sent/signed-with-routes.ts';
import { stageReportRoutes } from './stage/stage-routes.ts';

export { listToSign } from './due/await-signature.ts';
export { dropReports } from './due/drop-reports.ts';
export { openDueReports } from './due/due-reports.ts';
export { listReports, type ReportRow } from './report-store.ts';

/**
 * Until lists, home and inbox say that records moved behind a signed form, and the level above that a form came in; the
 * form's own page says so at once.
 */
const MINUTES_TO_TELL = 5;

export const reports: Module = {
  name: 'reports',
  routes(app: App, deps: Deps): void {
    everyHour(app, deps, 'reports', () => lookAfterReports(deps));
    repeat(app, deps, { name: 'signed forms', minutes: MINUTES_TO_TELL }, () => watchSignedForms(deps));
    repeat(app, deps, { name: 'sent forms', minutes: MINUTES_TO_TELL }, () => tellWhatCameIn(deps));
    f3Routes(app, deps);
    reportReadRoutes(app, deps);
    reportDownloadRoutes(app, deps);
    reportChangeRoutes(app, deps);
    reportActRoutes(app, deps);
    reportFileRoutes(app, deps);
    prefectureRoutes(app, deps);
    rollUpRoutes(app, deps);
    milestoneRoutes(app, deps);
    stageReportRoutes(app, deps);
    signedWithRoutes(app);
  },
  demo: reportDemonstration,
  actLabels: {
    'report.chase': '催报报表',
    'report.download': '下载报表',
    'report.drop': '撤去不再要报的报表',
  },
};
