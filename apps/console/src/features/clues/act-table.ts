import type { ActOnScreen } from './act-on-screen.ts';
import { accept, conclude, extend, refuse, reopen, reportResult, unmerge } from './acts-of-inquiry.ts';
import {
  handDown,
  recall,
  recordOutcome,
  recordReceipt,
  recordReturn,
  transfer,
} from './acts-with-receiver.ts';
import { answer, recordSatisfaction, tellAcceptance, tellExtension } from './acts-with-reporter.ts';

/** In the order of how far an act brings the clue: the first that is allowed is the primary one. */
export const ACTS_ON_SCREEN: readonly ActOnScreen[] = [
  accept,
  reportResult,
  conclude,
  answer,
  recordOutcome,
  recordReceipt,
  recordReturn,
  handDown,
  transfer,
  tellAcceptance,
  tellExtension,
  extend,
  recall,
  recordSatisfaction,
  refuse,
  reopen,
  unmerge,
];
