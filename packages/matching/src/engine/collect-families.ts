import {
  type Hit,
  type Household,
  REGISTERS,
  type RegisterDescription,
  type RegisterValues,
  sameName,
} from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { OpenTable } from '../reading/index.ts';
import type { Refusals } from './refusals.ts';
import type { RowReader, UnreadField } from './row-reader.ts';
import { splitRow } from './scan-sql.ts';
import { asTyped } from './settle-row.ts';
import { type FamilyHits, fileAt, type RegisterFile } from './types.ts';

/** What is needed of a matched file to read its hits. */
export interface MatchedFile {
  readonly file: RegisterFile;
  readonly name: string;
  readonly readRow: RowReader;
  readonly placeOf: OpenTable['placeOf'];
  /** The mapped ones of the register's people, by the role number of w.hits. */
  readonly roles: readonly (RegisterDescription['personFields'][number] & { readonly idColumn: number })[];
  exact: number;
  probable: number;
}

const HITS_BY_FAMILY = `select household, member, probable, file, role, row_no, body
  from w.hits order by household, file, row_no, member`;

/** Reads the hits back household by household; the database sorts them on disk, so that few are in memory. */
export async function* collectFamilies(
  connection: DuckDBConnection,
  roster: readonly Household[],
  files: readonly MatchedFile[],
  refusals: Refusals,
  signal?: AbortSignal,
): AsyncGenerator<FamilyHits, void, undefined> {
  for (const file of files) {
    file.exact = 0;
    file.probable = 0;
  }
  let next = 0;
  let hits: Hit[] = [];
  const told = new Set<string>();
  const refuse = (file: MatchedFile, row: number, { label, text, reason }: UnreadField): void => {
    const key = `${file.name} ${row} ${label}`;
    // The same row may belong to two households.
    if (told.has(key)) return;
    told.add(key);
    refusals.add({
      register: file.file.kind,
      file: file.name,
      ...file.placeOf(row),
      field: label,
      value: text.slice(0, 40),
      reason,
      remedy: '更正该单元格后重新提供；更正前此项按未提供处理',
      extent: 'field',
    });
  };
  const result = await connection.stream(HITS_BY_FAMILY);
  for await (const chunk of result) {
    signal?.throwIfAborted();
    const { rowCount } = chunk;
    const columns = chunk.getColumns();
    for (let at = 0; at < rowCount; at++) {
      const household = Number(columns[0]?.[at]);
      while (next < household) {
        const family = roster[next];
        if (family !== undefined) yield { household: family, hits };
        hits = [];
        next += 1;
      }
      const file = files[Number(columns[3]?.[at])];
      const family = roster[household];
      if (file === undefined || family === undefined) continue;
      const hit = readHit({
        file,
        family,
        member: Number(columns[1]?.[at]),
        probable: columns[2]?.[at] === true,
        role: Number(columns[4]?.[at]),
        row: Number(columns[5]?.[at]),
        body: String(columns[6]?.[at] ?? ''),
        refuse,
      });
      if (hit !== null) hits.push(hit);
    }
  }
  for (; next < roster.length; next++) {
    const family = roster[next];
    if (family !== undefined) yield { household: family, hits };
    hits = [];
  }
}

interface RawHit {
  readonly file: MatchedFile;
  readonly family: Household;
  /** -1 for the unit. */
  readonly member: number;
  readonly probable: boolean;
  readonly role: number;
  readonly row: number;
  readonly body: string;
  readonly refuse: (file: MatchedFile, row: number, field: UnreadField) => void;
}

/** Null when a likely match turns out to carry another name. */
function readHit(raw: RawHit): Hit | null {
  const { file } = raw;
  const cells = splitRow(raw.body);
  const { values, unread } = file.readRow(cells);
  const role = raw.member < 0 ? undefined : file.roles[raw.role];
  const registeredName = textIn(values, role?.name);
  const member = raw.family.members[raw.member];
  if (raw.probable && (registeredName === null || !sameName(member?.name ?? '', registeredName))) return null;
  for (const field of unread) raw.refuse(file, raw.row, field);
  if (raw.probable) file.probable += 1;
  else file.exact += 1;
  const { kind, asOf } = file.file;
  const place = file.placeOf(raw.row);
  return {
    register: kind,
    memberKey: member?.key ?? null,
    confidence: raw.probable ? 'probable' : 'exact',
    registeredId:
      role === undefined ? null : (textIn(values, role.id) ?? asTyped(cells[role.idColumn] ?? '')),
    registeredName,
    ...(role !== undefined && REGISTERS[kind].personFields.length > 1 ? { role: role.role } : {}),
    values,
    ...(unread.length > 0 ? { unread: unread.map(({ key }) => key) } : {}),
    lineage: { register: kind, file: fileAt(file.name, place), row: place.row, asOf },
  };
}

function textIn(values: RegisterValues, key: string | undefined): string | null {
  const value = key === undefined ? null : values[key];
  return typeof value === 'string' ? value : null;
}
