export { readLine } from './csv/read-line.ts';
export { isNote } from './notes.ts';
export { openTable } from './open-table.ts';
export { type ReadFault, type ReadFaultCode, undecidedFault } from './read-fault.ts';
export { readRows } from './read-rows.ts';
export type * from './types.ts';
