import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { invalidInput } from '../../platform/problem.ts';
import { type CaseRow, readCase } from '../supervision/index.ts';

/** The problem that a record is about, in the person's sight; otherwise they are told to choose again. */
export async function theProblem(tx: Tx, actor: Actor, id: string): Promise<CaseRow> {
  const problem = await readCase(tx, actor, { kind: 'problem', id });
  if (problem === null) {
    throw invalidInput('没有找到这个问题，或它已被撤销。请重新选择。', [
      { path: 'problemId', message: '请重新选择' },
    ]);
  }
  return problem;
}
