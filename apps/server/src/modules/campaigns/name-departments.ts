import { isRegisterKind, REGISTERS } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { departmentNames } from '../feeds/index.ts';

/** Who supplies a register in this county. */
export async function readDepartments(tx: Tx, county: string): Promise<(register: string) => string> {
  const names = await departmentNames(tx, county);
  return (register) => (isRegisterKind(register) ? (names.get(register) ?? '') : '');
}

export function registerLabel(register: string): string {
  return isRegisterKind(register) ? REGISTERS[register].label : register;
}
