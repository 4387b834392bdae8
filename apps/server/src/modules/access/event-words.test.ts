import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MODULES } from '../index.ts';
import { actLabel } from './act-labels.ts';
import { eventText } from './event-text.ts';
import { eventWord } from './event-words.ts';

const here = join(import.meta.dirname, '..');
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('testing'))
  .map((path) => readFileSync(join(here, path), 'utf8'));

/** What stands between the brace at `from` and the one that closes it. */
function block(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
    if (depth === 0) return text.slice(from + 1, at);
  }
  return text.slice(from);
}

/** The object literals that are written as payloads, as the modules write them. */
function payloadsOf(text: string): string[] {
  return [...text.matchAll(/payload(?::|\s=)[^{};)\n]*\{|record\(act, id, \{/g)].map((match) =>
    block(text, match.index + match[0].length - 1),
  );
}

/** The keys of an object literal: each stands at its beginning or after a comma. */
const keysOf = (literal: string): string[] =>
  [...literal.matchAll(/(?:^|[,{])\s*([a-zA-Z]\w*)\s*(?=[:,}]|$)/g)].map((match) => match[1] ?? '');

it('has a word for every figure that a module writes into an event', () => {
  const keys = new Set(sources.flatMap(payloadsOf).flatMap(keysOf));
  expect(keys.size).toBeGreaterThan(30);
  expect([...keys].filter((key) => eventWord(key) === null)).toEqual([]);
});

it('names what was done by the act, not by the word alone', () => {
  expect(eventText('feed.chase', { did: 'agree' })).toBe('办理 约定报送周期');
  expect(eventText('clue.identity', { did: 'agree' })).toBe('办理 同意开启');
  expect(eventText('exit.restore', { did: 'restore' })).toBe('办理 撤销清退登记');
  expect(eventText('problem.register', { did: 'restore' })).toBe('办理 恢复问题');
});

it('has a Chinese name for every act that is recorded', () => {
  const own: Record<string, string> = Object.assign({}, ...MODULES.map((module) => module.actLabels ?? {}));
  const acts = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/\b(?:act|action|permission): '([a-z-]+\.[a-z-]+)'/g)].map((match) => match[1] ?? ''),
    ),
  );
  expect(acts.size).toBeGreaterThan(30);
  expect([...acts].filter((act) => !/^[一-龥、，]+$/.test(actLabel(act, own)))).toEqual([]);
});

it('reads as a sentence of the bureau, without empty figures', () => {
  expect(
    eventText('finding.answer', {
      rule: 'housing.owned',
      did: 'propose',
      from: 'answered',
      to: 'proposed',
      policy: null,
    }),
  ).toBe('疑点类型 名下有其他住房且超过面积标准；办理 提出结论；原状态 已反馈；新状态 待审定');
  expect(
    eventText('run.done', { feeds: [{ id: 'x', kind: 'vehicle', asOf: '2026-06-30' }], searched: false }),
  ).toBe('所用数据 机动车登记 2026-06-30；用过查找 否');
  expect(eventText('user.change', { fields: ['roles'], before: [], after: ['reviewer'] })).toBe(
    '改动内容 角色；改前 无；改后 审核人',
  );
  const names = new Map([['a', { name: '线索〔2026〕23号' }]]);
  expect(eventText('clue.triage', { clue: 'a', did: 'merge' }, names)).toBe('线索〔2026〕23号；办理 并案');
});
