import type { RegisterDescription } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { OpenTable } from '../reading/index.ts';
import type { PeopleIndex } from './people-index.ts';
import { raggedRefusal } from './ragged.ts';
import type { Refusals } from './refusals.ts';
import type { SearchKeys } from './search-keys.ts';
import type { SiftPool } from './sift/sift-pool.ts';
import type { RegisterFile } from './types.ts';

/** One file to be matched. */
export interface MatchTask {
  readonly connection: DuckDBConnection;
  readonly file: RegisterFile;
  /** Position among the files of this comparison. */
  readonly number: number;
  readonly table: OpenTable;
  readonly people: PeopleIndex;
  readonly keys: SearchKeys;
  readonly pool: SiftPool;
  readonly refusals: Refusals;
  readonly signal?: AbortSignal;
  readonly onPercent?: (percent: number) => void;
}

/** One of the row's people, with the columns of the number and the name. */
export interface RowPerson {
  readonly role: string;
  readonly idColumn: number;
  readonly idLabel: string;
  readonly nameColumn: number | null;
}

export function peopleOf(register: RegisterDescription, table: Pick<OpenTable, 'mapping'>): RowPerson[] {
  return register.personFields.flatMap(({ role, id, name }) => {
    const idColumn = table.mapping.fields[id]?.index;
    if (idColumn === undefined) return [];
    const idLabel = register.fields.find((field) => field.key === id)?.label ?? '身份证号';
    return [{ role, idColumn, idLabel, nameColumn: table.mapping.fields[name]?.index ?? null }];
  });
}

export function refuseRagged(
  { file, refusals, table }: Pick<MatchTask, 'file' | 'refusals' | 'table'>,
  row: number,
) {
  refusals.add(raggedRefusal(file.kind, table.name, row));
}
