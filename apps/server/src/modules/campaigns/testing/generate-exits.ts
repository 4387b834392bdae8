import type { Tx } from '../../../platform/postgres/database.ts';
import type { Chance } from './chance.ts';
import { inventedName, later, regionOf } from './generate-entries.ts';
import { insertRows, type Row } from './insert-rows.ts';

const FAMILIES = 24;
const NATURES = ['1A', '1B', '2', '3'] as const;

interface ExitContext {
  readonly county: string;
  readonly chance: Chance;
  day(): string;
  settle(day: string): string | null;
}

/** Days before any campaign. */
const LONG_AGO = -400;

/** Two dozen families that must leave, over two estates and every ground; some left, also long ago, some without a plan. */
export async function insertExits(tx: Tx, { county, chance, day, settle }: ExitContext): Promise<void> {
  const start = day();
  const own = (more: Row): Row => ({ county, ...more });
  const [policyId, runId, person] = [chance.id(start), chance.id(start), chance.id(start)];
  const moment = `${start}T05:00:00Z`;
  await insertRows(tx, 'policies', [
    own({
      id: policyId,
      version: 900,
      title: '示例标准',
      document_no: '示例〔2026〕1号',
      effective_from: start,
      state: 'draft',
      pack: {},
      drafted_by: person,
      drafted_by_name: '测试起草',
      drafted_at: moment,
      editors: [person],
      revision: 1,
    }),
  ]);
  await insertRows(tx, 'runs', [
    own({
      id: runId,
      as_of: start,
      policy_id: policyId,
      job_id: chance.id(start),
      registers: [],
      counts: {
        families: FAMILIES,
        persons: FAMILIES,
        fail: FAMILIES,
        incomparable: 0,
        new: FAMILIES,
        persisting: 0,
        cleared: 0,
        exited: 0,
        settled: 0,
        byRule: [],
      },
      started_by: person,
      started_by_name: '测试经办',
      created_at: moment,
      finished_at: moment,
    }),
  ]);
  const estates = ['示例家园', '示例新村'].map((name) =>
    own({ id: chance.id(start), region: county, name, initials: 'slxq' }),
  );
  await insertRows(tx, 'estates', estates);
  const families = Array.from({ length: FAMILIES }, (_, n) => familyOf(n));
  await insertRows(
    tx,
    'households',
    families.map((family) => family.household),
  );
  await insertRows(
    tx,
    'tenancies',
    families.map((family) => family.tenancy),
  );
  await insertRows(
    tx,
    'findings',
    families.map((family) => family.finding),
  );
  await insertRows(
    tx,
    'run_findings',
    families.map(({ finding }) =>
      own({ run_id: runId, finding_id: finding.id ?? null, change: 'new', status: 'fail' }),
    ),
  );
  await insertRows(
    tx,
    'exits',
    families.map((family) => family.exit),
  );

  function familyOf(n: number): Readonly<Record<'household' | 'tenancy' | 'finding' | 'exit', Row>> {
    const gone = n % 6 === 3;
    const on = gone ? later(day(), LONG_AGO) : day();
    const at = `${on}T05:00:00Z`;
    const [id, findingId, tenancyId] = [chance.id(on), chance.id(on), chance.id(on)];
    const region = regionOf(county, chance);
    const estate = estates[n % estates.length];
    const nature = NATURES[n % NATURES.length] ?? '1A';
    const planned = n % 5 === 0 ? null : later(on, 60);
    return {
      household: own({
        id,
        code: `G${String(n + 1).padStart(6, '0')}`,
        region,
        state: 'active',
        applicant_name: inventedName(chance),
        applicant_initials: 'cs',
        members_count: 1,
        estate_id: estate?.id ?? null,
        digest: `\\x${chance.hex(64)}`,
        changed_at: at,
        version: 1,
      }),
      tenancy: own({ id: tenancyId, household_id: id, region, estate_name: estate?.name ?? null }),
      finding: own({
        id: findingId,
        region,
        household_id: id,
        household_code: `G${String(n + 1).padStart(6, '0')}`,
        subject: '',
        rule: 'housing.owned',
        status: 'fail',
        confidence: 'exact',
        state: 'confirmed',
        change: 'new',
        clause: '示例〔2026〕1号',
        reason: '另有住房',
        evidence: {},
        lineage: [],
        policy_id: policyId,
        facts_hash: chance.hex(16),
        first_run_id: runId,
        last_run_id: runId,
        exit_nature: nature,
        created_at: at,
        updated_at: at,
        version: 1,
      }),
      exit: own({
        id: chance.id(on),
        region,
        household_id: id,
        tenancy_id: tenancyId,
        nature,
        other_natures: nature === '1A' && n % 8 === 0 ? ['1B'] : [],
        finding_id: findingId,
        established_on: on,
        measures: planned === null ? '' : '限期腾退，已送达通知。',
        planned_on: planned,
        exited_on: gone ? later(on, 20) : n % 3 === 0 ? settle(later(on, 20)) : null,
        created_at: at,
        updated_at: at,
        version: 1,
      }),
    };
  }
}
