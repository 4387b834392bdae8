import { addDays, calendarDate, type ExpectedMiss, forecastMisses, PACE_DAYS } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { countPace, listQueued, type QueuedProblem, type Reader } from './problem-store.ts';

export interface ProblemAtRisk {
  readonly problem: QueuedProblem;
  readonly miss: ExpectedMiss;
  /** Problems that its county closed in its campaign in the last PACE_DAYS days. */
  readonly closed: number;
}

/**
 * Problems that will miss their deadline, each county's campaign at its own pace, the nearest deadline first.
 * See forecastMisses for how a day is reckoned.
 */
export async function findProblemsAtRisk(
  tx: Tx,
  reader: Reader,
  today: string,
): Promise<readonly ProblemAtRisk[]> {
  const day = calendarDate(today);
  const pace = await countPace(tx, reader, addDays(day, 1 - PACE_DAYS), today);
  const queues = new Map<string, QueuedProblem[]>();
  for (const problem of await listQueued(tx, reader)) {
    const key = `${problem.county} ${problem.campaignId}`;
    const queue = queues.get(key);
    if (queue === undefined) queues.set(key, [problem]);
    else queue.push(problem);
  }
  const found = [...queues.values()].flatMap((queue) => {
    const [first] = queue;
    const closed =
      pace.find((one) => one.county === first?.county && one.campaignId === first.campaignId)?.closed ?? 0;
    const byId = new Map(queue.map((problem) => [problem.id, problem]));
    const open = queue.map(({ id, deadline }) => ({ id, deadline: calendarDate(deadline) }));
    return forecastMisses(open, closed, day).flatMap((miss) => {
      const problem = byId.get(miss.id);
      return problem === undefined ? [] : [{ problem, miss, closed }];
    });
  });
  return found.sort((a, b) =>
    a.miss.deadline === b.miss.deadline
      ? a.problem.id < b.problem.id
        ? -1
        : 1
      : a.miss.deadline < b.miss.deadline
        ? -1
        : 1,
  );
}
