import { api, done, take } from '../../api/client.ts';
import type { Feed, Intake } from '../../api/contract.ts';
import type { Choice } from './choice-of.ts';

/** A further file of a register counts beside what counts already, or in its place. */
export type BatchChoice = 'add' | 'replace';

/** The columns of a file, and its header rows where others are than those recognised: none at all, one or two. */
export interface PointedOut {
  readonly mapping: Choice;
  readonly headerRows?: number[];
}

export interface Confirmation {
  readonly acceptPartial: boolean;
  readonly batch: BatchChoice | null;
}

/** The two things that come in as files and go the same way: rosters and registers. */
export interface IntakeSource {
  readonly key: 'imports' | 'feeds';
  readonly load: (id: string) => Promise<Intake | Feed>;
  readonly map: (id: string, pointed: PointedOut) => Promise<void>;
  readonly confirm: (id: string, choice: Confirmation) => Promise<void>;
  readonly cancel: (id: string) => Promise<void>;
  readonly refusedHref: (id: string) => string;
}

const at = (id: string) => ({ params: { path: { id } } });

export const ROSTER_SOURCE: IntakeSource = {
  key: 'imports',
  load: (id) => take(api.GET('/api/imports/{id}', at(id))),
  map: (id, body) => done(api.PUT('/api/imports/{id}/mapping', { ...at(id), body })),
  confirm: (id, { acceptPartial }) =>
    done(api.POST('/api/imports/{id}/confirm', { ...at(id), body: { acceptPartial } })),
  cancel: (id) => done(api.POST('/api/imports/{id}/cancel', at(id))),
  refusedHref: (id) => `/api/imports/${id}/refused.xlsx`,
};

export const FEED_SOURCE: IntakeSource = {
  key: 'feeds',
  load: (id) => take(api.GET('/api/feeds/{id}', at(id))),
  map: (id, body) => done(api.PUT('/api/feeds/{id}/mapping', { ...at(id), body })),
  confirm: (id, { acceptPartial, batch }) => {
    const body = { acceptPartial, ...(batch === null ? {} : { batch }) };
    return done(api.POST('/api/feeds/{id}/confirm', { ...at(id), body }));
  },
  cancel: (id) => done(api.POST('/api/feeds/{id}/cancel', at(id))),
  refusedHref: (id) => `/api/feeds/${id}/refused.xlsx`,
};
