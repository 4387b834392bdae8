import type { Module } from '../../platform/module.ts';
import { paperRoutes } from './routes.ts';

export { sendPaper } from './send-paper.ts';
export {
  attachPapers,
  insertPaper,
  keepFromView,
  listPapers,
  listPapersOf,
  type PaperRow,
  readPaper,
  removePaper,
} from './store.ts';

export const papers: Module = {
  name: 'papers',
  routes: paperRoutes,
  actLabels: { 'paper.sweep': '清理未使用的佐证材料' },
};
