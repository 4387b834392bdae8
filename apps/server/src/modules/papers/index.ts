import type { Module } from '../../platform/module.ts';
import { paperRoutes } from './routes.ts';

export { attachPapers, listPapers, type PaperRow } from './store.ts';

export const papers: Module = {
  name: 'papers',
  routes: paperRoutes,
  actLabels: { 'paper.sweep': '清理未使用的佐证材料' },
};
