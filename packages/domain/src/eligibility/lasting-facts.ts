import type { Evidence, Outcome } from './types.ts';

type Facts = Evidence[string];

/**
 * What an outcome rests on, in one form whatever the order of the rows and the day it is looked at: the same facts give
 * the same value, so that a finding settled on them is known again.
 */
export function lastingFacts({ status, confidence, facts }: Outcome) {
  return {
    status,
    confidence,
    facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, inOneOrder(value)])),
  };
}

function inOneOrder(value: Facts): Facts {
  if (!Array.isArray(value)) return value;
  return [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
