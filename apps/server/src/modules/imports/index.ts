import type { Module } from '../../platform/module.ts';
import { rosterJobs } from './roster-jobs.ts';
import { importRoutes } from './routes.ts';

export const imports: Module = { name: 'imports', routes: importRoutes, jobs: rosterJobs };
