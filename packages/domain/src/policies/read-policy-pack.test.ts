import { expect, test } from 'vitest';
import { examplePack } from './example-pack.ts';
import { readPolicyPack } from './read-policy-pack.ts';

function faultsOf(json: unknown): readonly string[] {
  const read = readPolicyPack(json);
  return read.ok ? [] : read.error.map((fault) => `${fault.code} ${fault.path}`);
}

function withAdmission(section: string, value: unknown): unknown {
  const pack = examplePack();
  return { ...pack, admission: { ...pack.admission, [section]: value } };
}

test('reads the usual pack unchanged', () => {
  expect(readPolicyPack(examplePack())).toEqual({ ok: true, value: examplePack() });
});

test('a misspelt limit is named, with the key that was meant', () => {
  const read = readPolicyPack(withAdmission('vehicles', { maxcount: 1, maxPrise: 1 }));
  expect(read).toMatchObject({
    ok: false,
    error: [
      { code: 'unknown-key', path: 'admission.vehicles.maxcount', remedy: '是否为 maxCount？请改正键名' },
      { code: 'unknown-key', path: 'admission.vehicles.maxPrise', remedy: '是否为 maxPrice？请改正键名' },
    ],
  });
});

test.each([
  [null, ['type ']],
  [[], ['type ']],
  [{ ...examplePack(), region: 652301 }, ['format region']],
  [{ ...examplePack(), effectiveFrom: '2026-02-30' }, ['format effectiveFrom']],
  [{ ...examplePack(), effectiveTo: '2025-12-31' }, ['conflict effectiveTo']],
  [{ ...examplePack(), admission: undefined }, ['type admission']],
  [{ ...examplePack(), tenancy: { idleMonths: '6' } }, ['type tenancy.idleMonths']],
  [{ ...examplePack(), reviewChain: [{ by: '社区', does: ['审'] }] }, ['type reviewChain[0].does[0]']],
  [
    { ...examplePack(), disposableIncome: { byYear: { '25': 36209 } } },
    ['format disposableIncome.byYear.25'],
  ],
  [
    withAdmission('income', { basis: 'per-capita-annual', ratio: 80, inclusive: true }),
    ['range admission.income.ratio'],
  ],
  [withAdmission('income', { basis: 'per-capita-annual', inclusive: true }), ['conflict admission.income']],
  [
    withAdmission('income', { basis: 'per-capita-annual', limit: 1, ratio: 1, inclusive: true }),
    ['conflict admission.income'],
  ],
  [withAdmission('income', { basis: 'per-capita-annual', limit: 1 }), ['missing admission.income.inclusive']],
  [withAdmission('vehicles', { maxPrice: 12, inclusive: true }), ['range admission.vehicles.maxPrice']],
  [withAdmission('vehicles', { maxPrice: 120000 }), ['conflict admission.vehicles']],
  [withAdmission('housing', { limit: 15 }), ['conflict admission.housing']],
  [
    withAdmission('assets', { basis: 'by-size', limit: 1, inclusive: true }),
    ['conflict admission.assets.limit', 'conflict admission.assets'],
  ],
])('refuses a pack: case %#', (json, faults) => {
  expect([...faultsOf(json)].sort()).toEqual([...faults].sort());
});

test('keys that reach into prototypes are unknown keys', () => {
  const json: unknown = JSON.parse(
    JSON.stringify(examplePack()).replace('{', '{"__proto__":{"tenancy":{}},'),
  );
  expect(faultsOf(json)).toEqual(['unknown-key __proto__']);
});

test('every fault tells in Chinese what to do', () => {
  const read = readPolicyPack({
    region: '1',
    admission: { income: { basis: 'x' }, minimumAge: 18.5 },
    tenancy: [],
  });
  if (read.ok) throw new Error('a broken pack was read');
  expect(read.error.length).toBeGreaterThan(6);
  for (const fault of read.error) {
    expect(fault.message).toMatch(/\p{Script=Han}/u);
    expect(fault.remedy).toMatch(/\p{Script=Han}/u);
  }
});
