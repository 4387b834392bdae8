import { z } from 'zod';
import { invalidInput, type Problem } from '../../platform/problem.ts';

export const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true');
export const MONTH = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '应为月份，例如 2026-08');

/** Nothing is on record before it has happened. */
export function inTheFuture(path: string): Problem {
  return invalidInput('日期在今天之后。请按文件或报道的实际日期登记。', [{ path, message: '在今天之后' }]);
}
