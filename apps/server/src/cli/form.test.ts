import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMS } from '@anju/official-forms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runForm } from './form.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-form-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const file = (name: string): string => join(folder, name);

async function run(...argv: string[]): Promise<{ code: number; out: string; errors: string }> {
  let out = '';
  let errors = '';
  const code = await runForm(argv, {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (errors += text) },
  });
  return { code, out, errors };
}

const DATA = {
  header: { unitName: '示范县住建局', reportDate: '2026-11-15' },
  rows: [
    {
      county: '示范县',
      project: '安居苑',
      nature: '1A',
      shouldExit: 5,
      exited: 3,
      measures: '',
      plannedDate: '2026-12-25',
    },
  ],
};

describe('anju form', () => {
  it('writes the blank of every form, and reads it', async () => {
    for (const code of Object.keys(FORMS)) {
      const out = file(`${code}.xlsx`);
      expect((await run(code, '--empty', '--out', out)).code).toBe(0);
      expect((await run(code, '--read', out)).code).toBe(0);
      expect(JSON.parse((await run(code, '--schema')).out)).toMatchObject({ type: 'object' });
    }
  });

  it('fills a form, reads the same data back and lists its faults by cell', async () => {
    await writeFile(file('f3.json'), JSON.stringify(DATA));
    const filled = await run('F3', '--data', file('f3.json'), '--out', file('f3.xlsx'));
    expect(filled.code).toBe(0);
    expect(filled.errors).toContain('提醒 G5：');
    expect(JSON.parse((await run('F3', '--read', file('f3.xlsx'))).out)).toEqual(DATA);
    const checked = await run('F3', '--check', file('f3.xlsx'));
    expect(checked.code).toBe(0);
    expect(checked.out.split('\n')).toEqual([expect.stringMatching(/^G5：/), '']);
  });

  it('ends with 3 when a file is not understood, saying where', async () => {
    await run('F3', '--empty', '--out', file('f3.xlsx'));
    const other = await run('F1', '--check', file('f3.xlsx'));
    expect(other.code).toBe(3);
    expect(other.out).toMatch(/^A2：这是《F3 /);
    await writeFile(file('bad.json'), '{');
    expect((await run('F3', '--data', file('bad.json'), '--out', file('x.xlsx'))).code).toBe(3);
    await writeFile(file('wrong.json'), '{"header":{}}');
    const wrong = await run('F3', '--data', file('wrong.json'), '--out', file('x.xlsx'));
    expect(wrong.code).toBe(3);
    expect(wrong.errors).toContain('header.unitName');
    expect((await run('F3', '--read', file('none.xlsx'))).code).toBe(3);
    await expect(readFile(file('x.xlsx'))).rejects.toThrow();
  });

  it('ends with 2 and shows the usage on bad arguments', async () => {
    for (const argv of [
      [],
      ['F7', '--empty', '--out', 'x.xlsx'],
      ['F3'],
      ['F3', '--empty'],
      ['F3', '--empty', '--schema'],
      ['F3', '--read', 'a.xlsx', '--out', 'b.xlsx'],
      ['F3', '--bogus'],
      ['F3', 'F4', '--schema'],
      ['toString', '--schema'],
      ['F3', '--data'],
    ]) {
      const result = await run(...argv);
      expect(result.code, argv.join(' ')).toBe(2);
      expect(result.errors).toContain('用法');
    }
  });
});
