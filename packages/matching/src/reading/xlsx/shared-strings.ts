import type { Readable } from 'node:stream';
import type { Checkpoint } from '../limits.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ReadLimits } from '../types.ts';
import { parseXml } from './xml-part.ts';

/** The texts that cells point to; readings over Chinese words (rPh) are not part of the text. */
export async function readSharedStrings(
  stream: Readable,
  limits: ReadLimits,
  checkpoint: Checkpoint,
): Promise<readonly string[]> {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let inReading = false;
  const parts = parseXml(
    stream,
    {
      open: (name) => {
        if (name === 'si') current = '';
        else if (name === 't') inText = !inReading;
        else if (name === 'rPh') inReading = true;
      },
      close: (name) => {
        if (name === 't') inText = false;
        else if (name === 'rPh') inReading = false;
        else if (name === 'si') strings.push(checkedLength(unescapeText(current), limits));
      },
      text: (text) => {
        if (inText) current += text;
      },
    },
    checkpoint,
  );
  for await (const bytes of parts)
    if (bytes > limits.sharedStringBytes)
      throw new ReadFailure(
        'too-large',
        `工作簿里的文字超过 ${Math.floor(limits.sharedStringBytes / 2 ** 20)} MB。请拆分，或另存为 csv 后上传`,
      );
  return strings;
}

/** Control characters are written as _x000D_ (ECMA-376 §22.4.2.4). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code === 0 ? '' : code < 32 || code === 0x5f ? String.fromCharCode(code) : whole;
  });
}

export function checkedLength(text: string, limits: ReadLimits): string {
  if (text.length > limits.cellLength)
    throw new ReadFailure(
      'too-large',
      `有单元格超过 ${limits.cellLength} 个字符，不是正常的表格。请检查后重新导出`,
    );
  return text;
}
