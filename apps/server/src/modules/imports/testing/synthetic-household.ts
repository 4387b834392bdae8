import { calendarDate, type Member, type Relation } from '@anju/domain';
import type { RosterHousehold } from '@anju/matching';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented ID number with a correct check character. `n` tells people apart. */
export function syntheticId(n: number, birth = '19850315'): string {
  const body = `652301${birth}${String(n % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

export interface Overrides {
  readonly code?: string;
  readonly name?: string;
  readonly idNumber?: string;
  readonly phone?: string | null;
  readonly estate?: string;
  readonly room?: string;
  readonly category?: string | null;
  readonly community?: string | null;
  /** Without a number: the cell was blank. */
  readonly spouse?: { readonly name: string; readonly idNumber: string | null } | null;
}

/** An invented family, number `n`. */
export function syntheticHousehold(n: number, overrides: Overrides = {}): RosterHousehold {
  const lineage = { register: 'roster', file: '花名册.xlsx', row: n + 2, asOf: null } as const;
  const person = (key: string, name: string, idNumber: string | null, relation: Relation): Member =>
    idNumber === null
      ? {
          key,
          name,
          idNumber,
          idStatus: 'missing',
          idFault: 'blank',
          relation,
          birthDate: null,
          lineage,
        }
      : {
          key,
          name,
          idNumber,
          idStatus: 'valid',
          relation,
          birthDate: calendarDate('1985-03-15'),
          lineage,
        };
  const { spouse = null } = overrides;
  const place = { row: lineage.row, sheet: null };
  return {
    code: overrides.code ?? `H${String(n).padStart(6, '0')}`,
    members: [
      person('1', overrides.name ?? '张三', overrides.idNumber ?? syntheticId(n), 'self'),
      ...(spouse === null ? [] : [person('2', spouse.name, spouse.idNumber, 'spouse')]),
    ],
    tenancy: {
      estate: overrides.estate ?? '幸福家园',
      room: overrides.room ?? `1-1-${100 + n}`,
      floorAreaCm2: 500_000,
      category: overrides.category === undefined ? '低保' : overrides.category,
      monthlyRentFen: 12_000,
      startDate: calendarDate('2023-01-01'),
      endDate: calendarDate('2026-12-31'),
      arrearsMonths: 0,
      keysOn: null,
      keysRecorded: false,
      movedInOn: null,
    },
    place,
    memberPlaces: spouse === null ? [place] : [place, place],
    lineage,
    exitedOn: null,
    declared: {
      phone: overrides.phone === undefined ? '13900000000' : overrides.phone,
      community: overrides.community ?? null,
    },
  };
}
