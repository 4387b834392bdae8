import { sql } from 'kysely';
import { inScope } from '../../../platform/postgres/database.ts';
import type { TestApp } from '../../../platform/testing/index.ts';
import { loadForTest } from '../../imports/testing/load-for-test.ts';
import { syntheticHousehold } from '../../imports/testing/synthetic-household.ts';
import { recordRunFindings } from '../record-run.ts';
import type { FindingToStore } from '../run-store.ts';

export interface RaisedFinding {
  readonly id: string;
  readonly householdId: string;
}

/** Invented families with one finding each, recorded as a run records them. */
export async function raiseFindings(
  test: Pick<TestApp, 'db' | 'deps'>,
  county: string,
  rules: readonly string[],
  options: { readonly community?: string } = {},
): Promise<readonly RaisedFinding[]> {
  const { deps, db } = test;
  await loadForTest(
    test,
    county,
    rules.map((_, n) => syntheticHousehold(n + 1, { community: options.community ?? null })),
  );
  return await inScope(db, county, async (tx) => {
    const policyId = deps.ids();
    const runId = deps.ids();
    const at = deps.clock.now();
    await sql`
      INSERT INTO policies (county, id, version, title, document_no, effective_from, state, pack, drafted_by,
        drafted_by_name, drafted_at, editors)
      VALUES (${county}, ${policyId}, 1, '示例标准', '示例〔2026〕1号', '2026-01-01', 'draft', '{}', ${deps.ids()},
        '测试', ${at}, ARRAY[${deps.ids()}]::uuid[])`.execute(tx);
    await sql`
      INSERT INTO runs (county, id, as_of, policy_id, job_id, started_by, started_by_name, created_at, finished_at)
      VALUES (${county}, ${runId}, '2026-06-30', ${policyId}, ${deps.ids()}, ${deps.ids()}, '测试', ${at}, ${at})`.execute(
      tx,
    );
    const { rows } = await sql<{ id: string; region: string; code: string; member: string }>`
      SELECT h.id, h.region, h.code, m.id AS member
      FROM households h JOIN members m ON m.county = h.county AND m.household_id = h.id AND m.position = 0
      WHERE h.county = ${county} ORDER BY h.code`.execute(tx);
    const findings = rows.map(
      (row, n): FindingToStore => ({
        id: deps.ids(),
        region: row.region,
        household: row.id,
        householdCode: row.code,
        memberId: row.member,
        subject: row.member,
        rule: rules[n] ?? 'housing.owned',
        status: 'fail',
        confidence: 'exact',
        clause: '示例〔2026〕1号 准入·住房',
        reason: '家庭1人名下登记住房1套，共90.00平方米',
        evidence: {
          valueCm2: 900_000,
          limitCm2: 150_000,
          registered: [{ member: row.member, usage: '住宅' }],
        },
        lineage: [{ register: 'real-estate', file: '不动产.xlsx', row: 7, asOf: '2026-06-30' }],
        factsHash: `hash-${n}`,
      }),
    );
    const judged = new Set(findings.map((finding) => finding.household));
    const startedBy = { id: deps.ids(), name: '测试' };
    await recordRunFindings(tx, deps, findings, { county, runId, policyId, judged, startedBy, at });
    return findings.map((finding) => ({ id: finding.id, householdId: finding.household }));
  });
}
