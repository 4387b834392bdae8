import { expect, it } from 'vitest';
import { readFieldValue } from './field-value.ts';

const money = { type: 'money', label: '应发工资' } as const;
const area = { type: 'area', label: '建筑面积' } as const;
const vin = { type: 'text', label: '车辆识别代号', identifying: true } as const;
const intake = { type: 'text', label: '进气方式' } as const;

it.each([
  ['28000', '元/年', 233_333],
  ['3.6', '万元/年', 300_000],
  ['9000', '元/季', 300_000],
  ['5', '百万元', 500_000_000],
  ['3000', null, 300_000],
])('reads %s in %s as fen of a month', (raw, unit, fen) => {
  expect(readFieldValue(raw, money, unit)).toEqual({ ok: true, value: fen });
});

it('refuses amounts and areas in units that it can’t convert', () => {
  expect(readFieldValue('500', money, '万美元')).toMatchObject({ ok: false });
  expect(readFieldValue('2', area, '平方公里')).toMatchObject({ ok: false });
});

it.each(['无', '/', '-', '——', '0', '000', '无号', '未上牌', '暂无', '不详'])(
  'takes %s for no number that two things could share',
  (raw) => {
    expect(readFieldValue(raw, vin, null)).toEqual({ ok: true, value: null });
  },
);

it('keeps 无 where it is an answer, and dashes nowhere', () => {
  expect(readFieldValue('无', intake, null)).toEqual({ ok: true, value: '无' });
  expect(readFieldValue('/', intake, null)).toEqual({ ok: true, value: null });
  expect(readFieldValue('10-2', vin, null)).toEqual({ ok: true, value: '10-2' });
});

it('tells a day from its month, from no day, and from one that can’t be read', () => {
  const ended = { type: 'date', label: '终止日期' } as const;
  const read = (raw: string) => readFieldValue(raw, ended, null);
  expect(read('2026年6月5日')).toEqual({ ok: true, value: '2026-06-05' });
  expect(read('2026年6月')).toEqual({ ok: true, value: '2026-06' });
  for (const nothing of ['', '无', '至今', '长期']) expect(read(nothing)).toEqual({ ok: true, value: null });
  for (const unclear of ['2025年底', '2025', '已注销']) expect(read(unclear)).toMatchObject({ ok: false });
});

it('does not make a month of the year 2603 out of six digits', () => {
  const changed = { type: 'date', label: '变动日期' } as const;
  expect(readFieldValue('202603', changed, null)).toEqual({ ok: true, value: '2026-03' });
  for (const short of ['260305', '850312', '030512'])
    expect(readFieldValue(short, changed, null)).toMatchObject({ ok: false });
});

it.each(['1900-01-01', '1900/1/0', '1899-12-30', '0001-01-01 00:00:00', '0000-00-00', '0'])(
  'takes %s, which databases and sheets write for no day, for none',
  (raw) => {
    const ended = { type: 'date', label: '终止日期' } as const;
    expect(readFieldValue(raw, ended, null)).toEqual({ ok: true, value: null });
  },
);

it.each(['$300', 'US$300', '300$', '€300'])('does not take %s for yuan', (raw) => {
  expect(readFieldValue(raw, money, null)).toMatchObject({ ok: false });
});
