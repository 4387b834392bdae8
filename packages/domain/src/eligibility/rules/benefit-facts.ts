import type { CalendarDate } from '../../basics/calendar-date.ts';
import type { PolicyPack } from '../../policies/index.ts';
import { hasBegun, hasCome } from '../days-of.ts';
import { placesSeenFrom } from '../place-of.ts';
import { hitsIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const ENDED = /退出|停发|停止|终止|取消|注销|腾退|清退|结束|已退/u;
const SUBSIDY = /补贴|货币/u;
const UNIT =
  /公租|廉租|实物|配租|公共租赁|保障性|保租房|经济适用|经适|共有产权|人才|限价|公有住房|直管公房|安置/u;
const PUBLIC_RENTAL = /公租|廉租|公共租赁|实物|^配租/u;

export interface Benefit {
  readonly hit: Hit;
  readonly kind: 'subsidy' | 'unit' | null;
  readonly label: string | null;
  readonly region: string | null;
  /** Whether it is granted by the county of the pack; null where the register does not say. */
  readonly local: boolean | null;
  /** False: when it began or ended can't be told. */
  readonly certain: boolean;
  /** Public rental housing by kind: in the own county it may be the household's very unit. */
  readonly publicRental: boolean;
}

/** The rows as an officer is shown them. */
export const evidenceOf = (hits: readonly Hit[]) => ({
  benefits: hits.map(({ values }) => ({
    kind: textIn(values, 'benefitKind'),
    region: textIn(values, 'region'),
    startedOn: textIn(values, 'startedOn'),
  })),
});

const NONE: readonly Benefit[] = [];

/** Tells what the other-benefit register says a family is receiving on the as-of date. */
export function benefitsRunningOn(
  asOf: CalendarDate,
  pack: PolicyPack,
): (family: Family) => readonly Benefit[] {
  const placeOf = placesSeenFrom(pack);
  return (family) => {
    const hits = hitsIn(family, 'other-benefit');
    if (hits.length === 0) return NONE;
    return hits.flatMap((hit): readonly Benefit[] => {
      const running = isRunning(hit, asOf);
      if (running === false) return NONE;
      const label = textIn(hit.values, 'benefitKind');
      const region = textIn(hit.values, 'region');
      const place = placeOf(region);
      return [
        {
          hit,
          certain: running === true,
          kind: label === null ? null : SUBSIDY.test(label) ? 'subsidy' : UNIT.test(label) ? 'unit' : null,
          label,
          region,
          local: place === null ? null : place === 'within',
          publicRental: label !== null && PUBLIC_RENTAL.test(label),
        },
      ];
    });
  };
}

function isRunning(hit: Hit, asOf: CalendarDate): boolean | null {
  const status = textIn(hit.values, 'status');
  if (status !== null && ENDED.test(status)) return false;
  const ended = hasCome(hit, 'endedOn', asOf);
  const begun = hasBegun(hit, 'startedOn', asOf);
  if (ended === true || begun === false) return false;
  return ended === null || begun === null ? null : true;
}

export function holdsUnit(family: Family): boolean {
  const { estate, room, monthlyRentFen } = family.household.tenancy;
  return room !== null || (estate !== null && monthlyRentFen !== null);
}
