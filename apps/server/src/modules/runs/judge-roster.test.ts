import { calendarDate, readPolicyPack } from '@anju/domain';
import { expect, it } from 'vitest';
import { syntheticHousehold } from '../imports/testing/synthetic-household.ts';
import { judgeRoster } from './judge-roster.ts';

const PACK = {
  region: '652301',
  title: '只管住房的标准',
  documentNo: '试〔2026〕1号',
  effectiveFrom: '2026-01-01',
  admission: { housing: { basis: 'per-capita', limit: 15, inclusive: true } },
};

it('names the rules by which no family was judged', async () => {
  const pack = readPolicyPack(PACK);
  if (!pack.ok) throw new Error(JSON.stringify(pack.error));
  const household = syntheticHousehold(1);
  const { notJudged, findings } = await judgeRoster({
    families: (async function* () {
      yield { household, hits: [] };
    })(),
    places: new Map([[household.code, { id: 'h1', region: '652301001001' }]]),
    crossings: new Map(),
    basis: { pack: pack.value, asOf: calendarDate('2026-06-30'), registers: new Map() },
    ids: () => 'id',
    onJudged: () => undefined,
  });
  expect(notJudged).toContain('vehicle.over');
  expect(notJudged).not.toContain('housing.owned');
  const raised = findings.map(({ rule }) => String(rule));
  for (const rule of notJudged) expect(raised).not.toContain(rule);
});
