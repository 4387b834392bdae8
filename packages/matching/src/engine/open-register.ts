import { REGISTERS } from '@anju/domain';
import { openTable } from '../reading/index.ts';
import type { RegisterFile } from './types.ts';

/** Opens a file as the register that it was delivered as, its columns as they were pointed out. */
export function openRegister(
  { path, name, kind, mapping }: RegisterFile,
  options: Omit<Parameters<typeof openTable>[2], 'mapping'>,
): ReturnType<typeof openTable> {
  return openTable({ path, ...(name === undefined ? {} : { name }) }, REGISTERS[kind], {
    ...options,
    ...(mapping === undefined ? {} : { mapping }),
  });
}
