import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { claimFirst } from './claims.ts';

const folder = mkdtempSync(join(tmpdir(), 'anju-claims-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('gives each to one suite at a time, and again once it is released', () => {
  const first = claimFirst(folder, 2);
  expect(first?.at).toBe(0);
  expect(claimFirst(folder, 2)?.at).toBe(1);
  expect(claimFirst(folder, 2)).toBeNull();
  first?.release();
  expect(claimFirst(folder, 2)?.at).toBe(0);
});

it('does not take a folder that is missing for one that is held', () => {
  expect(() => claimFirst(join(folder, 'missing'), 1)).toThrow(/ENOENT/);
});
