import { addWorkingDays, calendarDate, isWorkingDay } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { loadCalendar } from './index.ts';

let test: TestApp;
let admin: Person;
let prefecture: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-03-01T02:00:00Z') });
  admin = await test.signIn('county-admin');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
});
afterAll(() => test.close());

const works = (county: string, day: string) =>
  inScope(test.db, county, async (tx) => isWorkingDay(await loadCalendar(tx, county), calendarDate(day)));

it('keeps a county’s own holiday out of its neighbour’s calendar', async () => {
  const put = await admin.inject('PUT', '/api/calendar/2026-03-20', { kind: 'off', name: '肉孜节' });
  expect(put.json()).toEqual({ counties: 1 });
  expect(await works(test.county, '2026-03-20')).toBe(false);
  expect(await works(test.foreignCounty, '2026-03-20')).toBe(true);
  const page = (await admin.inject('GET', '/api/calendar?year=2026')).json();
  expect(page.covered).toBe(true);
  expect(page.days).toContainEqual(
    expect.objectContaining({ day: '2026-03-20', name: '肉孜节', from: 'regional' }),
  );
  expect(page.days).toContainEqual(
    expect.objectContaining({ day: '2026-02-14', kind: 'work', from: 'statutory' }),
  );
});

it('writes a prefecture’s day into each of its counties, and takes only that one out again', async () => {
  await prefecture.inject('PUT', '/api/calendar/2026-05-27', { kind: 'off', name: '古尔邦节' });
  expect(await works(test.county, '2026-05-27')).toBe(false);
  expect(await works(test.foreignCounty, '2026-05-27')).toBe(false);
  await admin.inject('PUT', '/api/calendar/2026-05-27', { kind: 'off', name: '县里另定' });
  expect((await prefecture.inject('DELETE', '/api/calendar/2026-05-27')).statusCode).toBe(204);
  expect(await works(test.county, '2026-05-27')).toBe(false);
  expect(await works(test.foreignCounty, '2026-05-27')).toBe(true);
  expect((await prefecture.inject('DELETE', '/api/calendar/2026-05-27')).statusCode).toBe(404);
});

it('lets a region say the shifts of a year whose notice is not known yet', async () => {
  const before = (await admin.inject('GET', '/api/calendar?year=2027')).json();
  expect(before).toEqual({ year: 2027, covered: false, completedBy: null, days: [] });
  await admin.inject('PUT', '/api/calendar/2027-02-08', { kind: 'off', name: '春节' });
  const reckoned = await inScope(test.db, test.county, async (tx) =>
    addWorkingDays(await loadCalendar(tx, test.county), calendarDate('2027-02-05'), 1),
  );
  // The day is passed over, and the year is still one that a person must check.
  expect(reckoned).toEqual({ day: '2027-02-09', unsureYears: [2027] });
});

it('is sure of a year once an administrator entered all of it, and unsure again when that is taken back', async () => {
  const days = [
    { day: '2027-02-05', kind: 'off', name: '春节' },
    { day: '2027-10-01', kind: 'off', name: '国庆节' },
  ];
  const put = (body: object) => admin.inject('PUT', '/api/calendar/years/2027', body);
  const reckon = () =>
    inScope(test.db, test.county, async (tx) =>
      addWorkingDays(await loadCalendar(tx, test.county), calendarDate('2027-02-04'), 1),
    );
  expect((await put({ days: days.slice(0, 1) })).json().code).toBe('not-whole');
  expect((await put({ days: [{ ...days[0], day: '2026-02-05' }] })).statusCode).toBe(400);
  expect((await put({ days })).json()).toEqual({ counties: 1 });
  expect(await reckon()).toEqual({ day: '2027-02-09', unsureYears: [] });
  const page = (await admin.inject('GET', '/api/calendar?year=2027')).json();
  expect(page).toMatchObject({ covered: true, completedBy: admin.actor.name });
  expect((await put({ days })).json().code).toBe('known-already');
  expect((await admin.inject('DELETE', '/api/calendar/years/2027')).statusCode).toBe(204);
  expect((await reckon()).unsureYears).toEqual([2027]);
  expect((await admin.inject('DELETE', '/api/calendar/years/2027')).statusCode).toBe(404);
});

it('is changed by those who keep it, and refuses a day that is none', async () => {
  const officer = await test.signIn('county-officer');
  const body = { kind: 'off', name: '放假' };
  expect((await officer.inject('PUT', '/api/calendar/2026-06-01', body)).statusCode).toBe(403);
  expect((await admin.inject('PUT', '/api/calendar/2026-02-30', body)).statusCode).toBe(404);
});
