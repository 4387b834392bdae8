import { isRuleCode, RULE_TITLES } from '@anju/domain';
import type { Answer, RuleScore, Score } from './compare-answers.ts';

/** A long list helps nobody: the first of each are shown. */
const SHOWN = 50;

/** The score as it is printed: a line a rule, then what was missed, raised in vain, or raised with the wrong confidence. */
export function scoreTable(score: Score): string {
  const head = ['规则', '应查出', '查出', '漏查', '误查', '查全率', '查准率', '说明'];
  const lines = [head, ...[...score.rules, score.total].map(lineOf)];
  const widths = head.map((_, i) => Math.max(...lines.map((line) => widthOf(line[i] ?? ''))));
  const table = lines.map((line) =>
    line
      .map((cell, i) => {
        const pad = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
        return i === 0 || i === head.length - 1 ? cell + pad : pad + cell;
      })
      .join('  ')
      .trimEnd(),
  );
  return `${[
    ...table,
    ...listOf('漏查', score.missing),
    ...listOf('误查', score.extra),
    ...listOf('可信度不符（列出应有的）', score.misjudged),
  ].join('\n')}\n`;
}

function lineOf({ rule, planted, found, missing, extra }: RuleScore): readonly string[] {
  const numbers = [planted, found, missing, extra].map(String);
  const title = isRuleCode(rule) ? RULE_TITLES[rule] : '';
  return [rule === '' ? '合计' : rule, ...numbers, share(found, planted), share(found, found + extra), title];
}

/** One missed in ten thousand must not read as 100 %. */
function share(part: number, whole: number): string {
  return whole === 0 ? '—' : `${(Math.floor((part / whole) * 10_000) / 100).toFixed(2)}%`;
}

/** Columns on a terminal: Chinese characters and full-width signs take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\uffef]/u.test(character) ? 2 : 1;
  return width;
}

function listOf(title: string, answers: readonly Answer[]): readonly string[] {
  if (answers.length === 0) return [];
  const rest = answers.length - SHOWN;
  return [
    '',
    `${title}：${answers.length} 条`,
    ...answers
      .slice(0, SHOWN)
      .map(
        ({ household, rule, person, confidence }) =>
          `  ${household}  ${rule}  ${person ?? '（户）'}  ${confidence}`,
      ),
    ...(rest > 0 ? [`  另有 ${rest} 条`] : []),
  ];
}
