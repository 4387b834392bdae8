import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildPlan, OPEN_QUESTIONS, READY_PLANS } from '../index.ts';
import { contentFaults } from './check-content.ts';
import { withinSpan } from './within-span.ts';

const PLANS = READY_PLANS.flatMap((ready) => {
  const answers = Object.fromEntries(
    ready.questions.map((question) => [question, OPEN_QUESTIONS[question].options[0]?.value ?? '']),
  );
  return buildPlan(ready, 2026, answers) ?? [];
});

it('a plan started in the middle of the year is without what has passed', () => {
  const plan = PLANS.find(({ code }) => code === 'allocation-2023');
  if (plan === undefined) throw new Error('no plan');
  const started = withinSpan(plan.content, plan, { startsOn: '2026-08-01', endsOn: '2026-12-31' });
  expect(started.phases.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
    ['2026-08-01', '2026-11-20'],
    ['2026-11-21', '2026-12-31'],
  ]);
  expect(started.stageReports.map(({ dueOn }) => dueOn)).toEqual(['2026-09-25', '2026-11-25']);
});

it('every ready plan can be started on any days of its year', () => {
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...PLANS), days, days, (plan, a, b) => {
      const [startsOn = '', endsOn = ''] = [a, b].map((day) => day.toISOString().slice(0, 10)).sort();
      const span = { startsOn, endsOn };
      expect(contentFaults(withinSpan(plan.content, plan, span), span)).toEqual([]);
    }),
  );
});

it('the days of the plan change nothing', () => {
  for (const plan of PLANS) expect(withinSpan(plan.content, plan, plan)).toEqual(plan.content);
});
