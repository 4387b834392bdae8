import { REGISTERS, type RegisterKind } from '../registers/index.ts';
import type { Family } from './types.ts';

/** Delivered, and not too old. */
export function isUsable(family: Family, kind: RegisterKind): boolean {
  const state = family.registers.get(kind);
  return state !== undefined && !state.stale;
}

/** Of the registers needed, those that were never delivered or are stale. */
export function missingOf(family: Family, needs: readonly RegisterKind[]): readonly RegisterKind[] {
  for (const kind of needs)
    if (!isUsable(family, kind)) return needs.filter((need) => !isUsable(family, need));
  return [];
}

/** "缺少死亡信息数据；婚姻登记数据（2025-01-01）已过期" */
export function missingText(family: Family, missing: readonly RegisterKind[]): string {
  return missing
    .map((kind) => {
      const state = family.registers.get(kind);
      const { label } = REGISTERS[kind];
      if (state === undefined) return `缺少${label}数据`;
      return `${label}数据${state.asOf === null ? '' : `（${state.asOf}）`}已过期`;
    })
    .join('；');
}
