import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { actLabel } from './act-label.ts';
import { describeRuns, type RunEntry } from './describe-runs.ts';
import { type EventRow, SHOWN_EVENTS, timelineOf } from './page-store.ts';
import { runStepsOf } from './run-history-store.ts';

export interface Reading {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'actLabels'>;
  readonly actor: Actor;
}

/** What people did about a family and what the runs found, newest first. */
export async function readTimeline(
  { tx, deps, actor }: Reading,
  { county, id }: { readonly county: string; readonly id: string },
) {
  const events = await timelineOf(tx, actor, { county, id });
  const runs = describeRuns(await runStepsOf(tx, county, { householdId: id }), 'family', actor.roles);
  return [...events.map((event) => ofEvent(event, deps)), ...runs.map(ofRun)]
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
    .slice(0, SHOWN_EVENTS);
}

function ofEvent(event: EventRow, { actLabels }: Reading['deps']) {
  return {
    id: event.id,
    at: event.at.toISOString(),
    actorName: event.actor_name,
    actorRole: event.actor_role,
    act: event.act,
    actLabel: actLabel(event.act, event.payload, actLabels),
    subjectType: event.subject_type,
    subjectId: event.subject_id,
    payload: event.payload,
    text: '',
    link: null,
  };
}

function ofRun(entry: RunEntry) {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    actorName: entry.byName,
    actorRole: '',
    act: 'run.done',
    actLabel: entry.label,
    subjectType: 'run',
    subjectId: entry.runId,
    payload: null,
    text: entry.text,
    link: entry.link,
  };
}
