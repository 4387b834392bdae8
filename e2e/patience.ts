/** What a busy machine may take for one step in a page. */
export const PATIENCE_MS = 40_000;
