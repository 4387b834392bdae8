import type { Deps } from '../../platform/deps.ts';
import { defineJob } from '../../platform/jobs/definition.ts';
import type { Module } from '../../platform/module.ts';
import { runDemonstration } from './demo.ts';
import { performRun } from './perform-run.ts';
import { runRoutes } from './routes.ts';
import { RUN_JOB } from './start-run.ts';

export const runs: Module = {
  name: 'runs',
  routes: runRoutes,
  jobs: (deps: Deps) => [defineJob(RUN_JOB, (context) => performRun(deps, context))],
  demo: runDemonstration,
  actLabels: { 'run.done': '比对完成', 'run.cancel': '取消比对' },
};
