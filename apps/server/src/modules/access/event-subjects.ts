import type { Role } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import type { EventRow } from './event-store.ts';
import { nameSubjects, type Subject, type SubjectKey } from './subject-store.ts';

/** The keys of a payload under which the id of a record stands, with what it is the id of. */
const TYPE_BY_KEY: Readonly<Record<string, string>> = {
  campaign: 'campaign',
  check: 'check',
  clue: 'clue',
  finding: 'finding',
  household: 'household',
  import: 'import',
  into: 'clue',
  other: 'clue',
  paper: 'paper',
  policy: 'policy',
  problem: 'problem',
  report: 'report',
};

/** What the events of a page are about and name, by id; what is kept from the reader stays unnamed. */
export function subjectsOf(
  tx: Tx,
  roles: readonly Role[],
  events: readonly Pick<EventRow, 'county' | 'subjectType' | 'subjectId' | 'payload'>[],
  without: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  const kept = new Set(without);
  const keys = events.flatMap(({ county, subjectType, subjectId, payload }): SubjectKey[] => [
    { county, type: subjectType, id: subjectId },
    ...Object.entries(typeof payload === 'object' && payload !== null ? payload : {}).flatMap(
      ([key, id]: [string, unknown]) => {
        const type = TYPE_BY_KEY[key];
        return type !== undefined && typeof id === 'string' ? [{ county, type, id }] : [];
      },
    ),
  ]);
  return nameSubjects(
    tx,
    roles,
    keys.filter(({ id }) => !kept.has(id)),
  );
}
