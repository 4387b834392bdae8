import { REGISTERS, type RegisterKind } from '@anju/domain';
import {
  type ColumnMapping,
  type MappingOverride,
  type OpenTable,
  openTable,
  type ReadFault,
  undecidedFault,
} from '../reading/index.ts';
import { openRegister } from './open-register.ts';
import { ROSTER_TABLE, ungroupedFault } from './roster/read-roster.ts';
import { strangeFault } from './strange-file.ts';
import type { RegisterFile } from './types.ts';

export interface HeadersToCheck {
  readonly roster: { readonly path: string; readonly mapping?: ColumnMapping | MappingOverride };
  readonly registers: readonly RegisterFile[];
  readonly scratchDir: string;
  readonly signal?: AbortSignal;
}

/** A file that has to be asked about. */
export interface HeaderFault extends ReadFault {
  readonly register: RegisterKind | 'roster';
}

/**
 * Looks at the first rows of all files, before any of them is read through, so that everything there is to ask is asked
 * at once. An abort throws the signal's reason.
 */
export async function findHeaderFaults(task: HeadersToCheck): Promise<readonly HeaderFault[]> {
  const { roster, registers, scratchDir, signal } = task;
  const options = { scratchDir, headOnly: true, ...(signal === undefined ? {} : { signal }) };
  const faults: HeaderFault[] = [];
  const { mapping } = roster;
  const opened = await openTable(roster, ROSTER_TABLE, {
    ...options,
    ...(mapping === undefined ? {} : { mapping }),
  });
  const fault = opened.ok ? (undecidedFault(opened.value) ?? ungroupedBy(opened.value)) : opened.error;
  if (opened.ok) await opened.value.close();
  if (fault !== null) faults.push({ ...fault, register: 'roster' });
  for (const file of registers) {
    const found = await faultOfRegister(file, options);
    if (found !== null) faults.push({ ...found, register: file.kind });
  }
  return faults;
}

/** Without any of these columns the rows can't say who is one household. */
const GROUPING = ['code', 'relation', 'ordinal', 'building', 'stair', 'room'];

const ungroupedBy = (table: OpenTable): ReadFault | null =>
  GROUPING.some((key) => table.mapping.fields[key] !== undefined) ? null : ungroupedFault(table);

async function faultOfRegister(
  file: RegisterFile,
  options: Parameters<typeof openRegister>[1],
): Promise<ReadFault | null> {
  const opened = await openRegister(file, options);
  if (!opened.ok) return opened.error;
  await opened.value.close();
  return undecidedFault(opened.value, file.confirmed) ?? strangeFault(opened.value, REGISTERS[file.kind]);
}
