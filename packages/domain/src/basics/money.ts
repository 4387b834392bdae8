import type { Brand } from './brand.ts';
import { numberText, readDecimal, scaleToInteger } from './decimal.ts';
import { normaliseText } from './normalise-text.ts';
import { err, ok, type Result } from './result.ts';

/** Money in fen, a whole number. */
export type Fen = Brand<number, 'Fen'>;
export type MoneyUnit = '分' | '元' | '百元' | '千元' | '万元' | '百万元' | '亿元';

export interface MoneyFault {
  readonly code: 'blank' | 'format' | 'scientific' | 'range';
  /** Chinese, with the remedy. */
  readonly message: string;
  readonly text: string;
}

const FEN_IN: Readonly<Record<MoneyUnit, bigint>> = {
  分: 1n,
  元: 100n,
  百元: 10_000n,
  千元: 100_000n,
  万元: 1_000_000n,
  百万元: 100_000_000n,
  亿元: 10_000_000_000n,
};

const WRITTEN_UNITS: Readonly<Record<string, MoneyUnit>> = {
  分: '分',
  元: '元',
  圆: '元',
  块: '元',
  百: '百元',
  百元: '百元',
  千: '千元',
  千元: '千元',
  万: '万元',
  万元: '万元',
  百万: '百万元',
  百万元: '百万元',
  亿: '亿元',
  亿元: '亿元',
};

function fault(code: MoneyFault['code'], text: string): { readonly ok: false; readonly error: MoneyFault } {
  const messages: Record<MoneyFault['code'], string> = {
    blank: '金额为空，没有则填 0',
    format: `金额“${text}”无法识别，请只填数字，如 1234.50`,
    scientific: `金额“${text}”是科学记数，已丢失精度，请将该列设为“数值”或“文本”格式后重新导出`,
    range: `金额“${text}”超出范围，请核对数值和单位`,
  };
  return err({ code, message: messages[code], text });
}

/** A whole number of fen from code. Throws RangeError when it is not one. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`);
  return value as Fen;
}

/**
 * Reads an amount in the column's unit, exactly: thousands separators, full-width digits, ￥, brackets or a minus
 * for negative. A unit written in the cell ('3.5万元') is stronger than the column's. Parts of a fen round half away
 * from zero.
 */
export function readMoney(raw: string | number, unit: MoneyUnit): Result<Fen, MoneyFault> {
  const shown = String(raw);
  const plain = typeof raw === 'number' ? numberText(raw) : cleanAmount(raw);
  if (plain === null) return fault('range', shown);
  if (plain === '') return fault('blank', shown);
  if (/^-?\d+(?:\.\d*)?E[+-]?\d+$/i.test(plain)) return fault('scientific', shown);
  const parts = /^(-?[\d.,]+)(\p{Script=Han}*)$/u.exec(plain);
  const value = parts?.[1] ? readDecimal(parts[1]) : null;
  const written = parts?.[2] ? WRITTEN_UNITS[parts[2]] : unit;
  if (value === null || written === undefined) return fault('format', shown);
  const amount = scaleToInteger(value, FEN_IN[written]);
  return amount === null ? fault('range', shown) : ok(fen(amount));
}

function cleanAmount(raw: string): string {
  const text = normaliseText(raw)
    .replace(/[\s'"¥]|RMB|CNY|人民币/gi, '')
    .replace(/[−–—]/g, '-')
    .replace(/[整正]$/, '');
  if (/^[-/\\]*$/.test(text) || text === '无') return '';
  const bracketed = /^\(([^()]+)\)(\p{Script=Han}*)$/u.exec(text);
  return bracketed ? `-${bracketed[1]}${bracketed[2]}` : text;
}
