import { api, done, take } from '../../api/client.ts';
import type { Feed, Intake } from '../../api/contract.ts';

/** A further file of a register counts beside what counts already, or in its place. */
export type BatchChoice = 'add' | 'replace';

export interface Confirmation {
  readonly acceptPartial: boolean;
  readonly batch: BatchChoice | null;
}

/** The two things that come in as files and go the same way: rosters and registers. */
export interface IntakeSource {
  readonly key: 'imports' | 'feeds';
  readonly load: (id: string) => Promise<Intake | Feed>;
  readonly map: (id: string, mapping: Record<string, number>) => Promise<void>;
  readonly confirm: (id: string, choice: Confirmation) => Promise<void>;
  readonly cancel: (id: string) => Promise<void>;
  readonly refusedHref: (id: string) => string;
}

const at = (id: string) => ({ params: { path: { id } } });

export const ROSTER_SOURCE: IntakeSource = {
  key: 'imports',
  load: (id) => take(api.GET('/api/imports/{id}', at(id))),
  map: (id, mapping) => done(api.PUT('/api/imports/{id}/mapping', { ...at(id), body: { mapping } })),
  confirm: (id, { acceptPartial }) =>
    done(api.POST('/api/imports/{id}/confirm', { ...at(id), body: { acceptPartial } })),
  cancel: (id) => done(api.POST('/api/imports/{id}/cancel', at(id))),
  refusedHref: (id) => `/api/imports/${id}/refused.xlsx`,
};

export const FEED_SOURCE: IntakeSource = {
  key: 'feeds',
  load: (id) => take(api.GET('/api/feeds/{id}', at(id))),
  map: (id, mapping) => done(api.PUT('/api/feeds/{id}/mapping', { ...at(id), body: { mapping } })),
  confirm: (id, { acceptPartial, batch }) => {
    const body = { acceptPartial, ...(batch === null ? {} : { batch }) };
    return done(api.POST('/api/feeds/{id}/confirm', { ...at(id), body }));
  },
  cancel: (id) => done(api.POST('/api/feeds/{id}/cancel', at(id))),
  refusedHref: (id) => `/api/feeds/${id}/refused.xlsx`,
};
