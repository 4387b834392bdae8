import { conflict, type Problem } from '../../platform/problem.ts';

/** Thrown after the change was written, so that the transaction takes it back. */
export function handlerAccused(why: string): Problem {
  return conflict(
    'handler-accused',
    `这样改后，现在的承办方须回避（${why}）。请先把线索改派给别的承办单位或承办人，再做这一步。`,
  );
}
