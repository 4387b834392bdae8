import type { CalendarDate } from '@anju/domain';
import type { Actor } from './actor.ts';
import type { Deps } from './deps.ts';
import type { App, Authenticate } from './http/types.ts';
import type { JobDefinition } from './jobs/definition.ts';

/** The demonstration county that a new embedded database is filled with. */
export interface Demonstration {
  /** Six digits. */
  readonly county: string;
  /** Today, whatever the clock shows while the months before are filled. */
  readonly filledOn: CalendarDate;
  /** The first of the two comparisons, some time ago, or the one of now. */
  readonly round: 'earlier' | 'now';
  /** The demonstration person who holds `role`, in an organisation where one is named; throws when there is none. */
  actor(role: Actor['roles'][number], organisation?: string): Actor;
  /** Resolves when the job is done; rejects when it failed. The runner is at work meanwhile. */
  jobDone(county: string, id: string): Promise<void>;
}

/** A capability of the server: what its folder's index.ts gives to the platform. */
export interface Module {
  readonly name: string;
  routes?(app: App, deps: Deps): void | Promise<void>;
  jobs?(deps: Deps): readonly JobDefinition[];
  /** Called in the order of MODULES on an empty demonstration database; feeds and runs in both rounds. */
  demo?(deps: Deps, demonstration: Demonstration): Promise<void>;
  /** Chinese labels of acts in the event list that aren't actions of the permission table. */
  readonly actLabels?: Readonly<Record<string, string>>;
  /** Only the access module: who sent this request. */
  authenticate?(deps: Deps): Authenticate;
}
