import type { CalendarDate } from '../../basics/calendar-date.ts';
import { normaliseText } from '../../basics/normalise-text.ts';
import { hasCome } from '../days-of.ts';
import { hitsIn, inOrder, numberIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const GONE = /注销|历史|已?转移|已转|转出|失效|作废|灭失|撤销|无效|已过户/u;
const NOT_DWELLING =
  /非住宅|车库|车位|车棚|商业|商服|商铺|商务|店面|门面|办公|仓|工业|厂房|储藏|地下|杂物|营业|写字|经营|设备|柴/u;
// "住宅、商业": a dwelling is part of it.
const MIXED = /(?<!非)(住宅|住房)[、,，/及和+]|[、,，/及和+](非?成套)?(住宅|住房)/u;
const DWELLING = /住宅|住房|居住|公寓|别墅|宿舍|民居|民房|自建房/u;

/** Residential, or not, or null where the use is not given or not understood. Garages and shops are assets. */
export function isDwelling(usage: string | null): boolean | null {
  if (usage === null) return null;
  if (NOT_DWELLING.test(usage)) return MIXED.test(usage);
  return DWELLING.test(usage) ? true : null;
}

export interface Property {
  readonly hit: Hit;
  readonly usage: string | null;
  /** Null: not known, or a dwelling that may be gone. */
  readonly dwelling: boolean | null;
  /** The day on which it went can't be told. */
  readonly mayBeGone: boolean;
  readonly floorCm2: number | null;
  readonly useCm2: number | null;
  /** The same house registered to two members carries the same key. */
  readonly house: string;
}

const NONE: readonly Property[] = [];

/** What the family's members hold now by the real-estate register. */
export function currentProperties(family: Family, asOf: CalendarDate): readonly Property[] {
  const hits = hitsIn(family, 'real-estate');
  if (hits.length === 0) return NONE;
  return inOrder(hits).flatMap((hit): readonly Property[] => {
    const gone = isGone(hit, asOf);
    if (gone === true) return NONE;
    const usage = textIn(hit.values, 'usage');
    const dwelling = isDwelling(usage);
    return [
      {
        hit,
        usage,
        dwelling: gone === null && dwelling === true ? null : dwelling,
        mayBeGone: gone === null,
        floorCm2: numberIn(hit.values, 'floorAreaCm2'),
        useCm2: numberIn(hit.values, 'useAreaCm2'),
        house: houseKey(hit),
      },
    ];
  });
}

export function isGone(hit: Hit, asOf: CalendarDate): boolean | null {
  const status = textIn(hit.values, 'status');
  return status !== null && GONE.test(status) ? true : hasCome(hit, 'cancelledOn', asOf);
}

/** A house by its unit number, else by address and size, else by its row. */
function houseKey(hit: Hit): string {
  const unit = textIn(hit.values, 'unitNo');
  if (unit !== null) return `u${unit}`;
  const address = addressKey(hit);
  if (address !== null) return `a${address}|${numberIn(hit.values, 'floorAreaCm2') ?? ''}`;
  return `r${hit.lineage.file}|${hit.lineage.row}`;
}

export function addressKey(hit: Hit): string | null {
  const address = textIn(hit.values, 'address');
  return address === null ? null : normaliseText(address).replace(/[\s,，。-]/gu, '');
}
