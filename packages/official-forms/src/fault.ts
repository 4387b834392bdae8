/** Every code a fault of this package can carry; callers and tests use the code, people read the message. */
export const FAULT_CODES = [
  // the file
  'file-empty',
  'file-too-large',
  'file-encrypted',
  'file-not-xlsx',
  'file-damaged',
  'file-hostile',
  // the form in the file
  'other-form',
  'text-changed',
  'merge-changed',
  'width-changed',
  'list-changed',
  'formula-typed',
  'cell-stray',
  'value-unreadable',
  // the data
  'data-shape',
  // the content
  'finished-over-found',
  'exited-over-due',
  'remainder-unexplained',
  'remainder-none',
  'row-repeated',
  'figure-blank',
  'figures-disagree',
  'fewer-than-before',
  'too-long',
  'too-many',
  'not-in-list',
  'value-missing',
  'place-too-fine',
  'year-differs',
  'other-report',
  'county-missing',
  'county-changed',
  'county-blank',
  'counted-otherwise',
  'counted-twice',
  'disposal-behind',
  'sanction-too-heavy',
  'recovered-over-involved',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/**
 * Something wrong with a form: `message` (Chinese) says what and how to mend it, `cell` where on the sheet
 * ("F7"), `path` where in the typed data ("rows.2.measures").
 */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
  readonly cell?: string;
  readonly path?: string;
}

/** A fault as one line for the command line and for lists. */
export function faultLine(fault: Fault): string {
  const where = fault.cell ?? fault.path;
  return where === undefined ? fault.message : `${where}：${fault.message}`;
}
