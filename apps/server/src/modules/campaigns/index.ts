import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { everyHour } from '../intake/index.ts';
import { dropExitQuestions } from './ask-exit.ts';
import { campaignRoutes } from './campaign-routes.ts';
import type { DropReports } from './change-campaign.ts';
import { contactRoutes } from './contact-routes.ts';
import { startDemonstrationCampaign } from './demo.ts';
import { exportRoutes } from './export-routes.ts';
import { problemActRoutes } from './problem-act-routes.ts';
import { problemReadRoutes } from './problem-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { warnOfDeadlines } from './warn-late.ts';

export { campaignBeside } from './beside-store.ts';
export { demonstrationPaper } from './demo-carry.ts';
export { exitUndecided } from './exit-store.ts';
export { keepContacts } from './keep-contacts.ts';
export { lookBackDue, problemPlace } from './list-store.ts';
export { takeLookBack } from './take-look-back.ts';

/** @param dropReports what the module of reports does when a campaign was changed */
export const campaigns = (dropReports: DropReports): Module => ({
  name: 'campaigns',
  routes(app: App, deps: Deps): void {
    campaignRoutes(app, deps, dropReports);
    resultRoutes(app, deps);
    contactRoutes(app, deps);
    exportRoutes(app, deps);
    problemReadRoutes(app, deps);
    registerRoutes(app, deps);
    problemActRoutes(app, deps);
    everyHour(app, deps, 'problem deadlines', () => warnOfDeadlines(deps));
    everyHour(app, deps, 'families that left', () => dropExitQuestions(deps));
  },
  demo: startDemonstrationCampaign,
  actLabels: { 'campaign.contacts': '维护、查看联络人', 'result.export': '导出制度、成果清单' },
});
