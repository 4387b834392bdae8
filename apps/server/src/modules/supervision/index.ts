import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { everyHour } from '../intake/index.ts';
import { checkActRoutes } from './check-act-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { choiceRoutes } from './choice-routes.ts';
import { superviseDemonstration } from './demo.ts';
import { escalateNotices } from './escalate-notices.ts';
import { flagRoutes } from './flag-routes.ts';
import { noticeActRoutes } from './notice-act-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { remindIssuers } from './remind-issuers.ts';

export { aboutOpenCase, type CaseRow, hasCampaign, readOwnCase } from './case-store.ts';
export { MISMATCH } from './check-store.ts';
export { demonstrationCases } from './demo.ts';
export { findFlags } from './find-flags.ts';
export { countNotices } from './notice-store.ts';
export { releaseReport, settleForReport } from './settle-for-report.ts';

export const supervision: Module = {
  name: 'supervision',
  routes(app: App, deps: Deps): void {
    choiceRoutes(app, deps);
    noticeRoutes(app, deps);
    noticeActRoutes(app, deps);
    checkRoutes(app, deps);
    checkActRoutes(app, deps);
    flagRoutes(app, deps);
    everyHour(app, deps, 'escalate notices', () => escalateNotices(deps));
    everyHour(app, deps, 'remind issuers', () => remindIssuers(deps));
  },
  demo: superviseDemonstration,
  actLabels: {
    'supervision.escalate': '督办逾期提级',
    'supervision.settle': '报表已报或不再要报，督办办结',
    'supervision.export': '导出督办抽查',
  },
};
