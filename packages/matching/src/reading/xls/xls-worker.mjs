// Plain JavaScript: a worker thread is started by Node itself, without what turns TypeScript into JavaScript.
// The library reads the old binary format whole, so it does it here, where memory is bounded by resourceLimits.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import XLSX from '@e965/xlsx';

const BATCH = 500;

/** @type {import('@e965/xlsx').WorkBook} */
let workbook;
try {
  workbook = XLSX.read(readFileSync(workerData.path), {
    type: 'buffer',
    dense: true,
    cellFormula: true,
    cellHTML: false,
    cellText: false,
    cellNF: true,
    cellDates: false,
    bookVBA: false,
  });
  const states = workbook.Workbook?.Sheets ?? [];
  parentPort?.postMessage({
    kind: 'sheets',
    is1904: workbook.Workbook?.WBProps?.date1904 === true,
    sheets: workbook.SheetNames.map((name, index) => ({
      name,
      hidden: (states[index]?.Hidden ?? 0) !== 0,
      merges: (workbook.Sheets[name]?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r + 1,
        bottom: e.r + 1,
        left: s.c,
        right: e.c,
      })),
    })),
  });
} catch (error) {
  parentPort?.postMessage({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
  });
}

parentPort?.on('message', ({ sheet, from }) => {
  const name = workbook.SheetNames[sheet];
  const data = (name === undefined ? undefined : workbook.Sheets[name]?.['!data']) ?? [];
  const rows = [];
  let at = from;
  for (; at < data.length && rows.length < BATCH; at++) {
    const cells = data[at];
    if (cells !== undefined && cells.length > 0) rows.push({ row: at + 1, cells: Array.from(cells, plain) });
  }
  parentPort?.postMessage({ kind: 'rows', rows, next: at < data.length ? at : null, total: data.length });
});

/**
 * Text as text, a number as a number, a date as its day count; a formula without a saved value is named.
 * @param {import('@e965/xlsx').CellObject | undefined} cell
 */
function plain(cell) {
  if (cell === undefined || cell.t === 'z') return null;
  if (cell.v === undefined) return cell.f === undefined ? null : { uncomputed: true };
  if (cell.t === 'n') return isDate(cell) ? { serial: cell.v } : cell.v;
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.t === 'e') return cell.w ?? '#N/A';
  return String(cell.v);
}

/** @param {import('@e965/xlsx').CellObject} cell */
function isDate(cell) {
  return cell.z !== undefined && XLSX.SSF.is_date(String(cell.z));
}
