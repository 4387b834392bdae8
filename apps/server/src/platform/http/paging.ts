import { z } from 'zod';
import { invalidInput } from '../problem.ts';

/** `?cursor&limit` of every list. */
export const PAGE_QUERY = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** The last row of a page: its sort key and its id. The next page begins after it. */
export interface Position {
  readonly key: string;
  readonly id: string;
}

const POSITION = z.object({ key: z.string().max(200), id: z.uuid() });

/** Opaque to the client; null where there is no further page. */
export function encodeCursor(position: Position | null): string | null {
  return position === null ? null : Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Throws Problem invalid-input for a cursor that no list gave. */
export function decodeCursor(cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  try {
    return POSITION.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalidInput('翻页标记无效。请回到第一页重新查询。', [
      { path: 'cursor', message: '无效的翻页标记' },
    ]);
  }
}

/** The answer of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() });
}

/** Counting stops here: a list shows it as "or more", so that a million rows are never counted for a page. */
export const COUNT_LIMIT = 10_000;

/** The answer of a list whose `total` stands for that many or more where it is not exact. */
export function cappedPageOf<T extends z.ZodType>(item: T) {
  return pageOf(item).extend({ totalIsExact: z.boolean() });
}
