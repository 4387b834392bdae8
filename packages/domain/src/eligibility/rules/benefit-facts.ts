import type { CalendarDate } from '../../basics/calendar-date.ts';
import type { PolicyPack } from '../../policies/index.ts';
import { placeOf } from '../place-of.ts';
import { dateIn, hitsIn, textIn } from '../read-values.ts';
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
  /** Public rental housing by kind: in the own county it may be the household's very unit. */
  readonly publicRental: boolean;
}

/** What the other-benefit register says is being received on the as-of date. */
export function runningBenefits(family: Family, pack: PolicyPack, asOf: CalendarDate): readonly Benefit[] {
  return hitsIn(family, 'other-benefit')
    .filter((hit) => isRunning(hit, asOf))
    .map((hit): Benefit => {
      const label = textIn(hit.values, 'benefitKind');
      const region = textIn(hit.values, 'region');
      const place = placeOf(region, pack);
      return {
        hit,
        kind: label === null ? null : SUBSIDY.test(label) ? 'subsidy' : UNIT.test(label) ? 'unit' : null,
        label,
        region,
        local: place === null ? null : place === 'within',
        publicRental: label !== null && PUBLIC_RENTAL.test(label),
      };
    });
}

function isRunning(hit: Hit, asOf: CalendarDate): boolean {
  const status = textIn(hit.values, 'status');
  if (status !== null && ENDED.test(status)) return false;
  const endedOn = dateIn(hit.values, 'endedOn');
  if (endedOn !== null && endedOn <= asOf) return false;
  const startedOn = dateIn(hit.values, 'startedOn');
  return startedOn === null || startedOn <= asOf;
}

export function holdsUnit(family: Family): boolean {
  const { estate, room, monthlyRentFen } = family.household.tenancy;
  return room !== null || (estate !== null && monthlyRentFen !== null);
}
