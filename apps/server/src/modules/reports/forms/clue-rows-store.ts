import {
  DISCIPLINE_LEVELS,
  type DisciplineLevel,
  ENDING_DISPOSALS,
  FORM_LEVELS,
  type FormLevel,
  problemDisposal,
  UNKNOWN_PERSON,
} from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { aboutOpenClue, aboutOpenProblem, clueOpenTo, type Reader } from '../../recusal/index.ts';
import { foundEntries, STANDING } from './entry-store.ts';
import type { CountingScope, FormContext } from './form-scope.ts';

type RowContext = CountingScope & Pick<FormContext, 'tx' | 'countyName' | 'campaign'>;

/** An entry of form F5 as it stood at the period's end. */
export interface F5Entry {
  readonly kind: 'clue' | 'problem';
  readonly id: string;
  readonly source: string;
  readonly place: string;
  readonly persons: readonly { readonly name: string; readonly post: string; readonly level: string }[];
  readonly summary: string;
  readonly amount_fen: number | null;
  readonly disposal: string;
  readonly rectification: string;
  readonly recovered_fen: number | null;
  /** Records of persons held to account, and how many persons that are. */
  readonly accountability: readonly string[];
  readonly persons_held: number;
  readonly problem_id: string | null;
}

const decidedBy = (scope: CountingScope) => sql`
  a.county = ${scope.county} AND a.campaign_id = ${scope.campaignId}::uuid AND a.withdrawn_at IS NULL
  AND a.decided_on <= ${scope.to}::date`;

/** An entry as it is stored: whose problem is open has not ended, whatever was answered to who reported it. */
type StoredEntry = Omit<F5Entry, 'disposal'> & {
  readonly disposal: string | null;
  readonly open: boolean;
};

/** Rows of form F5, in the order they were found. */
export async function listF5Entries(scope: RowContext): Promise<readonly F5Entry[]> {
  const { lists } = scope.campaign.content;
  const { rows } = await sql<StoredEntry>`
    WITH found AS MATERIALIZED (${foundEntries(scope)}),
    entries AS MATERIALIZED (
      SELECT f.kind, f.id, f.found_on, f.amount_fen,
        CASE WHEN f.kind = 'problem' THEN f.id ELSE (
          SELECT p.id FROM problems p
          WHERE p.county = ${scope.county} AND p.campaign_id = ${scope.campaignId}::uuid AND p.clue_id = f.id AND ${STANDING}
          ORDER BY p.id DESC LIMIT 1) END AS problem_id
      FROM found f),
    decided AS MATERIALIZED (
      SELECT e.id AS entry, a.* FROM accountability a JOIN entries e ON a.clue_id = e.id WHERE ${decidedBy(scope)}
      UNION ALL
      SELECT e.id, a.* FROM accountability a JOIN entries e ON a.problem_id = e.problem_id WHERE ${decidedBy(scope)}),
    held AS MATERIALIZED (
      SELECT entry, array_agg(id ORDER BY id) AS ids, count(DISTINCT person_key) AS persons,
        jsonb_agg(jsonb_build_object('name', name, 'post', post, 'form', form_level, 'discipline', discipline_level)
          ORDER BY id) AS people
      FROM decided GROUP BY entry)
    SELECT e.kind, e.id, e.amount_fen, e.problem_id,
      CASE WHEN e.kind = 'clue' THEN c.source ELSE p.source END AS source,
      CASE WHEN e.kind = 'clue' THEN c.place ELSE ${scope.countyName} END AS place,
      CASE WHEN e.kind = 'clue' THEN c.summary ELSE p.description END AS summary,
      CASE WHEN e.kind = 'clue'
        THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'post', n.post, 'level', n.level)
            ORDER BY n.position), '[]') FROM clue_persons n WHERE n.county = ${scope.county} AND n.clue_id = e.id)
        ELSE coalesce(h.people, '[]') END AS persons,
      CASE WHEN e.kind = 'clue' THEN coalesce((SELECT d.disposal FROM clue_disposals d
            WHERE d.county = ${scope.county} AND d.clue_id = e.id AND d."on" <= ${scope.to}::date
            ORDER BY d."on" DESC, d.position DESC LIMIT 1), c.disposal) END AS disposal,
      EXISTS (SELECT FROM problems p WHERE p.county = ${scope.county} AND p.campaign_id = ${scope.campaignId}::uuid
        AND (p.id = e.problem_id OR (e.kind = 'clue' AND p.clue_id = e.id)) AND ${STANDING}
        AND (p.closed_on IS NULL OR p.closed_on > ${scope.to}::date)) AS open,
      coalesce(
        CASE WHEN p.rectified_on <= ${scope.to}::date THEN nullif(p.rectification, '') END,
        (SELECT o.text FROM problem_notes o WHERE o.county = ${scope.county} AND o.problem_id = p.id
          AND o.act = 'progress' AND (o.at AT TIME ZONE 'Asia/Shanghai')::date <= ${scope.to}::date
          ORDER BY o.at DESC, o.id DESC LIMIT 1),
        CASE WHEN c.concluded_on <= ${scope.to}::date THEN c.result_text END, '') AS rectification,
      CASE WHEN p.rectified_on <= ${scope.to}::date THEN p.recovered_fen END AS recovered_fen, coalesce(h.ids, '{}') AS accountability, coalesce(h.persons, 0) AS persons_held
    FROM entries e
    LEFT JOIN clues c ON c.county = ${scope.county} AND e.kind = 'clue' AND c.id = e.id
    LEFT JOIN problems p ON p.county = ${scope.county} AND p.id = e.problem_id
    LEFT JOIN held h ON h.entry = e.id
    ORDER BY e.found_on, e.id`.execute(scope.tx);
  return rows.map(({ open, disposal, ...row }) => {
    const ended = disposal === null || ENDING_DISPOSALS.includes(disposal);
    return {
      ...row,
      disposal: disposal !== null && !(open && ended) ? disposal : problemDisposal(lists, !open),
      persons: row.kind === 'clue' ? row.persons : peopleOf(row.persons, lists.levels),
    };
  });
}

interface HeldPerson {
  readonly name: string;
  readonly post: string;
  readonly level?: string;
  readonly form?: FormLevel;
  readonly discipline?: DisciplineLevel;
}

const MOST_PERSONS = 3;

/**
 * Of a problem without a clue, the persons of the form are those held to account: each once, on the campaign's scale.
 * A level that its list does not have stays blank for the officer to choose.
 */
function peopleOf(people: readonly HeldPerson[], levels: readonly string[]): F5Entry['persons'] {
  if (people.length === 0) return [{ name: UNKNOWN_PERSON, post: '', level: '' }];
  const distinct = new Map(people.map((person) => [`${person.name}\n${person.post}`, person]));
  return [...distinct.values()].slice(0, MOST_PERSONS).map(({ name, post, form, discipline }) => {
    const level = levelOf(form, discipline);
    return { name, post, level: levels.includes(level) ? level : '' };
  });
}

function levelOf(form: FormLevel | undefined, discipline: DisciplineLevel | undefined): string {
  if (form === 'villageCadre' || form === 'other')
    return FORM_LEVELS.find(({ key }) => key === form)?.label ?? '';
  return DISCIPLINE_LEVELS.find(({ key }) => key === discipline)?.label ?? '';
}

/** How many of these clues, problems and typical cases are kept from a person. */
export async function countKeptFrom(
  tx: Tx,
  of: {
    readonly clues?: readonly string[];
    readonly problems?: readonly string[];
    readonly typicalCases?: readonly string[];
  },
  reader: Reader,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM clues c
        WHERE c.id = ANY(${[...(of.clues ?? [])]}::uuid[]) AND NOT ${clueOpenTo(reader)})
      + (SELECT count(*) FROM problems p
        WHERE p.id = ANY(${[...(of.problems ?? [])]}::uuid[]) AND NOT ${aboutOpenClue(reader, 'p')})
      + (SELECT count(*) FROM typical_cases y
        WHERE y.id = ANY(${[...(of.typicalCases ?? [])]}::uuid[]) AND NOT ${aboutOpenProblem(reader, 'y')}) AS count`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
