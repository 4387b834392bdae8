import { REGISTERS } from '@anju/domain';
import { readLine, type Scan } from '../reading/index.ts';
import { HitWriter } from './hit-writer.ts';
import { type MatchTask, peopleOf, refuseRagged } from './match-task.ts';
import { isData, settleRow } from './settle-row.ts';
import { emptyKeySet } from './sift/key-set.mjs';
import { siftFile } from './sift/sift-file.ts';
import { ZeroEnds } from './zero-ends.ts';

export type CsvScan = Extract<Scan, { kind: 'csv' }>;

/**
 * Matches the lines of a text file with people: threads leave out the lines that are about nobody looked for, the
 * rest is read one by one. Returns the number of data rows; null when lines are not records (what was written is void).
 */
export async function matchLines(task: MatchTask, scan: CsvScan): Promise<number | null> {
  const people = peopleOf(REGISTERS[task.file.kind], task.table);
  const matched = people.map(() => false);
  const hits = await HitWriter.open(task.connection, task.number);
  const zeroEnds = new ZeroEnds(people);
  const settling = { ...task, people, index: task.people };
  let notes = 0;
  try {
    const shift = scan.rowNumbers === 'first-column' ? 1 : 0;
    const plan = {
      delimiter: scan.delimiter.charCodeAt(0),
      width: scan.columnCount,
      idColumns: people.map(({ idColumn }) => idColumn + shift),
      keys: task.people.keys,
    };
    const lines = await siftFile({ ...task, ...scan, plan }, ({ text, line }) => {
      const { row, cells, isRagged } = readLine(text, line, scan);
      if (isRagged && isData(task.table, cells)) {
        refuseRagged(task, row);
        return;
      }
      const settled = settleRow(settling, { cells, row, matched });
      if (settled === 'note') notes += 1;
      else if (!zeroEnds.hold(row, cells, settled)) for (const hit of settled) hits.write(hit, row, cells);
    });
    if (lines === null) return null;
    zeroEnds.release(task, lines - notes, (hit, row, cells) => hits.write(hit, row, cells));
    return lines - notes + task.table.ragged.count;
  } finally {
    hits.close();
  }
}

/**
 * Refuses the lines of a text file that have text beyond the last column; the database drops it without a word.
 * Returns their ordinals from 0; null when lines are not records.
 */
export async function refuseRaggedLines(task: MatchTask, scan: CsvScan): Promise<readonly number[] | null> {
  const ragged: number[] = [];
  const plan = {
    delimiter: scan.delimiter.charCodeAt(0),
    width: scan.columnCount,
    idColumns: [],
    keys: emptyKeySet(0),
  };
  const { onPercent: _, ...quietly } = task;
  const lines = await siftFile({ ...quietly, ...scan, plan }, ({ text, line }) => {
    const { row, cells, isRagged } = readLine(text, line, scan);
    if (!isRagged || !isData(task.table, cells)) return;
    refuseRagged(task, row);
    ragged.push(line);
  });
  return lines === null ? null : ragged;
}
