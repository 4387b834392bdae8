import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../basics/calendar-date.ts';
import { workCalendar } from '../../calendar/index.ts';
import { RULE_TITLES, type RuleCode } from '../../eligibility/rule-codes.ts';
import {
  addDays,
  buildPlan,
  type CampaignContent,
  contentFaults,
  dueDaysOf,
  findCategory,
  lookBackReason,
  OPEN_QUESTIONS,
  PLAN_CODES,
  type PlanAnswers,
  type PlanCode,
  problemPlaceOf,
  READY_PLANS,
  type ReadyPlan,
  unansweredOf,
  withoutNames,
} from '../../index.ts';

/** Every way to answer a plan's questions. */
function everyAnswer(plan: ReadyPlan): readonly PlanAnswers[] {
  return plan.questions.reduce<readonly PlanAnswers[]>(
    (all, question) =>
      all.flatMap((answers) =>
        OPEN_QUESTIONS[question].options.map((option) => ({ ...answers, [question]: option.value })),
      ),
    [{}],
  );
}

describe('the plans of the sources', () => {
  it.each(READY_PLANS)('$title is whole for every answer and year', (plan) => {
    for (const answers of everyAnswer(plan)) {
      for (const year of [2021, 2024, 2026]) {
        const built = buildPlan(plan, year, answers);
        if (built === null) throw new Error('answered, and not built');
        expect(contentFaults(built.content, built)).toEqual([]);
      }
    }
  });

  it.each(READY_PLANS)('$title is not built while a question of it is open', (plan) => {
    for (const question of plan.questions) {
      const [whole = {}] = everyAnswer(plan);
      expect(unansweredOf(plan, { ...whole, [question]: 'something' })).toEqual([question]);
      expect(buildPlan(plan, 2026, { ...whole, [question]: '' })).toBeNull();
    }
  });

  it('gives the days to put a problem right that were answered: no source names any', () => {
    for (const plan of READY_PLANS) {
      const [answers = {}] = everyAnswer(plan);
      const built = buildPlan(plan, 2026, { ...answers, 'rectify-days': '60' });
      expect(built?.content.rectifyDays).toBe(60);
      const { 'rectify-days': _, ...open } = answers;
      expect(unansweredOf(plan, open)).toEqual(['rectify-days']);
    }
  });

  it('has the categories and items of source 0, and only nine of its items on the form', () => {
    const built = buildPlan(READY_PLANS[0] ?? fail(), 2026, {
      'f2-basis': 'period',
      'f2-month': 'same-month',
      'rectify-days': '30',
    });
    const categories = built?.content.categories ?? [];
    expect(categories.map(({ items }) => items.length)).toEqual([3, 5, 5, 2, 2, 0]);
    const lines = categories.flatMap(({ items }) => items.map(({ f1Line }) => f1Line)).filter(Boolean);
    expect(lines).toEqual(['1', '2', '3', '3-2', '5', '4', '7', '8']);
    expect(built?.content.stageReports.map(({ dueOn }) => dueOn)).toEqual([
      '2026-07-25',
      '2026-09-25',
      '2026-11-25',
    ]);
  });

  it('puts every due day of source 1 and 4 where the source has it', () => {
    const [, lease, rural] = READY_PLANS;
    const days = (plan: ReadyPlan | undefined, answers: PlanAnswers) => {
      const built = plan === undefined ? null : buildPlan(plan, 2018, answers);
      return built === null ? [] : dueDaysOf({ ...built, ...spanOf(built) }, workCalendar([], []));
    };
    const leaseDays = days(lease, { 'f3-due-after': '2', 'rectify-days': '30' });
    expect(leaseDays.filter(({ kind }) => kind === 'form').map(({ nominalDue }) => nominalDue)).toEqual([
      '2018-06-17',
      '2018-07-02',
      '2018-07-17',
      '2018-08-02',
      '2018-08-17',
      '2018-09-02',
      '2018-09-17',
      '2018-10-02',
    ]);
    const ruralDays = days(rural, { 'rectify-days': '30' });
    const f4 = ruralDays.filter(({ title }) => title.startsWith('F4'));
    expect(f4[0]).toMatchObject({ title: 'F4 查处整改情况统计表（2018年11月）', nominalDue: '2018-12-26' });
    expect(f4).toHaveLength(26);
    expect(ruralDays.filter(({ title }) => title.startsWith('F6'))[0]?.nominalDue).toBe('2018-11-14');
  });
});

const spanOf = (plan: { readonly startsOn: string; readonly endsOn: string }) => ({
  startsOn: calendarDate(plan.startsOn),
  endsOn: calendarDate(plan.endsOn),
});

function fail(): never {
  throw new Error('no plan');
}

describe('where a finding goes', () => {
  it('is a place that the plan has, whatever the rule and the exit nature', () => {
    for (const plan of READY_PLANS) {
      const [answers = {}] = everyAnswer(plan);
      const content = buildPlan(plan, 2026, answers)?.content ?? fail();
      for (const rule of Object.keys(RULE_TITLES) as RuleCode[]) {
        for (const exitNature of [null, '1A', '1B', '2', '3'] as const) {
          const place = problemPlaceOf(plan.code, { rule, exitNature });
          if (place !== null) expect(findCategory(content, place.category, place.item)).not.toBeNull();
        }
      }
    }
  });

  it('accuses nobody by default of cheating or of favours', () => {
    const places = (Object.keys(RULE_TITLES) as RuleCode[]).flatMap((rule) =>
      (Object.keys(PLAN_CODES) as PlanCode[]).map(
        (plan) => problemPlaceOf(plan, { rule, exitNature: null })?.item ?? '',
      ),
    );
    expect(places.filter((item) => ['3.2', '2.3', '2.4'].includes(item))).toEqual([]);
  });

  it('follows what the family is to leave for before the rule', () => {
    const finding = { rule: 'housing.owned', exitNature: '2' } as const;
    expect(problemPlaceOf('allocation-2023', finding)?.item).toBe('3.4');
    expect(problemPlaceOf('post-lease-2021', finding)?.item).toBe('2.1');
    expect(problemPlaceOf('own', finding)).toBeNull();
  });
});

describe('a plan of one’s own', () => {
  const built = buildPlan(READY_PLANS[2] ?? fail(), 2026, { 'rectify-days': '30' }) ?? fail();

  it('may not ask for two summaries of one kind on one day', () => {
    const summary = { kind: 'stage', title: '阶段报告', dueOn: '2026-11-30' } as const;
    const withSummaries = (...stageReports: CampaignContent['stageReports']) =>
      contentFaults({ ...built.content, stageReports }, built).map(({ path }) => path);
    expect(
      withSummaries(summary, { ...summary, kind: 'final' }, { ...summary, dueOn: '2026-12-30' }),
    ).toEqual([]);
    expect(withSummaries(summary, { ...summary, title: '另一份' })).toEqual(['stageReports.1.dueOn']);
  });

  it('may not name a form twice, leave out its due day, or go past its last day', () => {
    const [form] = built.content.forms;
    if (form === undefined) fail();
    const { dueDay: _, ...undated } = form;
    const content = { ...built.content, forms: [undated, form], categories: [] };
    expect(contentFaults(content, { ...built, endsOn: '2026-12-31' }).map(({ path }) => path)).toEqual([
      'categories',
      'phases.0',
      'phases.1',
      'phases.2',
      'forms.1.form',
      'forms.0',
    ]);
  });
});

describe('a form outside its kind of campaign', () => {
  const [rental, , rural] = READY_PLANS;
  const contentOf = (plan: ReadyPlan | undefined) => {
    const built = plan === undefined ? null : buildPlan(plan, 2026, everyAnswer(plan)[0] ?? {});
    return built ?? fail();
  };

  it('is refused by name, and no due day is shown for one that an older plan still has', () => {
    for (const [plan, other, code] of [
      [contentOf(rental), contentOf(rural), 'F4'],
      [contentOf(rural), contentOf(rental), 'F1'],
    ] as const) {
      const foreign = other.content.forms.find(({ form }) => form === code) ?? fail();
      const content = { ...plan.content, forms: [...plan.content.forms, foreign] };
      const faults = contentFaults(content, plan);
      expect(faults.map(({ path }) => path)).toEqual([`forms.${plan.content.forms.length}.form`]);
      expect(faults[0]?.message).toContain(code);
      const due = dueDaysOf({ content, ...spanOf(plan) }, workCalendar([], []));
      expect(due.filter(({ title }) => title.startsWith(code))).toEqual([]);
    }
  });
});

describe('a look-back', () => {
  const today = calendarDate('2026-07-06');
  const closed = (days: number, over: object = {}) => ({
    closedOn: addDays(today, -days),
    reopened: 0,
    lookedBackOn: null,
    ...over,
  });

  it('is due on the ninetieth day and not before', () => {
    expect(lookBackReason(closed(89), today)).toBeNull();
    expect(lookBackReason(closed(90), today)).toBe('销号已 90 天');
  });

  it('is due at once where the problem came back before, and done when looked at since', () => {
    expect(lookBackReason(closed(0, { reopened: 1 }), today)).toBe('曾重新整改 1 次');
    expect(lookBackReason(closed(100, { lookedBackOn: today }), today)).toBeNull();
    expect(lookBackReason(closed(100, { lookedBackOn: addDays(today, -101) }), today)).not.toBeNull();
  });
});

describe('names in a clue', () => {
  it('never go along, also where one is part of another', () => {
    expect(withoutNames('王小明和王小明明收钱', ['王小明', '王小明明'])).toBe('王某和王某收钱');
    const name = fc.string({ unit: 'grapheme', minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.string(), name, fc.string(), (before, person, after) => {
        fc.pre(!`${[...person][0]}某`.includes(person) && !'某'.includes(person));
        const text = withoutNames(`${before}#${person}#${after}`, [person]);
        expect(text).not.toContain(`#${person}#`);
      }),
    );
  });
});
