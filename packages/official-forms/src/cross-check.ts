import { ENDING_DISPOSALS } from '@anju/domain';
import { MONEY_PLACES } from './engine/form.ts';
import { placeFen } from './engine/wan-yuan.ts';
import type { F4Data } from './f4/data.ts';
import type { F5Data, F5Header } from './f5/data.ts';
import type { Fault } from './fault.ts';

/** How a campaign's two forms are held against each other. */
export interface CrossCheckOptions {
  /** Disposals that end a clue. */
  readonly ending?: readonly string[];
  /** Places of 万元 on both forms, 4 unless said. */
  readonly wanDecimals?: number;
  /** Measures that F4 counts on clues and problems of earlier months, where the records are known: told with the fault. */
  readonly earlier?: number;
  /** Rows of F5 that F4 does not count: clues that were concluded untrue. Unknown where only the forms are at hand. */
  readonly leftOut?: LeftOut | 'unknown';
}

export interface LeftOut {
  readonly rows: number;
  readonly ended: number;
  readonly amountFen: number;
}

const NOTHING_LEFT_OUT: LeftOut = { rows: 0, ended: 0, amountFen: 0 };

/** What F4 is held against of an F5. */
export interface F5Sums extends Pick<F5Header, 'district' | 'month'> {
  readonly rows: number;
  /** Rows whose disposal ends a clue. */
  readonly ended: number;
  /** Null where a row leaves it blank: a sum without it would be a guess. */
  readonly accountable: number | null;
  /** The most that one row has, under the same condition: so many different persons at least. */
  readonly mostAccountable: number | null;
  /** How many different persons they are, where the records are known. */
  readonly persons?: number;
  /** Fen; null as above. */
  readonly amountFen: number | null;
}

export function sumsOfF5({ header, rows }: F5Data, ending = ENDING_DISPOSALS): F5Sums {
  return {
    district: header.district,
    month: header.month,
    rows: rows.length,
    ended: rows.filter((row) => ending.includes(row.disposal)).length,
    accountable: sumOf(rows.map((row) => row.accountable)),
    mostAccountable: rows.some((row) => row.accountable === null)
      ? null
      : rows.reduce((most, { accountable }) => Math.max(most, accountable ?? 0), 0),
    amountFen: sumOf(rows.map((row) => row.amountFen)),
  };
}

interface CrossCheck {
  readonly faults: readonly Fault[];
  /** Figures that either form leaves blank: they are not reported as agreeing. */
  readonly incomparable: readonly string[];
}

/** F4 against F5 of the same month ("应与问题线索表有关内容保持一致"). Paths are F4's. */
export function crossCheckF4F5(
  f4: F4Data,
  f5: F5Data,
  { ending, ...options }: CrossCheckOptions = {},
): CrossCheck {
  return crossCheckF4Sums(f4, sumsOfF5(f5, ending), options);
}

/** The same against an F5 of which only the sums are at hand. */
export function crossCheckF4Sums(
  f4: F4Data,
  f5: F5Sums,
  {
    wanDecimals = MONEY_PLACES,
    earlier = 0,
    leftOut = NOTHING_LEFT_OUT,
  }: Omit<CrossCheckOptions, 'ending'> = {},
): CrossCheck {
  const faults: Fault[] = [];
  const incomparable: string[] = [];
  const disagree = (path: string, message: string): void => {
    faults.push({ code: 'figures-disagree', path, message });
  };
  if (f4.header.month !== f5.month) {
    disagree(
      'header.month',
      `两表不是同一月份（统计表 ${monthOf(f4.header)}，线索表 ${monthOf(f5)}），无法核对。`,
    );
    return { faults, incomparable: [] };
  }
  if (f4.header.district !== f5.district) {
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
  compare('figures.found', f4.figures.found, f5.rows, (found, clues) => {
    if (leftOut === 'unknown' ? found <= clues : found === clues - leftOut.rows) return;
    const untrue =
      leftOut === 'unknown'
        ? '（不属实的线索不计入，只会少，不会多）'
        : leftOut.rows === 0
          ? ''
          : `（其中不属实、不计入的 ${leftOut.rows} 条）`;
    disagree('figures.found', `当月发现问题 ${found} 个，线索表有 ${clues} 条${untrue}，请核对。`);
  });
  compare('figures.finished', f4.figures.finished, f5.ended, (finished, ended) => {
    if (leftOut === 'unknown') return;
    const clues = ended - leftOut.ended;
    // Problems of earlier months may be finished too, so the form may show more, never fewer.
    if (finished < clues) {
      disagree('figures.finished', `完成整改和查处 ${finished} 个，少于线索表已办结的 ${clues} 条，请核对。`);
    }
  });
  compare('figures.persons.total', f4.figures.persons.total, f5.accountable, (total, held) => {
    // A person held to account in several clues stands in each of their rows, and counts once in column 5.
    const [least, most] =
      f5.persons === undefined ? [f5.mostAccountable ?? held, held] : [f5.persons, f5.persons];
    if (total >= least && total <= most) return;
    const off = total < least ? least - total : total - most;
    const told = least === held ? '' : `（按人计${least === most ? '' : '至少'} ${least} 人）`;
    const known =
      earlier === 0 ? '' : `其中 ${earlier} 条问责记录的线索或问题是往月发现的，不在本月线索表上。`;
    disagree(
      'figures.persons.total',
      `受处理处分 ${total} 人，线索表问责合计 ${held} 人${told}，相差 ${off} 人。${known}请核对，属实的写明原因。`,
    );
  });
  compare('figures.amountFen', f4.figures.amountFen, f5.amountFen, (amount, sum) => {
    // A figure on paper is off by at most half of its last place.
    const tolerance = (placeFen(wanDecimals) / 2) * (f5.rows + 1);
    const off =
      leftOut === 'unknown' ? Math.max(amount - sum, 0) : Math.abs(amount - sum + leftOut.amountFen);
    if (off > tolerance) {
      disagree('figures.amountFen', `涉及金额与线索表合计相差 ${yuan(off)} 元，请核对。`);
    }
  });
  return { faults, incomparable };
}

const monthOf = ({ month }: Pick<F5Sums, 'month'>): string => (month === null ? '未填' : `${month}月份`);

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Null as soon as one figure is blank. */
function sumOf(figures: readonly (number | null)[]): number | null {
  return figures.reduce<number | null>(
    (sum, figure) => (sum === null || figure === null ? null : sum + figure),
    0,
  );
}
