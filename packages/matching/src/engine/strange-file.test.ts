import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate, type RegisterKind } from '@anju/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { household, member } from './testing/compare-texts.ts';
import { syntheticId } from './testing/synthetic-id.ts';

const ZHANG = syntheticId(11);
let scratchDir: string;

beforeAll(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'anju-strange-'));
});
afterAll(() => rm(scratchDir, { recursive: true, force: true }));

async function compared(kind: RegisterKind, text: string) {
  const path = join(scratchDir, 'file.csv');
  await writeFile(path, text);
  const roster = [household('H1', [member(ZHANG, '张明')])];
  return await compare({
    roster,
    registers: [{ kind, path, asOf: null }],
    asOf: calendarDate('2026-06-30'),
    scratchDir,
  });
}

const INSURED = `人员姓名,证件号码,缴费基数（万元）,缴费月份\n张明,${ZHANG},0.5,2026-05\n`;

describe('a file of another register', () => {
  it('in which only people are recognised is refused with what was looked for', async () => {
    const result = await compared('vehicle', INSURED);
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'undecided-columns',
        register: 'vehicle',
        seenHeader: ['人员姓名', '证件号码', '缴费基数（万元）', '缴费月份'],
      },
    });
    expect(result.ok ? '' : result.error.message).toMatch(/没有一列像机动车登记（如号牌号码、.*核对数据种类/);
  });

  it('is what it is where its columns are known', async () => {
    const result = await compared('social-insurance', INSURED);
    expect(result.ok && result.value.hits.get('H1')).toHaveLength(1);
  });

  it('that only lists people is enough where being listed is what it says', async () => {
    const result = await compared('model-worker', `姓名,身份证号\n张明,${ZHANG}\n`);
    expect(result.ok && result.value.hits.get('H1')).toHaveLength(1);
  });
});

it('a header without rows is no register in which nobody stands', async () => {
  const result = await compared('vehicle', '机动车所有人,身份证明号码,号牌号码,购置价\n');
  expect(result).toMatchObject({ ok: false, error: { code: 'empty' } });
  expect(result.ok ? '' : result.error.message).toContain('没有数据行');
});

it('tells which columns were taken for nothing', async () => {
  const text = `机动车所有人,身份证明号码,号牌号码,甲乙丙,购置价\n张明,${ZHANG},新A1,x,1\n`;
  const result = await compared('vehicle', text);
  expect(result.ok && result.value.statistics[0]?.headersUnused).toEqual(['甲乙丙']);
});
