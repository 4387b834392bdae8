import type { Module } from '../../platform/module.ts';
import { importDemonstrationRoster } from './demo.ts';
import { rosterJobs } from './roster-jobs.ts';
import { importRoutes } from './routes.ts';

export { withDemonstrationCounty } from './demo-county.ts';

export const imports: Module = {
  name: 'imports',
  routes: importRoutes,
  jobs: rosterJobs,
  demo: importDemonstrationRoster,
};
