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
      bare(
        '/supervision/notices/:id/print',
        async () => (await import('../features/supervision/notice-print-page.tsx')).NoticePrintPage,
        true,
      ),
      bare(
        '/reports/:id/print',
        async () => (await import('../features/reports/print-page.tsx')).ReportPrintPage,
        true,
      ),
      bare('/setup', async () => (await import('../features/access/setup-page.tsx')).SetupPage, true),
      {
        path: '/',
        element: <Gate />,
        errorElement: <RouteError />,
        children: [
          page('/', 'home.read', async () => (await import('../features/home/home-page.tsx')).HomePage),
          page(
            '/inbox',
            'inbox.read',
            async () => (await import('../features/inbox/todo-page.tsx')).TodoPage,
          ),
          page('/due', 'inbox.read', async () => (await import('../features/inbox/due-page.tsx')).DuePage),
          page(
            '/account',
            'session.own',
            async () => (await import('../features/access/account-page.tsx')).AccountPage,
          ),
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
            '/imports',
            'import.manage',
            async () => (await import('../features/imports/imports-page.tsx')).ImportsPage,
          ),
          page(
            '/imports/:id',
            'import.manage',
            async () => (await import('../features/imports/import-page.tsx')).ImportPage,
          ),
          page(
            '/feeds',
            'feed.read',
            async () => (await import('../features/feeds/feeds-page.tsx')).FeedsPage,
          ),
          page(
            '/feeds/new',
            'feed.deliver',
            async () => (await import('../features/feeds/new-feed-page.tsx')).NewFeedPage,
          ),
          page(
            '/feeds/:id',
            'feed.read',
            async () => (await import('../features/feeds/feed-page.tsx')).FeedPage,
          ),
          page('/runs', 'run.read', async () => (await import('../features/runs/runs-page.tsx')).RunsPage),
          page('/runs/:id', 'run.read', async () => (await import('../features/runs/run-page.tsx')).RunPage),
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
          page(
            '/exits',
            'exit.read',
            async () => (await import('../features/exits/exits-page.tsx')).ExitsPage,
          ),
          page(
            '/clues',
            'clue.read',
            async () => (await import('../features/clues/clues-page.tsx')).CluesPage,
          ),
          page(
            '/clues/new',
            'clue.register',
            async () => (await import('../features/clues/new-clue-page.tsx')).NewCluePage,
          ),
          page(
            '/clues/duplicates',
            'clue.triage',
            async () => (await import('../features/clues/duplicates-page.tsx')).DuplicatesPage,
          ),
          page(
            '/clues/transfers',
            'clue.read',
            async () => (await import('../features/clues/transfers-page.tsx')).TransfersPage,
          ),
          page(
            '/clues/:id',
            'clue.read',
            async () => (await import('../features/clues/clue-page.tsx')).CluePage,
          ),
          page(
            '/relations',
            'relation.manage',
            async () => (await import('../features/clues/relations-page.tsx')).RelationsPage,
          ),
          page(
            '/supervision',
            'campaign.read',
            async () => (await import('../features/supervision/notices-page.tsx')).NoticesPage,
          ),
          page(
            '/supervision/notices/new',
            'supervision.issue',
            async () => (await import('../features/supervision/issue-page.tsx')).IssuePage,
          ),
          page(
            '/supervision/notices/:id',
            'campaign.read',
            async () => (await import('../features/supervision/notice-page.tsx')).NoticePage,
          ),
          page(
            '/supervision/checks',
            'campaign.read',
            async () => (await import('../features/supervision/checks-page.tsx')).ChecksPage,
          ),
          page(
            '/supervision/checks/:id',
            'campaign.read',
            async () => (await import('../features/supervision/check-page.tsx')).CheckPage,
          ),
          page(
            '/supervision/checks/:id/redraw',
            'oversight.read',
            async () => (await import('../features/supervision/redraw-page.tsx')).RedrawPage,
          ),
          page(
            '/supervision/flags',
            'oversight.read',
            async () => (await import('../features/supervision/flags-page.tsx')).FlagsPage,
          ),
          page(
            '/accountability',
            'oversight.read',
            async () => (await import('../features/accountability/persons-page.tsx')).PersonsPage,
          ),
          page(
            '/accountability/persons/:id',
            'oversight.read',
            async () => (await import('../features/accountability/person-page.tsx')).PersonPage,
          ),
          page(
            '/accountability/units',
            'oversight.read',
            async () => (await import('../features/accountability/units-page.tsx')).UnitsPage,
          ),
          page(
            '/accountability/exposures',
            'oversight.read',
            async () => (await import('../features/accountability/exposures-page.tsx')).ExposuresPage,
          ),
          page(
            '/accountability/cases',
            'oversight.read',
            async () => (await import('../features/accountability/typical-page.tsx')).TypicalPage,
          ),
          page(
            '/reports',
            'report.read',
            async () => (await import('../features/reports/reports-page.tsx')).ReportsPage,
          ),
          page(
            '/reports/matrix',
            'report.review',
            async () => (await import('../features/reports/matrix-page.tsx')).MatrixPage,
          ),
          page(
            '/reports/roll-up',
            'report.review',
            async () => (await import('../features/reports/roll-up-page.tsx')).RollUpPage,
          ),
          page(
            '/reports/:id',
            'report.read',
            async () => (await import('../features/reports/report-page.tsx')).ReportPage,
          ),
          page(
            '/calendar',
            'calendar.read',
            async () => (await import('../features/calendar/calendar-page.tsx')).CalendarPage,
          ),
          page(
            '/campaigns',
            'campaign.read',
            async () => (await import('../features/campaigns/campaigns-page.tsx')).CampaignsPage,
          ),
          page(
            '/campaigns/:id',
            'campaign.read',
            async () => (await import('../features/campaigns/campaign-page.tsx')).CampaignPage,
          ),
          page(
            '/campaigns/:id/edit',
            'campaign.manage',
            async () => (await import('../features/campaigns/edit-page.tsx')).EditCampaignPage,
          ),
          page(
            '/campaigns/:id/lists',
            'campaign.read',
            async () => (await import('../features/campaigns/lists-page.tsx')).ListsPage,
          ),
          page(
            '/problems',
            'campaign.read',
            async () => (await import('../features/campaigns/problems-page.tsx')).ProblemsPage,
          ),
          page(
            '/problems/:id',
            'campaign.read',
            async () => (await import('../features/campaigns/problem-page.tsx')).ProblemPage,
          ),
          page(
            '/reports/f3',
            'report.read',
            async () => (await import('../features/reports/f3-page.tsx')).F3Page,
          ),
          page(
            '/reports/stage',
            'report.read',
            async () => (await import('../features/reports/stage-reports-page.tsx')).StageReportsPage,
          ),
          page(
            '/reports/stage/:county/:campaignId/:day',
            'report.read',
            async () => (await import('../features/reports/stage-paper-page.tsx')).StagePaperPage,
          ),
          page(
            '/at-risk',
            'campaign.read',
            async () => (await import('../features/home/at-risk-page.tsx')).AtRiskPage,
          ),
          page(
            '/policies',
            'policy.read',
            async () => (await import('../features/policies/policies-page.tsx')).PoliciesPage,
          ),
          page(
            '/policies/:id',
            'policy.read',
            async () => (await import('../features/policies/policy-page.tsx')).PolicyPage,
          ),
          page(
            '/people',
            'organisation.read',
            async () => (await import('../features/people/people-page.tsx')).PeoplePage,
          ),
          page(
            '/sign-ins',
            'sign-in.read',
            async () => (await import('../features/people/sign-ins-page.tsx')).SignInsPage,
          ),
          page(
            '/events',
            'event.read',
            async () => (await import('../features/events/events-page.tsx')).EventsPage,
          ),
          page(
            '/data-use',
            'data-use.read',
            async () => (await import('../features/data-use/data-use-page.tsx')).DataUsePage,
          ),
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
