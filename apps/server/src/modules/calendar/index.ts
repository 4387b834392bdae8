export { loadCalendar } from './load-calendar.ts';
