import { isAboutHousehold } from '../eligibility/index.ts';
import { type FindingChange, isOffDesk } from './finding-change.ts';
import { isFindingState, SETTLED_STATES } from './finding-lifecycle.ts';

/** What a run raised: enough to recognise it again. `factsHash` digests the facts it rests on. */
export interface RaisedFinding {
  readonly household: string;
  readonly rule: string;
  /** The member (the one who has most, where the rule is about the household), or '' for the household as a whole. */
  readonly subject: string;
  readonly factsHash: string;
  /** Absent: a fail. */
  readonly status?: 'fail' | 'incomparable';
}

/** What is on record. */
export interface RecordedFinding extends RaisedFinding {
  readonly id: string;
  readonly state: string;
  readonly change: FindingChange;
}

export interface RaisedAgain<T extends RaisedFinding> {
  readonly recorded: RecordedFinding;
  readonly now: T;
}

export interface RunDifference<T extends RaisedFinding> {
  /** Not on record, or settled on other facts: to be inserted. */
  readonly fresh: readonly T[];
  /** On record, off the desk since an earlier run, and raised again: new to the desk. */
  readonly returned: readonly RaisedAgain<T>[];
  /** On record and raised again, with the facts of now. */
  readonly persisting: readonly RaisedAgain<T>[];
  /** On record as a fail, under inquiry, and not comparable this time: the facts on record stand. */
  readonly uncompared: readonly RaisedAgain<T>[];
  /** Settled on these very facts: not raised again (requirements E8). */
  readonly settled: readonly RecordedFinding[];
  /** On record, unsettled, and no longer raised, though the rule could be compared for the household. */
  readonly cleared: readonly RecordedFinding[];
  /** On record, unsettled, of families that are not judged any more, because they have left. */
  readonly exited: readonly RecordedFinding[];
}

/** Of a rule about the household the member says who has most of it: another one may, and it is the same finding. */
function keyOf({ household, rule, subject }: RaisedFinding): string {
  const who = subject !== '' && isAboutHousehold(rule) ? 'any member' : subject;
  return `${household}\u0000${rule}\u0000${who}`;
}

const ruleOf = (finding: RaisedFinding) => `${finding.household}\u0000${finding.rule}`;

/** A register that says nothing changes no facts. */
const isUncompared = ({ recorded, now }: RaisedAgain<RaisedFinding>) =>
  now.status === 'incomparable' && recorded.status !== 'incomparable';

const isSettled = (finding: RecordedFinding) =>
  isFindingState(finding.state) && SETTLED_STATES.includes(finding.state);

/**
 * Compares what a run raised with what is on record (requirements E8).
 * @param recorded every finding on record, settled ones included, in the order of raising
 * @param raised at most one for a household, rule and subject
 * @param judged the households that the run judged
 */
export function compareRuns<T extends RaisedFinding>(
  recorded: readonly RecordedFinding[],
  raised: readonly T[],
  judged: ReadonlySet<string>,
): RunDifference<T> {
  const record = new Map<string, RecordedFinding[]>();
  for (const finding of recorded) {
    const key = keyOf(finding);
    const same = record.get(key);
    if (same === undefined) record.set(key, [finding]);
    else same.push(finding);
  }
  const fresh: T[] = [];
  const again: RaisedAgain<T>[] = [];
  const settled: RecordedFinding[] = [];
  const raisedKeys = new Set<string>();
  const settledKeys = new Set<string>();
  for (const now of raised) {
    const key = keyOf(now);
    raisedKeys.add(key);
    const before = record.get(key) ?? [];
    const sameFacts = before.find((finding) => isSettled(finding) && finding.factsHash === now.factsHash);
    const underInquiry = before.filter((finding) => !isSettled(finding));
    // Two can be under inquiry where an old one was reopened: the facts say which of them this is.
    const unsettled =
      underInquiry.find((finding) => finding.factsHash === now.factsHash) ??
      underInquiry.find((finding) => !isOffDesk(finding)) ??
      underInquiry[0];
    if (sameFacts !== undefined) {
      settled.push(sameFacts);
      settledKeys.add(key);
    } else if (unsettled !== undefined) again.push({ recorded: unsettled, now });
    else fresh.push(now);
  }
  // A register that did not come says nothing: what was found there before is not gone.
  const unseen = new Set(raised.filter(({ status }) => status === 'incomparable').map(ruleOf));
  // What could not be compared for a while can be, and shows what was settled before.
  const isComparedAgain = (finding: RecordedFinding) =>
    finding.status === 'incomparable' && settledKeys.has(keyOf(finding));
  const gone = recorded.filter(
    (finding) =>
      !isSettled(finding) &&
      !isOffDesk(finding) &&
      (!raisedKeys.has(keyOf(finding)) || isComparedAgain(finding)),
  );
  const onDesk = again.filter((pair) => !isOffDesk(pair.recorded));
  return {
    fresh,
    returned: again.filter((pair) => isOffDesk(pair.recorded)),
    persisting: onDesk.filter((pair) => !isUncompared(pair)),
    uncompared: onDesk.filter(isUncompared),
    settled,
    cleared: gone.filter((finding) => judged.has(finding.household) && !unseen.has(ruleOf(finding))),
    exited: gone.filter((finding) => !judged.has(finding.household)),
  };
}
