/** Where a command writes; the process's own streams, or a test's. */
export interface CommandIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** Exit codes of every command. */
export const DONE = 0;
export const FAILED = 1;
export const BAD_ARGUMENTS = 2;
