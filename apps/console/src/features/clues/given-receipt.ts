import type { QueryClient } from '@tanstack/react-query';

const keyOf = (clue: string) => ['receipt', clue];

/** Keeps the code that was just read out for the clue's page: in memory, for the few minutes the cache keeps it. */
export function rememberReceipt(client: QueryClient, clue: string, code: string): void {
  client.setQueryData(keyOf(clue), code);
}

export function givenReceipt(client: QueryClient, clue: string): string {
  return client.getQueryData<string>(keyOf(clue)) ?? '';
}
