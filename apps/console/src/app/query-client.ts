import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem.ts';
import { SESSION_KEY } from './session.ts';

/** A request is tried again only when it never reached the server: a refusal stays a refusal. */
const mayRetry = (failures: number, error: Error) =>
  failures < 2 && error instanceof ProblemError && error.status === 0;

/**
 * The server stands in the office: a browser that believes itself offline, as without the internet it may, asks all
 * the same. Otherwise an act would wait for ever and say nothing.
 */
const ALWAYS = { networkMode: 'always' } as const;

/** One client for the whole console; an expired session anywhere leads back to the sign-in page. */
export function createQueryClient(): QueryClient {
  const signedOut = (error: Error) => {
    if (error instanceof ProblemError && error.status === 401) client.setQueryData(SESSION_KEY, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({ onError: signedOut }),
    defaultOptions: {
      queries: { ...ALWAYS, retry: mayRetry, staleTime: 15_000, refetchOnWindowFocus: true },
      mutations: { ...ALWAYS, retry: false },
    },
  });
  return client;
}
