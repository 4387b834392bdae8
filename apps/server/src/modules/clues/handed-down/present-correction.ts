import { z } from 'zod';
import type { Tx } from '../../../platform/postgres/database.ts';
import { isOpen } from '../edit-clue.ts';
import { readOfficeName } from '../staff-store.ts';
import type { StoredClue } from '../store.ts';
import { waitingCorrection } from './answer-correction.ts';
import { CORRECTED_FIELDS, type CorrectedField, type HandedFacts, openFields } from './correction.ts';
import { readHandedFacts } from './handed-facts.ts';

const VALUE = z.union([z.string(), z.number(), z.null()]);

export const CORRECTION_ABOVE = z.object({
  at: z.iso.datetime(),
  byName: z.string(),
  fields: z.array(
    z.object({
      key: z.enum(['persons', 'office', 'place', 'summary', 'amountFen']),
      label: z.string(),
      /** What the level above had before; in fen where it is money. */
      before: VALUE,
      after: VALUE,
      /** What the county's clue says. */
      now: VALUE,
      money: z.boolean(),
    }),
  ),
  /** Whether the reader may take it over, or not, now. */
  mayAnswer: z.boolean(),
});

/** What the level above corrected of a clue that it handed down, and the county's clue says otherwise. */
export async function presentCorrection(
  tx: Tx,
  clue: StoredClue,
  triages: boolean,
): Promise<z.infer<typeof CORRECTION_ABOVE> | null> {
  const correction = waitingCorrection(clue);
  if (correction === null || clue.state === 'refused' || clue.state === 'recalled') return null;
  const own = await readHandedFacts(tx, clue);
  const fields: z.infer<typeof CORRECTION_ABOVE>['fields'] = [];
  for (const key of openFields(correction, own)) {
    const said = (facts: HandedFacts) => shownValue(tx, clue.county, facts, key);
    fields.push({
      key,
      label: CORRECTED_FIELDS[key],
      before: await said(correction.before),
      after: await said(correction.after),
      now: await said(own),
      money: key === 'amountFen',
    });
  }
  const { at, byName } = correction;
  return fields.length === 0 ? null : { at, byName, fields, mayAnswer: triages && isOpen(clue) };
}

async function shownValue(
  tx: Tx,
  county: string,
  facts: HandedFacts,
  field: CorrectedField,
): Promise<string | number | null> {
  switch (field) {
    case 'persons':
      return facts.persons
        .map(({ name, post, level }) => [name, post, level].filter(Boolean).join(' '))
        .join('、');
    case 'office':
      return await readOfficeName(tx, county, {
        organisation: facts.accusedOrganisation,
        departmentId: facts.accusedDepartmentId,
      });
    case 'place':
      return facts.place;
    default:
      return facts[field];
  }
}
