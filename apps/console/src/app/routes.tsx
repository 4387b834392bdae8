import type { Action } from '@anju/domain';
import { type ComponentType, lazy, Suspense } from 'react';
import { createBrowserRouter } from 'react-router';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { Gate } from './gate.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Permitted } from './permitted.tsx';
import { RouteError } from './route-error.tsx';

/** A page of its own chunk, behind the action that opens it. */
function page(path: string, action: Action, load: () => Promise<ComponentType>) {
  const Page = lazy(async () => ({ default: await load() }));
  return {
    path,
    element: (
      <Permitted action={action}>
        <Page />
      </Permitted>
    ),
  };
}

/** A page outside the layout: sign-in and the first steps. */
function bare(path: string, load: () => Promise<ComponentType>, signedIn: boolean) {
  const Page = lazy(async () => ({ default: await load() }));
  const element = (
    <Suspense fallback={<PageSkeleton />}>
      <Page />
    </Suspense>
  );
  return { path, element: signedIn ? <Gate>{element}</Gate> : element };
}

export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    children: [
      bare('/login', async () => (await import('../features/access/login-page.tsx')).LoginPage, false),
      bare(
        '/first-password',
        async () => (await import('../features/access/first-password-page.tsx')).FirstPasswordPage,
        true,
      ),
      bare(
        '/enrol-code',
        async () => (await import('../features/access/enrol-code-page.tsx')).EnrolCodePage,
        true,
      ),
      bare('/setup', async () => (await import('../features/access/setup-page.tsx')).SetupPage, true),
      {
        path: '/',
        element: <Gate />,
        errorElement: <RouteError />,
        children: [
          page(
            '/households',
            'household.read',
            async () => (await import('../features/households/households-page.tsx')).HouseholdsPage,
          ),
          page(
            '/households/:id',
            'household.read',
            async () => (await import('../features/households/household-page.tsx')).HouseholdPage,
          ),
          page(
            '/findings',
            'finding.read',
            async () => (await import('../features/findings/findings-page.tsx')).FindingsPage,
          ),
          page(
            '/findings/:id',
            'finding.read',
            async () => (await import('../features/findings/finding-page.tsx')).FindingPage,
          ),
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
