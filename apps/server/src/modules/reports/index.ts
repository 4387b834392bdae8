import { reportRoutes } from './routes.ts';

export const reports = {
  name: 'reports',
  routes: reportRoutes,
  actLabels: { 'report.download': '下载报表' },
} as const;
