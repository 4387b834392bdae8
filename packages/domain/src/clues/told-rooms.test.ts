import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toldRooms } from './told-rooms.ts';

const keysIn = (text: string) => toldRooms(text).map(({ key }) => key);

const HAN = [...'零一二三四五六七八九'];
const inDigits = (n: number) => String(n);
const inWidth = (n: number) =>
  inDigits(n).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const inHan = (n: number) => inDigits(n).replace(/\d/g, (digit) => HAN[Number(digit)] ?? '');
const inCircles = (n: number) => inHan(n).replaceAll('零', '〇');
/** 12 is 十二, 301 三百零一, 110 一百一十. */
function byPlaces(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const ten = tens === 0 ? '' : tens === 1 && hundreds === 0 ? '十' : `${HAN[tens]}十`;
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? '零' : '';
  return `${hundreds > 0 ? `${HAN[hundreds]}百` : ''}${gap || ten}${ones > 0 ? HAN[ones] : ''}`;
}

const numeral = fc.constantFrom(inDigits, inWidth, inHan, byPlaces);
const rooms = fc.record({
  building: fc.integer({ min: 1, max: 199 }),
  unit: fc.integer({ min: 1, max: 12 }),
  room: fc.integer({ min: 101, max: 999 }),
});
const around = fc.constantFrom(
  ['', ''],
  ['反映', '的租户长期不住'],
  ['幸福家园', '，把房子转租他人'],
  ['租户住在', '。联系电话13812345678'],
  ['（', '）'],
);

describe('a room told in a text', () => {
  it.each([
    ['五栋二单元三零一', '5-2-301'],
    ['5栋2单元301室', '5-2-301'],
    ['5-2-301', '5-2-301'],
    ['５号楼二单元301', '5-2-301'],
    ['5幢2单元3楼301号', '5-2-301'],
    ['5#楼2单元301户', '5-2-301'],
    ['5楼2单元301', '5-2-301'],
    ['五座二单元三〇一', '5-2-301'],
    ['05栋02单元0301室', '5-2-301'],
    ['5 栋 2 单元 301', '5-2-301'],
    ['5—2—301', '5-2-301'],
    ['5栋2-301', '5-2-301'],
    ['在5号2栋1单元301', '2-1-301'],
    ['A座1203', 'A-1203'],
    ['十二栋三百零一室', '12-301'],
    ['5栋2单元3室', '5-2-3'],
    ['幸福家园二期5栋2单元301', '5-2-301'],
  ])('%s is known as %s', (written, key) => {
    expect(keysIn(`反映${written}长期转租`)).toEqual([key]);
    expect(keysIn(written)).toEqual([key]);
  });

  it('is the same one in whatever way it is written', () => {
    const worded = fc.record({
      n: fc.tuple(numeral, numeral, fc.oneof(numeral, fc.constant(inCircles))),
      building: fc.constantFrom('栋', '幢', '座', '号楼', '#', '#楼', '号', '楼'),
      gap: fc.constantFrom('', '-', ' '),
      floor: fc.boolean(),
      suffix: fc.constantFrom('', '室', '号', '户', '房'),
    });
    fc.assert(
      fc.property(rooms, worded, around, ({ building, unit, room }, style, [before, after]) => {
        const [b, u, r] = style.n;
        const floor = style.floor ? `${inDigits(Math.floor(room / 100))}楼` : '';
        const text = `${before}${b(building)}${style.building}${style.gap}${u(unit)}单元${floor}${r(room)}${style.suffix}${after}`;
        expect(keysIn(text), text).toEqual([`${building}-${unit}-${room}`]);
      }),
    );
  });

  it('is the same one by dashes of every kind', () => {
    const dash = fc.constantFrom('-', '－', '–', '—', '——', '−');
    fc.assert(
      fc.property(
        rooms,
        dash,
        fc.constantFrom(inDigits, inWidth),
        around,
        (told, mark, n, [before, after]) => {
          const { building, unit, room } = told;
          const text = `${before}${[building, unit, room].map(n).join(mark)}${after}`;
          expect(keysIn(text), text).toEqual([`${building}-${unit}-${room}`]);
        },
      ),
    );
  });

  it('tells its label in one form, with its estate, part and community', () => {
    expect(toldRooms('反映幸福社区幸福家园A区五栋二单元三零一转租')).toEqual([
      {
        key: '5-2-301',
        label: '5栋2单元301',
        estate: expect.stringMatching(/幸福家园$/),
        zone: 'A区',
        community: expect.stringMatching(/幸福社区$/),
      },
    ]);
    expect(toldRooms('五栋三零一')[0]).toMatchObject({ label: '5栋301', estate: null, community: null });
    expect(toldRooms('5-2-301（锦绣江南）', ['锦绣江南'])[0]?.estate).toBe('锦绣江南');
    expect(toldRooms('本小区5-2-301')[0]?.estate).toBeNull();
  });
});

describe('no room', () => {
  const day = fc.record({
    year: fc.integer({ min: 1990, max: 2035 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  const two = (n: number) => String(n).padStart(2, '0');
  const dates = day.chain(({ year, month, day: of }) =>
    fc.constantFrom(
      `${year}-${two(month)}-${two(of)}`,
      `${year}-${month}-${of}`,
      `${year}年${month}月${of}日`,
      `${year}.${month}.${of}`,
      `${two(year % 100)}-${month}-${of}`,
      `二〇二六年${inHan(month)}月${byPlaces(of)}日`,
    ),
  );
  const prices = fc
    .integer({ min: 1, max: 99999 })
    .chain((n) =>
      fc.constantFrom(
        `${n}元`,
        `每月${n}.50元`,
        `${n}万元`,
        `${n}-${n + 100}元`,
        `3栋${n % 1000}元`,
        `5-2-${n % 1000}元`,
        `${byPlaces(n % 1000)}元`,
      ),
    );
  const documents = fc
    .tuple(fc.integer({ min: 2000, max: 2035 }), fc.integer({ min: 1, max: 999 }))
    .chain(([year, n]) =>
      fc.constantFrom(
        `昌建发〔${year}〕${n}号`,
        `(${year})新23民初${n}号`,
        `线索〔${year}〕${n}号`,
        `编号${year}-${n}`,
        `合同编号：5-2-${n}`,
        `建保${year}-5-${n}`,
        `GB50096-${year}`,
      ),
    );
  const phones = fc
    .integer({ min: 1_000_000, max: 9_999_999 })
    .chain((n) =>
      fc.constantFrom(
        `0994-${n}`,
        `1381${n}`,
        `0994-2-${String(n).slice(0, 3)}`,
        `138-1234-${String(n).slice(0, 4)}`,
        `400-${String(n).slice(0, 3)}-${String(n).slice(3)}`,
        `电话${n}`,
      ),
    );

  it('is read out of a price, a date, a document’s number or a telephone number', () => {
    const one = fc.oneof(dates, prices, documents, phones);
    const between = fc.constantFrom('', '，', ' ', '收取', '；于');
    fc.assert(
      fc.property(one, between, one, (first, mark, second) => {
        fc.pre(mark !== '' || !/[\d]$/.test(first) || !/^[\d]/.test(second));
        const text = `反映${first}${mark}${second}`;
        expect(keysIn(text), text).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '3栋120户未入住',
    '三栋一百二十户居民',
    '3号楼1200多人',
    '3栋2025年交付',
    '5栋2单元12户居民',
    '5-301',
    '2单元301',
    '5号301',
    '身份证652301199001011234',
    '三号楼有人收钱安排公租房，每套收取五千元',
  ])('is read out of %s', (text) => {
    expect(keysIn(text)).toEqual([]);
  });
});
