import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../basics/calendar-date.ts';
import { DEFAULT_FLAG_LIMITS, type FlagCode, raiseFlags } from './index.ts';
import type { RectifiedProblem } from './types.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 10:00 at the bureau. */
const AUGUST_1 = Date.parse('2026-08-01T02:00:00Z');

let counter = 0;
/** A problem that was worked on properly for a week: nothing to say against it. */
function honest(change: Partial<RectifiedProblem> = {}): RectifiedProblem {
  counter += 1;
  const closedAt = change.closedAt === undefined ? AUGUST_1 + 10 * DAY + counter * 2 * HOUR : change.closedAt;
  const base = (closedAt ?? AUGUST_1 + 10 * DAY) - 8 * DAY;
  return {
    id: `p${counter}`,
    number: `WT-${counter}`,
    registeredAt: base,
    registeredBy: 'officer',
    rectifyingSince: base + HOUR,
    progressAt: [base + 3 * DAY],
    rectifiedAt: base + 7 * DAY,
    rectifiedBy: { id: 'officer', name: '甲', office: null },
    closedAt,
    closedOn:
      closedAt === null ? null : calendarDate(new Date(closedAt + 8 * HOUR).toISOString().slice(0, 10)),
    closedBy: closedAt === null ? null : { id: 'reviewer', name: '乙', office: null },
    reopened: 0,
    sentBackAt: [],
    evidence: [
      {
        id: `paper-${counter}`,
        sha256: `sha-${counter}`,
        picture: null,
        name: '整改后.jpg',
        image: true,
        at: base + 6 * DAY,
      },
    ],
    ...change,
  };
}

const CONTEXT = {
  limits: DEFAULT_FLAG_LIMITS,
  dueDays: (month: string) => [calendarDate(`${month}-18`), calendarDate(`${month}-26`)],
};
const raise = (problems: readonly RectifiedProblem[]) =>
  (['campaign', 'everywhere'] as const).flatMap((reach) => raiseFlags(problems, CONTEXT, reach));
const codes = (problems: readonly RectifiedProblem[]): readonly FlagCode[] =>
  raise(problems).map(({ code }) => code);
const times = (count: number, make: (n: number) => RectifiedProblem) =>
  Array.from({ length: count }, (_, n) => make(n));

describe('honest work', () => {
  it('raises nothing', () => {
    expect(codes(times(30, () => honest()))).toEqual([]);
    expect(codes([honest({ closedAt: null, rectifiedAt: null })])).toEqual([]);
  });
});

describe('closings in bulk', () => {
  const inMinutes = (count: number, minutes: number) =>
    times(count, (n) => honest({ closedAt: AUGUST_1 + (n * minutes * 60_000) / (count - 1) }));

  it('are ten within the hour by one person, the last minute included', () => {
    expect(codes(inMinutes(10, 60))).toEqual(['bulk-close']);
    expect(codes(inMinutes(10, 61))).toEqual([]);
    expect(codes(inMinutes(9, 10))).toEqual([]);
  });

  it('are not ten by two people', () => {
    const two = inMinutes(10, 30).map((problem, n) =>
      n % 2 === 0 ? problem : { ...problem, closedBy: { id: 'other', name: '丙', office: null } },
    );
    expect(codes(two)).toEqual([]);
  });

  it('are one flag however long it went on, with who, how many and when', () => {
    const [flag, ...others] = raise(inMinutes(40, 180));
    expect(others).toEqual([]);
    expect(flag?.problems).toHaveLength(40);
    expect(flag?.why).toBe('乙在 180 分钟内连续销号 40 个问题。');
    expect(flag?.figures).toContainEqual({
      label: '起止时间',
      value: '2026-08-01 10:00 至 2026-08-01 13:00',
    });
  });

  it('are two flags on two days', () => {
    const days = [0, 1].flatMap((day) =>
      times(10, (n) => honest({ closedAt: AUGUST_1 + day * DAY + n * 60_000 })),
    );
    expect(raise(days).map(({ problems }) => problems.length)).toEqual([10, 10]);
  });
});

describe('closings on the due day', () => {
  const onDay = (day: string, count: number) =>
    times(count, (n) => honest({ closedAt: Date.parse(`${day}T00:00:00Z`) + n * HOUR }));

  it('are flagged when they are most of the month', () => {
    expect(codes([...onDay('2026-08-18', 6), ...onDay('2026-08-05', 5)])).toEqual(['due-day-close']);
    expect(codes([...onDay('2026-08-18', 6), ...onDay('2026-08-05', 6)])).toEqual([]);
  });

  it('are not flagged when they are few, or on a day before', () => {
    expect(codes(onDay('2026-08-18', 4))).toEqual([]);
    expect(codes(onDay('2026-08-17', 8))).toEqual([]);
  });
});

describe('evidence', () => {
  const photo = [{ id: 'x', sha256: 'same', picture: null, name: '现场.jpg', image: true, at: AUGUST_1 }];

  it('used for two problems is flagged once, naming both', () => {
    const [flag, ...others] = raise([honest({ evidence: photo }), honest({ evidence: photo }), honest()]);
    expect(others).toEqual([]);
    expect(flag).toMatchObject({ code: 'recycled-photo', problems: { length: 2 } });
    expect(flag?.why).toContain('同一张照片“现场.jpg”被用作 2 个问题');
  });

  it('used last for a problem that is still worked on is of the moment of that use', () => {
    const later = photo.map((paper) => ({ ...paper, at: AUGUST_1 + 5 * DAY }));
    const open = { closedAt: null, rectifiedAt: null };
    const [flag] = raise([honest({ ...open, evidence: photo }), honest({ ...open, evidence: later })]);
    expect(flag?.at).toBe(AUGUST_1 + 5 * DAY);
    expect(flag?.figures).toContainEqual({ label: '最近一次', value: '2026-08-06 10:00' });
  });

  it('handed in again for the same problem is flagged when it was sent back in between, and not otherwise', () => {
    const again = photo.map((paper) => ({ ...paper, at: AUGUST_1 + DAY }));
    const handedIn = (sentBackAt: readonly number[]) =>
      raise([honest({ number: 'WT-甲', evidence: [...photo, ...again], sentBackAt })]);
    expect(handedIn([])).toEqual([]);
    expect(handedIn([AUGUST_1 - 1, AUGUST_1 + 2 * DAY])).toEqual([]);
    const [flag, ...others] = handedIn([AUGUST_1 + HOUR]);
    expect(others).toEqual([]);
    expect(flag).toMatchObject({ code: 'recycled-photo', problems: [{ number: 'WT-甲' }] });
    expect(flag?.why).toBe('WT-甲 退回后，交来的这张照片“现场.jpg”与退回前的逐字节相同。');
  });

  /** A fingerprint with so many of its first bits turned. */
  const turned = (bits: number) =>
    [...'a'.repeat(64)]
      .map((digit, at) =>
        (Number.parseInt(digit, 16) ^ ((1 << Math.min(4, Math.max(0, bits - at * 4))) - 1)).toString(16),
      )
      .join('');
  const pictured = (name: string, picture: string, at = AUGUST_1) => [
    { id: name, sha256: name, picture, name, image: true, at },
  ];

  it('saved anew for another problem is flagged with both papers; another picture is not', () => {
    const [flag, ...others] = raise([
      honest({ number: 'WT-甲', evidence: pictured('原图.jpg', turned(0)) }),
      honest({ number: 'WT-乙', evidence: pictured('另存.jpg', turned(24), AUGUST_1 + 1) }),
      honest({ evidence: pictured('别处.jpg', turned(25)) }),
    ]);
    expect(others).toEqual([]);
    expect(flag?.why).toBe(
      '同一张照片另存、缩放或压缩后，被用作 2 个问题的整改佐证：“原图.jpg”与“另存.jpg”等 2 个文件画面相同。',
    );
    expect(flag?.papers).toEqual([
      { id: '原图.jpg', name: '原图.jpg', number: 'WT-甲' },
      { id: '另存.jpg', name: '另存.jpg', number: 'WT-乙' },
    ]);
  });

  it('saved anew after it was sent back is flagged', () => {
    const evidence = [...pictured('原图.jpg', turned(0)), ...pictured('另存.jpg', turned(9), AUGUST_1 + DAY)];
    const [flag] = raise([honest({ number: 'WT-甲', evidence, sentBackAt: [AUGUST_1 + HOUR] })]);
    expect(flag?.why).toBe(
      'WT-甲 退回后，交来的照片“另存.jpg”与退回前的“原图.jpg”画面相同，只是另存、缩放或压缩过。',
    );
  });

  it('without a fingerprint is compared by its bytes alone', () => {
    const scan = (name: string) => [
      { ...photo[0], id: name, sha256: name, picture: null, name, image: true, at: AUGUST_1 },
    ];
    expect(codes([honest({ evidence: scan('甲') }), honest({ evidence: scan('乙') })])).toEqual([]);
  });
});

describe('one problem', () => {
  it('reopened twice is flagged, once is not', () => {
    expect(codes([honest({ reopened: 1 })])).toEqual([]);
    const twice = honest({ reopened: 2, sentBackAt: [AUGUST_1, AUGUST_1 + 9 * DAY] });
    expect(codes([twice])).toEqual(['reopened-twice']);
    // It shows on the day of the reopening, not of the closing that was undone.
    expect(raise([twice])[0]?.at).toBe(AUGUST_1 + 9 * DAY);
  });

  it('closed without a note in between is flagged; a note before the reopening is none', () => {
    const problem = honest();
    expect(codes([{ ...problem, progressAt: [] }])).toEqual(['no-progress']);
    const since = (problem.rectifiedAt ?? 0) - HOUR;
    expect(codes([{ ...problem, rectifyingSince: since }])).toEqual(['no-progress']);
  });

  it('closed within a day of registration is flagged, after exactly a day it is not', () => {
    const problem = honest();
    const closedAt = problem.closedAt ?? 0;
    expect(codes([{ ...problem, registeredAt: closedAt - DAY }])).toEqual([]);
    expect(codes([{ ...problem, registeredAt: closedAt - DAY + 1 }])).toEqual(['instant-close']);
  });

  it('closed by who registered it, or inside the office that rectified it, is flagged', () => {
    const community = (id: string) => ({ id, name: '丁', office: '652301001001' });
    expect(codes([honest({ registeredBy: 'reviewer' })])).toEqual(['same-hand']);
    expect(codes([honest({ rectifiedBy: community('a'), closedBy: community('b') })])).toEqual(['same-hand']);
    expect(codes([honest({ rectifiedBy: community('a') })])).toEqual([]);
  });
});
