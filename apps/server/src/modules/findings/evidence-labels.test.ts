import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate, findCrossings, prepareJudge, RULE_TITLES, readPolicyPack } from '@anju/domain';
import { openComparison, readRoster, writeDemoCounty } from '@anju/matching';
import { afterAll, expect, it } from 'vitest';
import { evidenceLabel } from './evidence-labels.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-labels-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

it('has a word for every figure that a rule gives as evidence', async () => {
  const asOf = calendarDate('2026-06-30');
  const county = await writeDemoCounty({
    dir,
    county: '652301',
    households: 300,
    population: 500,
    seed: 'labels',
    asOf,
    shape: 'varied',
  });
  const pack = readPolicyPack(JSON.parse(readFileSync(county.policy, 'utf8')));
  const roster = await readRoster({ path: county.roster }, { scratchDir: dir, asOf });
  if (!pack.ok || !roster.ok) throw new Error('the generated county is not understood');
  const { households } = roster.value;
  const registers = county.registers.map(({ kind, path }) => ({ kind, path, asOf }));
  const opened = await openComparison({ roster: households, registers, asOf, scratchDir: dir });
  if (!opened.ok) throw new Error(opened.error.message);
  const crossings = findCrossings(households);
  const judge = prepareJudge({ pack: pack.value, asOf, registers: opened.value.registers });
  const rules = new Set<string>();
  const nameless = new Set<string>();
  for await (const { household, hits } of opened.value.families()) {
    for (const outcome of judge({ household, hits, crossings: crossings.get(household.code) ?? [] })) {
      if (outcome.status !== 'fail') continue;
      rules.add(outcome.rule);
      for (const key of keysOf(outcome.evidence))
        if (evidenceLabel(key) === null) nameless.add(`${outcome.rule} ${key}`);
    }
  }
  await opened.value.close();
  expect([...nameless]).toEqual([]);
  expect([...rules].sort()).toEqual(Object.keys(RULE_TITLES).sort());
});
