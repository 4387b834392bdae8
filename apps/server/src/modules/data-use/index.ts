import type { Module } from '../../platform/module.ts';
import { dataUseRoutes } from './routes.ts';

export { type DataUse, recordDataUse } from './record-data-use.ts';

export const dataUse: Module = { name: 'data-use', routes: dataUseRoutes };
