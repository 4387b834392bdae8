import type { Readable } from 'node:stream';
import type { Checkpoint } from '../limits.ts';
import { isDateFormat } from './number-format.ts';
import { parseWhole } from './xml-part.ts';

/** For each cell style (the `s` of a cell) whether it shows a date. */
export async function readDateStyles(stream: Readable, checkpoint: Checkpoint): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  await parseWhole(
    stream,
    {
      open: (name, attributes) => {
        if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
        else if (name === 'cellXfs') inCellFormats = true;
        else if (name === 'xf' && inCellFormats) formats.push(Number(attributes.numFmtId ?? 0));
      },
      close: (name) => {
        if (name === 'cellXfs') inCellFormats = false;
      },
    },
    checkpoint,
  );
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
