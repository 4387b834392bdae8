import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Module } from '../../platform/module.ts';
import { everyHour } from '../intake/index.ts';
import { clueActRoutes } from './act-routes.ts';
import { registerDemoClues } from './demo.ts';
import { clueDetailRoutes } from './detail-routes.ts';
import { clueDuplicateRoutes } from './duplicate-routes.ts';
import { clueExportRoutes } from './export-routes.ts';
import { clueHandlerRoutes } from './handler-routes.ts';
import { clueIdentityRoutes } from './identity-routes.ts';
import { clueLetterRoutes } from './letter-routes.ts';
import { clueMessageRoutes } from './message-routes.ts';
import { cluePaperRoutes } from './paper-routes.ts';
import { clueReadRoutes } from './read-routes.ts';
import { clueReceiptRoutes } from './receipt-routes.ts';
import { clueRegisterRoutes } from './register-routes.ts';
import { relationRoutes } from './relation-routes.ts';
import { sweepClues } from './sweep-clues.ts';
import { clueTransferRoutes } from './transfer-routes.ts';

export { type ClueFinding, readConcludedClue } from './concluded-clue.ts';
export { carryDemoClue } from './demo.ts';
export {
  countedBelow,
  type HandedClue,
  isCounted as clueCounted,
  listHandedClues,
} from './handed-down/counted-store.ts';
export { countClues, waitingFor as clueWaitingFor } from './list-store.ts';
export { visible as clueVisible } from './store.ts';

export const clues: Module = {
  name: 'clues',
  routes(app: App, deps: Deps): void {
    everyHour(app, deps, 'sweep clues', () => sweepClues(deps));
    clueReadRoutes(app, deps);
    clueReceiptRoutes(app, deps);
    clueRegisterRoutes(app, deps);
    clueExportRoutes(app, deps);
    clueTransferRoutes(app, deps);
    clueDuplicateRoutes(app, deps);
    clueDetailRoutes(app, deps);
    cluePaperRoutes(app, deps);
    clueLetterRoutes(app, deps);
    clueMessageRoutes(app, deps);
    clueHandlerRoutes(app);
    clueActRoutes(app, deps);
    clueIdentityRoutes(app, deps);
    relationRoutes(app, deps);
  },
  demo: registerDemoClues,
  actLabels: { 'clue.letter': '出具线索文书' },
};
