export { listKeptSubjects } from './kept-events-store.ts';
export {
  aboutOpenClue,
  aboutOpenClueBelow,
  aboutOpenProblem,
  clueOpenTo,
  keptFrom,
  type Reader,
} from './kept-from-store.ts';
