import { addDays, type CalendarDate, exitNatureOf, isRuleCode } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import {
  type ActResult,
  concludeFinding,
  proposeConclusion,
  recordAnswer,
  tellFamily,
} from './act-on-finding.ts';
import { assignFindings } from './assign-findings.ts';
import { type FindingRow, listFindings } from './list-store.ts';

/** How the demonstration's findings are spread over the stages, counted in the order of the households. */
const STAGES = [
  'open',
  'assigned',
  'confirmed',
  'answered',
  'explained',
  'open',
  'assigned',
  'proposed',
  'confirmed',
  'assigned',
  'late',
  'explained',
] as const;

/**
 * Carries the demonstration's findings to different stages through the same acts as people do, so that every desk has
 * something to look at: some are with a community, some late, some wait for a second person, some are concluded.
 */
export async function spreadFindings(deps: Deps, demonstration: Demonstration): Promise<void> {
  const officer = demonstration.actor('county-officer');
  const reviewer = demonstration.actor('reviewer');
  const today = deps.clock.today();
  await inScope(deps.db, officer.scope, async (tx) => {
    const { rows } = await listFindings(
      tx,
      { scope: officer.scope, status: 'fail' },
      { order: 'household', after: null, limit: 200, today },
    );
    for (const [n, row] of rows.entries()) {
      const planned = STAGES[n % STAGES.length] ?? 'open';
      // Only what an earlier run raised can have been given out in time to be late by now.
      const stage = planned === 'late' && row.change !== 'persisting' ? 'assigned' : planned;
      if (stage !== 'open') await carry({ tx, deps, officer, reviewer, row, stage, today });
    }
  });
}

interface Carrying {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly officer: Actor;
  readonly reviewer: Actor;
  readonly row: FindingRow;
  readonly stage: (typeof STAGES)[number];
  readonly today: CalendarDate;
}

const DAY_MS = 86_400_000;
const LATE_DAYS = -3;
const DUE_DAYS = 10;

function daysBefore(clock: Clock, days: number): Clock {
  return {
    now: () => new Date(clock.now().getTime() - days * DAY_MS),
    today: () => addDays(clock.today(), -days),
  };
}

async function carry({ tx, deps, officer, reviewer, row, stage, today }: Carrying): Promise<void> {
  const dueOn = addDays(today, stage === 'late' ? LATE_DAYS : DUE_DAYS);
  // A household whose community the roster did not name stays at the county.
  const organisation = row.region.endsWith('000000') ? row.region.slice(0, 6) : row.region;
  const clock = stage === 'late' ? daysBefore(deps.clock, DUE_DAYS - LATE_DAYS) : deps.clock;
  await assignFindings(
    { tx, deps: { ...deps, clock }, actor: officer },
    { ids: [row.id], organisation, dueOn },
  );
  if (stage === 'assigned' || stage === 'late') return;
  const context = (actor: Actor, version: number) => ({ tx, deps, actor, id: row.id, version });
  let version = row.version + 1;
  const done = (result: ActResult) => {
    if (result.status !== 'done') throw new Error(`demonstration act refused: ${result.reason}`);
    version = result.version;
  };
  done(
    await tellFamily(context(officer, version), {
      method: '电话',
      note: '已告知疑点内容和申辩权利（演示）',
      answerBy: dueOn,
    }),
  );
  done(
    await recordAnswer(context(officer, version), {
      text: '家庭表示将在三日内提交说明材料（演示）',
      paperIds: [],
    }),
  );
  if (stage === 'answered') return;
  const explained = stage === 'explained';
  const nature = isRuleCode(row.rule) ? exitNatureOf(row.rule) : null;
  done(
    await proposeConclusion(context(officer, version), {
      conclusion: explained ? 'explained' : 'confirmed',
      reason: explained ? '家庭提交的材料可以说明情况（演示）' : '经核对部门数据和家庭说明，情况属实（演示）',
      paperIds: [],
      exitNature: explained ? null : nature,
    }),
  );
  if (stage === 'proposed') return;
  done(await concludeFinding(context(reviewer, version), '同意（演示）'));
}
