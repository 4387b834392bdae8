import { ENDING_DISPOSALS } from '@anju/domain';
import type { F4Data } from './f4/data.ts';
import type { F5Data } from './f5/data.ts';
import type { Fault } from './fault.ts';

/** A figure on paper is off by at most half of its last place: 0.0001 万元 is 100 fen. */
const HALF_PLACE_FEN = 50;

/** What the records themselves say about why the two forms may differ. */
export interface RecordedDifference {
  /**
   * Persons of F4 less the sum of F5's column: measures of this month on clues of earlier months count more in F4,
   * a person named in two clues counts more in F5.
   */
  readonly persons: number;
}

/**
 * F4 against F5 of the same month ("应与问题线索表有关内容保持一致"). Paths are F4's; a figure that either form leaves
 * blank can't be compared and is not reported as agreeing: `incomparable` names it.
 */
export function crossCheckF4F5(
  f4: F4Data,
  f5: F5Data,
  endingDisposals: readonly string[] = ENDING_DISPOSALS,
  recorded: RecordedDifference = { persons: 0 },
): { readonly faults: readonly Fault[]; readonly incomparable: readonly string[] } {
  const faults: Fault[] = [];
  const incomparable: string[] = [];
  const disagree = (path: string, message: string): void => {
    faults.push({ code: 'figures-disagree', path, message });
  };
  if (f4.header.month !== f5.header.month) {
    disagree('header.month', `两表不是同一月份（统计表 ${monthOf(f4)}，线索表 ${monthOf(f5)}），无法核对。`);
    return { faults, incomparable: [] };
  }
  if (f4.header.district !== f5.header.district) {
    disagree('header.district', '两表不是同一地区，无法核对。');
    return { faults, incomparable: [] };
  }
  const compare = (
    path: string,
    left: number | null,
    right: number | null,
    judge: (l: number, r: number) => void,
  ) => {
    if (left === null || right === null) incomparable.push(path);
    else judge(left, right);
  };
  compare('figures.found', f4.figures.found, f5.rows.length, (found, clues) => {
    if (found !== clues)
      disagree('figures.found', `当月发现问题 ${found} 个，线索表有 ${clues} 条，请核对。`);
  });
  const ended = f5.rows.filter((row) => endingDisposals.includes(row.disposal)).length;
  compare('figures.finished', f4.figures.finished, ended, (finished, clues) => {
    // Problems of earlier months may be finished too, so the form may show more, never fewer.
    if (finished < clues) {
      disagree('figures.finished', `完成整改和查处 ${finished} 个，少于线索表已办结的 ${clues} 条，请核对。`);
    }
  });
  compare(
    'figures.persons.total',
    f4.figures.persons.total,
    sumOf(f5.rows.map((row) => row.accountable)),
    (total, held) => {
      if (total - recorded.persons !== held) {
        disagree('figures.persons.total', `受处理处分 ${total} 人，线索表问责合计 ${held} 人，请核对。`);
      }
    },
  );
  compare(
    'figures.amountFen',
    f4.figures.amountFen,
    sumOf(f5.rows.map((row) => row.amountFen)),
    (amount, sum) => {
      const tolerance = HALF_PLACE_FEN * (f5.rows.length + 1);
      if (Math.abs(amount - sum) > tolerance) {
        disagree(
          'figures.amountFen',
          `涉及金额与线索表合计相差 ${yuan(Math.abs(amount - sum))} 元，请核对。`,
        );
      }
    },
  );
  return { faults, incomparable };
}

const monthOf = (form: F4Data | F5Data): string =>
  form.header.month === null ? '未填' : `${form.header.month}月份`;

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Null as soon as one figure is blank: a sum without it would be a guess. */
function sumOf(figures: readonly (number | null)[]): number | null {
  return figures.reduce<number | null>(
    (sum, figure) => (sum === null || figure === null ? null : sum + figure),
    0,
  );
}
