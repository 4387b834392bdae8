import { REGISTERS, type RegisterKind } from '../registers/index.ts';
import type { Basis } from './types.ts';

/** Delivered, and not too old. */
export function isUsable({ registers }: Basis, kind: RegisterKind): boolean {
  const state = registers.get(kind);
  return state !== undefined && !state.stale;
}

/** Of the registers needed, those that were never delivered or are stale. */
export function missingOf(basis: Basis, needs: readonly RegisterKind[]): readonly RegisterKind[] {
  return needs.filter((kind) => !isUsable(basis, kind));
}

/** "缺少死亡信息数据；婚姻登记数据（2025-01-01）已过期" */
export function missingText({ registers }: Basis, missing: readonly RegisterKind[]): string {
  return missing
    .map((kind) => {
      const state = registers.get(kind);
      const { label } = REGISTERS[kind];
      if (state === undefined) return `缺少${label}数据`;
      return `${label}数据${state.asOf === null ? '' : `（${state.asOf}）`}已过期`;
    })
    .join('；');
}
