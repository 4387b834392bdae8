import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Answer } from './compare-answers.ts';

/** A file that is not what the score needs; the message is Chinese and says where and what to do. */
export class LinesFault extends Error {}

/** The planted findings of truth.jsonl. Throws LinesFault. */
export function readTruth(path: string): Promise<readonly Answer[]> {
  return readAnswers(path, (row) => ({
    ...basicsOf(row),
    person: textOrNull(row.person),
    optional: row.optional === true,
  }));
}

/** The findings that `anju check` wrote; incomparable ones are left out. Throws LinesFault. */
export function readFindings(path: string): Promise<readonly Answer[]> {
  return readAnswers(path, (row) => {
    if (row.status === 'incomparable' || row.status === 'pass') return null;
    if (row.status !== 'fail') throw new TypeError('status 应为 fail 或 incomparable');
    const person = row.person;
    return {
      ...basicsOf(row),
      person: person === null ? null : textOrNull(isRecord(person) ? person.id : undefined),
      optional: false,
    };
  });
}

async function readAnswers(
  path: string,
  read: (row: Readonly<Record<string, unknown>>) => Answer | null,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({
      input: createReadStream(path, 'utf8'),
      crlfDelay: Infinity,
    })) {
      number += 1;
      const text = number === 1 ? line.replace(/^\ufeff/u, '') : line;
      if (text.trim() === '') continue;
      const row: unknown = JSON.parse(text);
      if (!isRecord(row)) throw new TypeError('不是 JSON 对象');
      const answer = read(row);
      if (answer !== null) answers.push(answer);
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      const what = error.name === 'SyntaxError' ? '不是 JSON' : error.message;
      throw new LinesFault(`${path} 第 ${number} 行${what}。请核对是否选错了文件，每行应是一条 JSON。`);
    }
    throw error;
  }
  return answers;
}

function basicsOf(row: Readonly<Record<string, unknown>>) {
  const { confidence } = row;
  if (confidence !== 'exact' && confidence !== 'probable')
    throw new TypeError('confidence 应为 exact 或 probable');
  return {
    household: textOf(row.household, 'household'),
    rule: textOf(row.rule, 'rule'),
    confidence,
  } as const;
}

function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`缺少 ${field}`);
  return value;
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : textOf(value, 'person');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
