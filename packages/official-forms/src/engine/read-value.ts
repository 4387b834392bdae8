import { err, ok, type Result } from '@anju/domain';
import type { ColumnKind, Scalar } from './layout.ts';
import type { CellContent } from './open-sheet.ts';
import { fenOfWanYuan } from './wan-yuan.ts';

/** A cell as its column's kind: text, a count or null, fen or null; the error says what was expected. */
export function readValue(content: CellContent, kind: ColumnKind): Result<Scalar, string> {
  if (content.kind === 'error') return err(`单元格显示错误（${content.text}），请改填内容。`);
  if (kind === 'text') {
    if (content.kind === 'blank') return ok('');
    return ok(content.kind === 'number' ? String(content.number) : content.text.trim());
  }
  if (content.kind === 'blank') return ok(null);
  if (kind === 'wan') {
    const fen = fenOfWanYuan(content.kind === 'number' ? content.number : content.text);
    return fen === null ? err(`“${shown(content)}”不是金额，请填以万元为单位的数字。`) : ok(fen);
  }
  const count = content.kind === 'number' ? content.number : wholeNumber(content.text);
  return Number.isSafeInteger(count) && count >= 0
    ? ok(count)
    : err(`“${shown(content)}”不是数量，请填 0 或正整数。`);
}

function wholeNumber(text: string): number {
  const plain = text.normalize('NFKC').replace(/[\s,]/gu, '');
  return /^\d{1,12}$/.test(plain) ? Number(plain) : Number.NaN;
}

function shown(content: CellContent): string {
  if (content.kind === 'number') return String(content.number);
  return content.kind === 'blank' ? '' : [...content.text].slice(0, 40).join('');
}
