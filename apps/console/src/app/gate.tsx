import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { api, take } from '../api/client.ts';
import type { Me } from '../api/contract.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { ConsoleLayout } from './layout.tsx';
import { MeContext, useSession } from './session.ts';

/** What the person must do before anything else, or null. */
function firstDuty(me: Me, setupNeeded: boolean): string | null {
  if (me.mustChangePassword) return '/first-password';
  if (me.totpRequired && !me.totpEnabled) return '/enrol-code';
  if (setupNeeded && me.actions.includes('setup.complete')) return '/setup';
  return null;
}

/** Lets in only who is signed in, and leads through first password, code and set-up in that order. */
export function Gate({ children = <ConsoleLayout /> }: { readonly children?: ReactNode }) {
  const session = useSession();
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => take(api.GET('/api/setup')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { pathname, search } = useLocation();
  if (session.isPending || setup.isPending) return <PageSkeleton />;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => session.refetch()} />;
  const me = session.data;
  if (me === null) {
    const back = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/login${back}`} replace />;
  }
  const duty = firstDuty(me, setup.data?.needed ?? false);
  if (duty !== null && duty !== pathname) return <Navigate to={duty} replace />;
  return <MeContext value={me}>{children}</MeContext>;
}
