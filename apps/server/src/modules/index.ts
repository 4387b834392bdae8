import type { Module } from '../platform/module.ts';
import { access } from './access/index.ts';
import { accountability } from './accountability/index.ts';
import { calendar } from './calendar/index.ts';
import { campaigns } from './campaigns/index.ts';
import { clues } from './clues/index.ts';
import { dashboard } from './dashboard/index.ts';
import { dataUse } from './data-use/index.ts';
import { exits } from './exits/index.ts';
import { feeds } from './feeds/index.ts';
import { findings } from './findings/index.ts';
import { households } from './households/index.ts';
import { imports } from './imports/index.ts';
import { inbox } from './inbox/index.ts';
import { organisations } from './organisations/index.ts';
import { papers } from './papers/index.ts';
import { policies } from './policies/index.ts';
import { dropReports, reports } from './reports/index.ts';
import { runs } from './runs/index.ts';
import { supervision } from './supervision/index.ts';

/** Every capability of the server. A demonstration is filled in this order. */
export const MODULES: readonly Module[] = [
  organisations,
  access,
  policies,
  households,
  imports,
  feeds,
  dataUse,
  runs,
  findings,
  papers,
  exits,
  clues,
  calendar,
  campaigns(dropReports),
  reports,
  supervision,
  accountability,
  inbox,
  dashboard,
];
