import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../basics/calendar-date.ts';
import { type ComparedClue, compareClues, personKey, textKeys, textLikeness } from './similarity.ts';
import { toldRooms } from './told-rooms.ts';

const TEXT = '幸福社区工作人员王某在公租房分配中收受好处，为不符合条件的亲属安排房源，并长期转租牟利。';
const clue = (over: Partial<ComparedClue> = {}): ComparedClue => ({
  summary: TEXT,
  persons: ['王建国'],
  place: '昌吉州昌吉市',
  office: '652301001001',
  receivedOn: calendarDate('2026-09-01'),
  ...over,
  rooms: over.rooms ?? toldRooms(over.summary ?? TEXT),
});

describe('two reports of one matter', () => {
  it('are found likely and say why', () => {
    const again = clue({
      summary: TEXT.replace('收受好处', '收好处费').replace('并', '且'),
      receivedOn: calendarDate('2026-09-06'),
    });
    const likeness = compareClues(clue(), again);
    expect(likeness.likely).toBe(true);
    expect(likeness.reasons).toEqual([
      '同一被反映人',
      '同一被反映单位',
      expect.stringMatching(/^摘要相似 \d\d%$/),
      '同一地方',
      '相隔 5 天收到',
    ]);
  });

  it('are found by the same person and office though the words differ', () => {
    expect(compareClues(clue(), clue({ summary: '低保户反映审批拖延。' })).likely).toBe(true);
  });

  it('are found by the same person and place told in other words, while the first is fresh', () => {
    const first = clue({ office: null });
    const again = clue({ office: null, summary: '租户私下把公家的房子转手给做生意的住。' });
    expect(compareClues(first, again).likely).toBe(true);
    const elsewhere = { ...again, place: '昌吉州阜康市' };
    expect(compareClues(first, elsewhere).likely).toBe(false);
    const next = { ...again, receivedOn: calendarDate('2027-02-01') };
    expect(compareClues(first, next).likely).toBe(false);
  });

  it('are found when one tells the other inside a longer letter', () => {
    const longer = clue({
      summary: `本人多次向上级反映无果。${TEXT}恳请核实并答复。`,
      persons: ['不详'],
      office: null,
    });
    expect(compareClues(clue({ persons: ['未知'] }), longer).likely).toBe(true);
  });

  const unnamed = (summary: string, over: Partial<ComparedClue> = {}) =>
    clue({ persons: ['不详'], office: null, summary, ...over });

  it('are found by the room, in whatever way it is written and in other words', () => {
    const first = unnamed('幸福家园五栋二单元三零一的房子转给外地人住了。');
    for (const again of [
      '住在幸福家园小区5栋2单元301室的不是承租人，每月收钱。',
      '反映有人出租公租房：幸福家园5-2-301',
      '５号楼二单元301被转租',
    ]) {
      const likeness = compareClues(first, unnamed(again, { receivedOn: calendarDate('2026-09-20') }));
      expect(likeness.likely, again).toBe(true);
      expect(likeness.reasons).toContain('同一房屋：5栋2单元301');
    }
  });

  it('are not the same for a room of that number in another estate, part, community or place', () => {
    const isSame = (a: ComparedClue, b: ComparedClue) =>
      compareClues(a, b).reasons.some((reason) => reason.startsWith('同一房屋'));
    const there = unnamed('幸福家园5栋2单元301转租');
    expect(isSame(there, unnamed('光明家园5栋2单元301转租'))).toBe(false);
    expect(isSame(there, unnamed('幸福家园5栋2单元302转租'))).toBe(false);
    const bare = unnamed('5栋2单元301转租');
    expect(isSame(bare, unnamed('5-2-301漏水'))).toBe(true);
    expect(isSame(bare, unnamed('5-2-301漏水', { place: '昌吉州阜康市' }))).toBe(false);
    expect(isSame(bare, unnamed('5-2-301漏水', { receivedOn: calendarDate('2027-02-01') }))).toBe(false);
    const [one, other] = [{ office: '652301001001' }, { office: '652301002001' }];
    expect(isSame(unnamed('5-2-301', one), unnamed('5栋2单元301', other))).toBe(false);
    expect(isSame(unnamed('幸福社区5-2-301漏水'), unnamed('光明社区5栋2单元301'))).toBe(false);
    expect(isSame(unnamed('幸福家园一期5-2-301'), unnamed('幸福家园二期5栋2单元301'))).toBe(false);
  });

  it('are not the same because nobody knows the name in either', () => {
    const unknown = clue({ persons: ['不详'], summary: '有人转租。', office: null });
    expect(
      compareClues(unknown, clue({ persons: ['不详'], summary: '房屋漏水无人修。', office: null })).reasons,
    ).not.toContain('同一被反映人');
  });

  it('of different matters in one county are not likely', () => {
    const other = clue({ persons: ['李强'], office: null, summary: '光明社区公示栏未张贴轮候名单。' });
    expect(compareClues(clue(), other).likely).toBe(false);
  });

  it('name one person however the dot is typed', () => {
    expect(personKey('买买提•艾力')).toBe(personKey('买买提·艾力'));
    expect(personKey('买买提艾力')).toBe(personKey('买买提·艾力'));
    expect(personKey('不详')).toBeNull();
    expect(personKey('王某某')).toBeNull();
  });
});

describe('likeness', () => {
  const text = fc.string({ unit: fc.constantFrom(...TEXT, '甲', '乙', '，', ' ', 'A', '1'), maxLength: 120 });
  const rooms = fc
    .constantFrom('', '5-2-301', '光明小区五栋二单元三零一', '幸福小区5栋2单元301')
    .map((told) => toldRooms(told));
  const any = fc.record({
    summary: text,
    rooms,
    persons: fc.array(fc.constantFrom('王建国', '李强', '不详'), { minLength: 1, maxLength: 3 }),
    place: fc.constantFrom('昌吉州昌吉市', '昌吉州阜康市'),
    office: fc.option(fc.constantFrom('652301001', '652301002001')),
    receivedOn: fc.integer({ min: 0, max: 400 }).map((n) => addDays(calendarDate('2026-01-01'), n)),
  });

  it('is the same both ways round, and between 0 and 1', () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const there = compareClues(a, b);
        expect(compareClues(b, a)).toEqual(there);
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('of a text with itself is whole, whatever spaces and punctuation are typed', () => {
    fc.assert(
      fc.property(text, (words) => {
        fc.pre(/[\p{L}\p{N}]/u.test(words));
        expect(textLikeness(words, ` ${words}。`)).toBe(1);
      }),
    );
  });

  it('of texts that share a key is found by it: a key of a part is a key of the whole', () => {
    fc.assert(
      fc.property(text, text, (part, rest) => {
        const whole = new Set(textKeys(part + rest));
        for (const key of textKeys(part)) expect(whole.has(key)).toBe(true);
      }),
    );
  });

  it('keeps about a quarter of the pairs', () => {
    const pairs = new Set(Array.from({ length: 4000 }, (_, n) => String.fromCodePoint(0x4e00 + n)));
    const keys = textKeys([...pairs].join(''));
    expect(keys.length).toBeGreaterThan(800);
    expect(keys.length).toBeLessThan(1200);
  });
});
