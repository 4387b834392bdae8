import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  calendarDate,
  type Household,
  type Member,
  type NumberedMember,
  type RegisterKind,
  type Tenancy,
} from '@anju/domain';
import { type CompareResult, compare } from '../compare.ts';

const LINEAGE = { register: 'roster', file: '花名册.xlsx', row: 4, asOf: null };
const NO_TENANCY: Tenancy = {
  estate: null,
  room: null,
  floorAreaCm2: null,
  category: null,
  monthlyRentFen: null,
  startDate: null,
  endDate: null,
  arrearsMonths: null,
  keysOn: null,
  keysRecorded: false,
  movedInOn: null,
};

export function member(
  idNumber: string,
  name: string,
  idStatus: NumberedMember['idStatus'] = 'valid',
): NumberedMember {
  return { key: idNumber, name, idNumber, idStatus, relation: 'self', birthDate: null, lineage: LINEAGE };
}

export function household(
  code: string,
  members: readonly Member[],
  tenancy: Partial<Tenancy> = {},
): Household {
  return { code, members, tenancy: { ...NO_TENANCY, ...tenancy }, lineage: LINEAGE };
}

/** Compares a roster with registers given as CSV text, on two threads, as a small machine has. */
export async function compareTexts(
  roster: readonly Household[],
  registers: readonly { readonly kind: RegisterKind; readonly text: string | Uint8Array }[],
): Promise<CompareResult> {
  const scratchDir = await mkdtemp(join(tmpdir(), 'anju-compare-test-'));
  try {
    const files = [];
    for (const [at, { kind, text }] of registers.entries()) {
      const path = join(scratchDir, `${at}-${kind}.csv`);
      await writeFile(path, text);
      files.push({ kind, path, asOf: calendarDate('2026-06-30') });
    }
    const result = await compare({
      roster,
      registers: files,
      asOf: calendarDate('2026-06-30'),
      scratchDir,
      threads: 2,
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
