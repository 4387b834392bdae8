import type { CampaignFormCode } from '@anju/domain';
import type { Json } from '../../../platform/json.ts';
import { type RowKeys, valueAt } from '../stable-path.ts';

const BY: Readonly<Partial<Record<CampaignFormCode, readonly string[]>>> = {
  F1: ['description'],
  F3: ['project', 'nature'],
  F5: ['summary'],
};

/**
 * Keys of a form's rows by what is written in them: a file has no records behind its rows, and one row put in between
 * must not make all below it differ. Rows that say the same are told apart by their order.
 */
export function contentKeys(code: CampaignFormCode, data: Json): RowKeys {
  const fields = BY[code];
  if (fields === undefined) return {};
  return Object.fromEntries(
    listsOf(code, data).map((list) => {
      const seen = new Map<string, number>();
      const keys = rowsAt(data, list).map((row) => {
        const said = fields.map((field) => String(valueAt(row, field) ?? '').replace(/\s+/gu, '')).join('|');
        const before = seen.get(said) ?? 0;
        seen.set(said, before + 1);
        return before === 0 ? said : `${said}#${before + 1}`;
      });
      return [list, keys];
    }),
  );
}

function listsOf(code: CampaignFormCode, data: Json): readonly string[] {
  if (code !== 'F1') return ['rows'];
  const lines = valueAt(data, 'lines');
  return lines !== null && typeof lines === 'object' ? Object.keys(lines).map((line) => `lines.${line}`) : [];
}

function rowsAt(data: Json, list: string): readonly Json[] {
  const rows = valueAt(data, list);
  return Array.isArray(rows) ? rows : [];
}
