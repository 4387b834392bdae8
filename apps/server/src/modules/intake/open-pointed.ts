import type { MappingOverride, OpenTable, ReadFault } from '@anju/matching';
import type { Intake } from './intake-store.ts';
import type { Preview, RememberedColumn } from './preview.ts';

/** Columns that a person pointed out, and the header rows where another is the header than the one recognised. */
export interface Pointed {
  readonly columns: Readonly<Record<string, RememberedColumn>>;
  readonly headerRows: readonly number[] | null;
}

export const pointedIn = ({
  mapping,
  header_rows,
}: Pick<Intake, 'mapping' | 'header_rows'>): Pointed | null =>
  mapping === null ? null : { columns: mapping, headerRows: header_rows };

/** As the reader takes it. */
export const overrideOf = ({ columns, headerRows }: Pointed): MappingOverride =>
  headerRows === null ? { columns } : { columns, headerRows };

export type Opened =
  | { readonly ok: true; readonly value: OpenTable }
  | { readonly ok: false; readonly error: ReadFault };

/** One column may be any text: only of a table is it worth asking what its columns are. */
const FEWEST_COLUMNS = 2;

/** A file without a header that we know, as bare columns for a person to say what they are; else the fault it had. */
export async function openBare(
  open: (mapping: MappingOverride) => Promise<Opened>,
  fault: ReadFault,
): Promise<Opened> {
  const bare = await open({ columns: {}, headerRows: [] });
  if (!bare.ok) return { ok: false, error: fault };
  if (bare.value.header.columns.length >= FEWEST_COLUMNS) return bare;
  await bare.value.close();
  return { ok: false, error: fault };
}

/** Whether a person still has to say which row is the header. */
export function needsHeader({ preview, header_rows }: Pick<Intake, 'preview' | 'header_rows'>): boolean {
  return preview !== null && header_rows === null && isBare(preview);
}

export const isBare = ({ columns }: Pick<Preview, 'columns'>): boolean =>
  columns.length > 0 && columns.every(({ header }) => header === '');
