export { findCrossings } from './find-crossings.ts';
export { lastingFacts } from './lasting-facts.ts';
export * from './rule-codes.ts';
export { prepareJudge, RULES, silentRules } from './rules.ts';
export { isMismatch, trustOf } from './trust.ts';
export * from './types.ts';
