import type { Action } from '@anju/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { api, take } from '../api/client.ts';
import type { Me } from '../api/contract.ts';

export const SESSION_KEY = ['session'] as const;

/** Who is signed in: `null` when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => take(api.GET('/api/session')),
    staleTime: 60_000,
  });
}

export const MeContext = createContext<Me | null>(null);

/** The signed-in person; only below the layout, which renders nothing without one. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe outside of a signed-in page');
  return me;
}

/** Whether the signed-in person's roles hold an action. The server checks again: this only decides what is shown. */
export function useMay(): (action: Action) => boolean {
  const me = useMe();
  return (action) => me.actions.includes(action);
}

/** The same for an act on what one level handles itself: another level, above it or below, does not act there. */
export function useMayOn(): (action: Action, record: { readonly county: string }) => boolean {
  const me = useMe();
  return (action, { county }) => me.actions.includes(action) && county === me.county;
}

/** Forgets everything of the person who signed out: the next one at this computer starts clean. */
export function useForgetSession(): () => void {
  const client = useQueryClient();
  return () => {
    client.setQueryData(SESSION_KEY, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  };
}
