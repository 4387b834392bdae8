import {
  CLUE_ACTS,
  CLUE_STATES,
  CLUE_TRANSITIONS,
  FINDING_ACTS,
  FINDING_STATES,
  FINDING_TRANSITIONS,
  PROBLEM_ACTS,
  PROBLEM_STATES,
  PROBLEM_TRANSITIONS,
  REPORT_ACTS,
  REPORT_STATES,
  REPORT_TRANSITIONS,
  ROLES,
  type Role,
} from '@anju/domain';
import { describe, expect, it } from 'vitest';

interface Lifecycle {
  readonly title: string;
  readonly start: string;
  readonly states: Readonly<Record<string, string>>;
  readonly acts: Readonly<Record<string, string>>;
  readonly lines: readonly {
    readonly from: string;
    readonly act: string;
    readonly to: string;
    readonly by: readonly Role[];
    readonly needs: readonly string[];
  }[];
}

const LIFECYCLES: readonly Lifecycle[] = [
  {
    title: 'Finding 疑点',
    start: 'open',
    states: FINDING_STATES,
    acts: FINDING_ACTS,
    lines: FINDING_TRANSITIONS.flatMap((line) =>
      line.to === 'conclusion'
        ? (['confirmed', 'explained', 'wrong-person', 'stale-data'] as const).map((to) => ({ ...line, to }))
        : [{ ...line, to: line.to }],
    ),
  },
  {
    title: 'Clue 线索',
    start: 'received',
    states: CLUE_STATES,
    acts: CLUE_ACTS,
    lines: CLUE_TRANSITIONS,
  },
  {
    title: 'Problem 问题',
    start: 'registered',
    states: PROBLEM_STATES,
    acts: PROBLEM_ACTS,
    lines: PROBLEM_TRANSITIONS,
  },
  {
    title: 'Report 报表',
    start: 'draft',
    states: REPORT_STATES,
    acts: REPORT_ACTS,
    lines: REPORT_TRANSITIONS,
  },
];

/** Every state that acts lead to from the start. */
function reached({ start, lines }: Lifecycle): ReadonlySet<string> {
  const found = new Set([start]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const line of lines) if (found.has(line.from)) found.add(line.to);
  }
  return found;
}

const identifier = (state: string) => state.replaceAll('-', '_');

function draw(lifecycle: Lifecycle): string {
  const { title, start, states, acts, lines } = lifecycle;
  const names = Object.entries(states).map(([state, label]) => `  ${identifier(state)}: ${label}`);
  const arrows = lines
    .filter((line) => line.from !== line.to)
    .map((line) => `  ${identifier(line.from)} --> ${identifier(line.to)}: ${acts[line.act]}`);
  const rows = lines.map((line) => {
    const by = line.by.map((role) => ROLES[role]).join('、');
    return `| ${states[line.from]} | ${acts[line.act]} | ${states[line.to]} | ${by} | ${line.needs.join(', ')} |`;
  });
  return [
    `## ${title}`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${identifier(start)}`,
    ...names,
    ...arrows,
    '```',
    '',
    '| from | act | to | who may | needs |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

describe('the lifecycles', () => {
  for (const lifecycle of LIFECYCLES) {
    it(`${lifecycle.title}: no state that nothing leads to, no act without a line`, () => {
      expect([...reached(lifecycle)].sort()).toEqual(Object.keys(lifecycle.states).sort());
      const used = new Set(lifecycle.lines.map((line) => line.act));
      expect([...used].sort()).toEqual(Object.keys(lifecycle.acts).sort());
    });

    it(`${lifecycle.title}: one outcome for an act in a state`, () => {
      const keys = lifecycle.lines.map((line) => `${line.from} ${line.act} ${line.to}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  }

  it('are drawn in the documentation as the tables have them (npx vitest run lifecycles.test.ts -u)', async () => {
    const page = [
      '# Lifecycles',
      '',
      'Drawn from the frozen tables in `packages/domain`; a test compares this page with them. Acts that leave a state as it is stand in the table only.',
      '',
      ...LIFECYCLES.map(draw),
    ].join('\n');
    await expect(page).toMatchFileSnapshot('docs/lifecycles.md');
  });
});
