import { isRegisterKind, REGISTERS, ROSTER_SOURCE } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { departmentNames } from '../feeds/index.ts';

/** Who supplies a register in this county. */
export async function readDepartments(tx: Tx, county: string): Promise<(register: string) => string> {
  const names = await departmentNames(tx, county);
  return (register) => {
    if (register === ROSTER_SOURCE.kind) return ROSTER_SOURCE.department;
    return isRegisterKind(register) ? (names.get(register) ?? '') : '';
  };
}

export function registerLabel(register: string): string {
  if (register === ROSTER_SOURCE.kind) return ROSTER_SOURCE.label;
  return isRegisterKind(register) ? REGISTERS[register].label : register;
}
