import { calendarRoutes } from './routes.ts';

export { loadCalendar } from './load-calendar.ts';

export const calendar = { name: 'calendar', routes: calendarRoutes } as const;
