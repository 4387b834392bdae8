import { addToYearMonth, type CalendarDate, type YearMonth } from '../../basics/calendar-date.ts';
import { tenancyLimits } from '../../policies/index.ts';
import { isUsable } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { hitsIn } from '../read-values.ts';
import type { Basis, Family } from '../types.ts';
import { firstFullMonth, type IdleRun, idleRun, latestNeeded, readingsOf, since } from './utility-series.ts';

const NEEDS = ['electricity'] as const;
const UTILITIES = [
  { kind: 'electricity', limit: 'idleKwhPerMonth', label: '用电量', unit: '千瓦时' },
  { kind: 'water', limit: 'idleWaterM3PerMonth', label: '用水量', unit: '立方米' },
  { kind: 'gas', limit: 'idleGasM3PerMonth', label: '用气量', unit: '立方米' },
] as const;

interface Utility {
  readonly kind: 'electricity' | 'water' | 'gas';
  readonly label: string;
  readonly unit: string;
  readonly limit: number;
}

interface Judged extends Utility {
  readonly run: IdleRun;
  readonly verdict: 'idle' | 'used' | 'unknown' | 'too-early';
}

/**
 * At or under the limit for the policy's consecutive months, reaching the newest month; months before the tenancy do
 * not count. With several utilities regulated, use of any one shows that somebody lives there. A missing month breaks
 * the run: not idle, but 不可比. A finding leads to a visit, never to a decision.
 */
export const utilityIdle = defineRule({
  code: 'utility.idle',
  section: 'tenancy.idle',
  needs: NEEDS,
  uses: ['water', 'gas'],
  prepare(basis) {
    const { idleMonths: months } = tenancyLimits(basis.pack);
    const regulated = utilitiesRegulated(basis);
    if (regulated.length === 0) return null;
    const usable = regulated.filter(({ kind }) => isUsable(basis, kind));
    const { asOf } = basis;
    const wanted = { months, needed: latestNeeded(asOf), asOf };
    const lack = lacking(
      basis,
      regulated.map(({ kind }) => kind),
    );
    return {
      judge(family) {
        if (family.household.tenancy.room === null) return [];
        const judged = judgeUtilities(family, usable, wanted);
        if (judged.length === 0) return lack ?? incomparable('水电气数据中查无该套住房');
        if (judged.some(({ verdict }) => verdict === 'used'))
          return passed('近期有正常用量', evidenceOf(judged, months));
        const idle = judged.filter(({ verdict }) => verdict === 'idle');
        const [first] = idle;
        if (first !== undefined && idle.length === judged.length) {
          return [
            failed(
              {
                memberKey: null,
                confidence: 'exact',
                reason: `${first.run.from}至${first.run.to}连续${first.run.length}个月${first.label}不超过${first.limit}${first.unit}，标准为连续${months}个月，疑似闲置`,
                evidence: evidenceOf(idle, months),
                facts: factsOf(idle, months),
              },
              idle.flatMap(({ kind }) => hitsIn(family, kind)),
            ),
          ];
        }
        if (judged.every(({ verdict }) => verdict === 'too-early')) {
          return passed('租期未满规定月数', evidenceOf(judged, months));
        }
        return incomparable('用量数据缺少月份或未到最近月份', evidenceOf(judged, months), {
          hits: judged.flatMap(({ kind }) => hitsIn(family, kind)),
          facts: factsOf(judged, months),
        });
      },
    };
  },
});

function utilitiesRegulated({ pack }: Basis): readonly Utility[] {
  const limits = tenancyLimits(pack);
  return UTILITIES.flatMap(({ kind, limit: key, label, unit }) => {
    const limit = limits[key];
    return limit === null ? [] : [{ kind, label, unit, limit }];
  });
}

interface Wanted {
  /** Consecutive ones that make a unit idle. */
  readonly months: number;
  /** The month that readings must reach to tell about now. */
  readonly needed: YearMonth;
  readonly asOf: CalendarDate;
}

function judgeUtilities(family: Family, usable: readonly Utility[], wanted: Wanted): readonly Judged[] {
  const judged: Judged[] = [];
  for (const utility of usable) {
    const all = readingsOf(family, utility.kind, wanted.asOf);
    const newest = all.at(-1)?.month;
    if (newest === undefined) continue;
    const first = firstFullMonth(family.household.tenancy.startDate);
    const run = idleRun(since(all, first), utility.limit);
    judged.push({ ...utility, run, verdict: verdictOf(run, newest, first, wanted) });
  }
  return judged;
}

function verdictOf(
  run: IdleRun,
  newest: YearMonth,
  first: YearMonth | null,
  { months, needed }: Wanted,
): Judged['verdict'] {
  if (newest < needed) return 'unknown';
  if (run.length >= months) return 'idle';
  if (run.endedBy === 'use') return 'used';
  if (run.endedBy === 'gap') return 'unknown';
  return first !== null && addToYearMonth(first, months - 1) > newest ? 'too-early' : 'unknown';
}

function evidenceOf(judged: readonly Judged[], months: number) {
  return {
    limit: months,
    inclusive: true,
    runs: judged.map(({ kind, limit, run }) => ({
      utility: kind,
      limitPerMonth: limit,
      value: run.length,
      from: run.from,
      to: run.to,
      endedBy: run.endedBy,
    })),
  };
}

/** A run lasts while it grows; where the file begins within it, the month it began in is not known. */
function factsOf(judged: readonly Judged[], months: number) {
  return {
    limit: months,
    runs: judged.map(({ kind, limit, run }) => ({
      utility: kind,
      limitPerMonth: limit,
      from: run.endedBy === 'beginning' ? null : run.from,
    })),
  };
}
