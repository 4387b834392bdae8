import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from './check.ts';
import { runDemo } from './demo.ts';
import { runScore } from './score.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-score-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(command: typeof runDemo, argv: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const code = await command(argv, {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function score(
  name: string,
  truth: readonly object[],
  findings: readonly object[],
  more: readonly string[] = [],
) {
  const paths = {
    truth: join(folder, `${name}-truth.jsonl`),
    findings: join(folder, `${name}-findings.jsonl`),
  };
  await writeFile(paths.truth, lines(truth));
  await writeFile(paths.findings, lines(findings));
  return run(runScore, ['--truth', paths.truth, '--findings', paths.findings, ...more]);
}

const OWNED = { household: 'A', rule: 'housing.owned', person: '652301196705025199', confidence: 'exact' };
const IDLE = { household: 'B', rule: 'utility.idle', person: null, confidence: 'exact' };
const raised = (answer: typeof OWNED | typeof IDLE, more: object = {}) => ({
  ...answer,
  status: 'fail',
  person: answer.person === null ? null : { name: '甲某', id: answer.person },
  ...more,
});

describe('anju score', () => {
  it('is content when exactly the planted findings were raised', async () => {
    const optional = { ...OWNED, household: 'C', rule: 'member.undeclared-spouse', optional: true };
    const open = raised(IDLE, { household: 'Z', status: 'incomparable' });
    const done = await score(
      'all',
      [OWNED, IDLE, optional],
      [raised(OWNED), raised(IDLE), open],
      ['--require-perfect'],
    );
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/合计 +2 +2 +0 +0 +100\.00% +100\.00%/);
    const raisedToo = await score(
      'optional',
      [optional],
      [raised({ ...OWNED, ...optional })],
      ['--require-perfect'],
    );
    expect(raisedToo.code).toBe(0);
  });

  it('counts an optional finding neither way, whoever it names when the truth names nobody', async () => {
    const optional = { ...IDLE, household: 'C', rule: 'member.undeclared-spouse', optional: true };
    const about = raised({ ...OWNED, household: 'C', rule: 'member.undeclared-spouse' });
    expect((await score('nobody', [optional], [about], ['--require-perfect'])).code).toBe(0);
    expect((await score('nobody', [optional], [], ['--require-perfect'])).code).toBe(0);
  });

  it('tells what is missing and what is too much', async () => {
    const extra = raised(IDLE, { household: 'Z' });
    const done = await score('odd', [OWNED, IDLE], [raised(OWNED), extra], ['--require-perfect']);
    expect(done.code).toBe(1);
    expect(done.stdout).toMatch(/utility\.idle +1 +0 +1 +1 +0\.00% +0\.00%/);
    expect(done.stdout).toContain('漏查：1 条\n  B  utility.idle');
    expect(done.stdout).toContain('误查：1 条\n  Z  utility.idle');
    expect((await score('odd', [OWNED, IDLE], [raised(OWNED), extra])).code).toBe(0);
  });

  it('names the wrong person as one missing and one too many', async () => {
    const other = raised({ ...OWNED, person: '652301197310101147' });
    expect((await score('person', [OWNED], [other])).stdout).toMatch(/合计 +1 +0 +1 +1/);
  });

  it('lists a finding with the wrong confidence', async () => {
    const done = await score(
      'unsure',
      [{ ...OWNED, confidence: 'probable' }],
      [raised(OWNED)],
      ['--require-perfect'],
    );
    expect(done.code).toBe(1);
    expect(done.stdout).toContain(
      '可信度不符（列出应有的）：1 条\n  A  housing.owned  652301196705025199  probable',
    );
  });

  it('refuses what it does not understand, with the line', async () => {
    const done = await score('bad', [OWNED], [{ household: 'A', rule: 'housing.owned', status: 'fail' }]);
    expect(done.code).toBe(3);
    expect(done.stderr).toContain('bad-findings.jsonl 第 1 行');
    expect((await run(runScore, ['--truth', 'nowhere'])).code).toBe(2);
    expect(
      (await run(runScore, ['--truth', join(folder, 'no'), '--findings', join(folder, 'no')])).code,
    ).toBe(2);
    expect((await run(runScore, ['--wrong'])).code).toBe(2);
  });
});

describe('a county that was made, compared and scored', () => {
  it.each([
    ['2026-06-30', '652301', '31'],
    ['2026-03-15', '320305', '32'],
    ['2028-02-29', '652301', '33'],
  ])('raises every planted finding and no other, as of %s in %s', async (asOf, county, seed) => {
    const out = join(folder, `made-${seed}`);
    const size = ['--households', '160', '--population', '800', '--seed', seed];
    await run(runDemo, ['--out', out, ...size, '--as-of', asOf, '--county', county]);
    const registers = (await readdir(out)).flatMap((name) => {
      const [kind = '', ending = ''] = name.split('.');
      const isRegister = kind !== 'roster' && ['csv', 'xlsx', 'parquet'].includes(ending);
      return isRegister ? ['--register', `${kind}=${join(out, name)}`] : [];
    });
    const files = ['--roster', join(out, 'roster.xlsx'), ...registers, '--policy', join(out, 'policy.json')];
    const checked = await run(runCheck, [...files, '--as-of', asOf, '--out', join(out, 'checked')]);
    expect(checked).toMatchObject({ code: 0 });
    const scored = await run(runScore, [
      ...['--truth', join(out, 'truth.jsonl'), '--findings', join(out, 'checked', 'findings.jsonl')],
      '--require-perfect',
    ]);
    expect(scored.stdout).not.toMatch(/^(?:漏查|误查|可信度不符)/mu);
    expect(scored.code).toBe(0);
  });
});

describe('anju demo', () => {
  it('writes a county whose own truth scores perfectly against itself', async () => {
    const out = join(folder, 'county');
    const done = await run(runDemo, [
      '--out',
      out,
      '--households',
      '80',
      '--population',
      '300',
      '--seed',
      '5',
    ]);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(out)).toEqual(
      expect.arrayContaining([
        'roster.xlsx',
        'policy.json',
        'truth.jsonl',
        'not-findings.jsonl',
        'social-insurance.parquet',
      ]),
    );
    const truth = (await readFile(join(out, 'truth.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const findings = truth.map((row) => raised(row));
    expect((await score('self', truth, findings, ['--require-perfect'])).code).toBe(0);
  });

  it.each([
    [[], '--out'],
    [['--out', 'x', '--households', '0'], '--households'],
    [['--out', 'x', '--population', '99999999'], '--population'],
    [['--out', 'x', '--as-of', '2026-02-30'], '--as-of'],
    [['--out', 'x', '--county', '65'], '--county'],
    [['--out', 'x', '--shape', 'odd'], '--shape'],
    [['--out', 'x', '--only', 'yachts'], '--only'],
    [['--nonsense'], '参数有误'],
  ] as const)('refuses %j', async (argv, told) => {
    const done = await run(runDemo, argv);
    expect(done.code).toBe(2);
    expect(done.stderr.split('\n')[0]).toContain(told);
  });
});
