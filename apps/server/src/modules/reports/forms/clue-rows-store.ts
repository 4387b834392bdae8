import {
  type ClueLists,
  DISCIPLINE_LEVELS,
  type DisciplineLevel,
  ENDING_DISPOSALS,
  FORM_LEVELS,
  type FormLevel,
  prefectureOf,
  problemDisposal,
  UNKNOWN_PERSON,
} from '@anju/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { aboutOpenProblem, keptFrom, type Reader } from '../../recusal/index.ts';
import { clueClosedAt, foundEntries, problemClosedAt, problemScope } from './entry-store.ts';
import type { CountingScope, FormContext } from './form-scope.ts';
import { progressAt, rectificationAt } from './problem-store.ts';

type RowContext = CountingScope & Pick<FormContext, 'tx' | 'campaign'>;

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
  /**
   * Its problem was closed out by the period's end, or nothing was found in it and that was answered, as form F4 counts
   * it; and nobody looks into it again.
   */
  readonly settled: boolean;
}

/**
 * Of F5 as common table expressions: the `entries` found in the period, each with its problem, its disposal at the
 * period's end and whether the problem was open then; and the measures `decided` on them by that day.
 */
export function f5Tables(scope: CountingScope, found: RawBuilder<unknown> = foundEntries(scope)) {
  // A clue has at most one standing problem in a campaign (problems_clue_once).
  return sql`
    disposed AS MATERIALIZED (
      SELECT DISTINCT ON (d.clue_id) d.clue_id, d.disposal FROM clue_disposals d
      WHERE d.county = ${scope.county} AND d."on" <= ${scope.to}::date
      ORDER BY d.clue_id, d."on" DESC, d.position DESC),
    entries AS MATERIALIZED (
      SELECT f.kind, f.id, f.found_on, f.amount_fen, f.untrue, coalesce(d.disposal, f.disposal) AS disposal,
        CASE f.kind WHEN 'problem' THEN f.id ELSE p.id END AS problem_id,
        CASE f.kind WHEN 'problem' THEN f.closed IS NOT TRUE
          ELSE p.id IS NOT NULL AND ${problemClosedAt(sql`${scope.to}::date`)} IS NOT TRUE END AS open
      FROM (${found}) f
      LEFT JOIN disposed d ON d.clue_id = f.id
      LEFT JOIN problems p ON f.kind = 'clue' AND p.clue_id = f.id AND ${problemScope(scope)}),
    decided AS MATERIALIZED (
      SELECT e.id AS entry, ${MEASURE} FROM accountability a JOIN entries e ON a.clue_id = e.id
      WHERE ${decidedBy(scope)}
      UNION ALL
      SELECT e.id, ${MEASURE} FROM accountability a JOIN entries e ON a.problem_id = e.problem_id
      WHERE ${decidedBy(scope)})`;
}

const MEASURE = sql`a.id, a.person_key, a.name, a.post, a.form_level, a.discipline_level`;

const decidedBy = (scope: CountingScope) => sql`
  a.county = ${scope.county} AND a.campaign_id = ${scope.campaignId}::uuid AND a.withdrawn_at IS NULL
  AND a.decided_on <= ${scope.to}::date`;

/** 处置情况 of an entry `e`: whose problem is open has not ended, whatever was answered to who reported it. */
export const shownDisposal = (lists: ClueLists) => sql`
  CASE WHEN e.disposal IS NULL OR (e.open AND e.disposal = ANY(${[...ENDING_DISPOSALS]}::text[]))
    THEN CASE WHEN e.open THEN ${problemDisposal(lists, false)}::text ELSE ${problemDisposal(lists, true)} END
    ELSE e.disposal END`;

/** What the county is called below its prefecture, as a clue names its place: 昌吉州昌吉市. */
const fullName = ({
  county,
}: CountingScope) => sql`(SELECT string_agg(t.name, '' ORDER BY t.county) FROM tenants t
  WHERE t.county IN (${county}, ${prefectureOf(county)}))`;

/** The clue `c` had been taken up again by the period's end, and nothing was concluded about it since. */
const underInquiryAgain = ({ to }: CountingScope) =>
  sql`coalesce(c.reopened_on <= ${to}::date AND coalesce(c.concluded_on > ${to}::date, true), false)`;

/** Rows of form F5, in the order they were found; those of the entries `only`, where given. */
export async function listF5Entries(
  scope: RowContext,
  only?: readonly string[],
): Promise<readonly F5Entry[]> {
  const { lists } = scope.campaign.content;
  const found =
    only === undefined
      ? foundEntries(scope)
      : sql`SELECT * FROM (${foundEntries(scope)}) f WHERE f.id = ANY(${[...only]}::uuid[])`;
  const { rows } = await sql<F5Entry>`
    WITH ${f5Tables(scope, found)},
    held AS MATERIALIZED (
      SELECT entry, array_agg(id ORDER BY id) AS ids, count(DISTINCT person_key) AS persons,
        jsonb_agg(jsonb_build_object('name', name, 'post', post, 'form', form_level, 'discipline', discipline_level)
          ORDER BY id) AS people
      FROM decided GROUP BY entry)
    SELECT e.kind, e.id, e.amount_fen, e.problem_id,
      NOT e.open AND (e.problem_id IS NOT NULL
        OR coalesce(${clueClosedAt(sql`${scope.to}::date`)} AND c.result <> 'true', false))
        AND NOT ${underInquiryAgain(scope)} AS settled,
      CASE WHEN e.kind = 'clue' THEN c.source ELSE p.source END AS source,
      CASE WHEN e.kind = 'clue' THEN c.place ELSE ${fullName(scope)} END AS place,
      CASE WHEN e.kind = 'clue' THEN c.summary ELSE p.description END AS summary,
      CASE WHEN e.kind = 'clue'
        THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'post', n.post, 'level', n.level)
            ORDER BY n.position), '[]') FROM clue_persons n WHERE n.county = ${scope.county} AND n.clue_id = e.id)
        ELSE coalesce(h.people, '[]') END AS persons,
      ${shownDisposal(lists)} AS disposal,
      coalesce(
        ${rectificationAt(scope.to)}, ${progressAt(scope.to)},
        CASE WHEN c.concluded_on <= ${scope.to}::date THEN c.result_text END, '') AS rectification,
      CASE WHEN p.rectified_on <= ${scope.to}::date THEN p.recovered_fen END AS recovered_fen, coalesce(h.ids, '{}') AS accountability, coalesce(h.persons, 0) AS persons_held
    FROM entries e
    LEFT JOIN clues c ON c.county = ${scope.county} AND e.kind = 'clue' AND c.id = e.id
    LEFT JOIN problems p ON p.county = ${scope.county} AND p.id = e.problem_id
    LEFT JOIN held h ON h.entry = e.id
    ORDER BY e.found_on, e.id`.execute(scope.tx);
  return rows.map((row) => ({
    ...row,
    persons: row.kind === 'clue' ? row.persons : peopleOf(row.persons, lists.levels),
  }));
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

/** How many of these clues, problems and typical cases, and of all clues of these counties, are kept from a person. */
export async function countKeptFrom(
  tx: Tx,
  of: {
    readonly clues?: readonly string[];
    readonly problems?: readonly string[];
    readonly typicalCases?: readonly string[];
    readonly counties?: readonly string[];
  },
  reader: Reader,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM recusals k
        WHERE (k.case_id = ANY(${[...(of.clues ?? []), ...(of.problems ?? [])]}::uuid[])
            OR k.county = ANY(${[...(of.counties ?? [])]}::char(6)[]))
          AND ${keptFrom(reader)})
      + (SELECT count(*) FROM typical_cases y
        WHERE y.id = ANY(${[...(of.typicalCases ?? [])]}::uuid[]) AND NOT ${aboutOpenProblem(reader, 'y')}) AS count`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
