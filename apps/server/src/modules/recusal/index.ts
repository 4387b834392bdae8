export { aboutOpenClue, aboutOpenProblem, clueOpenTo, type Reader } from './kept-from-store.ts';
