import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import type { Card, HomePart } from './home.ts';

export interface DeskContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

export type Desk = (context: DeskContext) => Promise<HomePart>;

const COUNTY_DIGITS = 6;

/** Above the counties: what they see is of several. */
export const seesCounties = ({ scope }: Pick<Actor, 'scope'>): boolean => scope.length < COUNTY_DIGITS;

/** The county that a line is about, in front of it where the reader sees several. */
export const countyBefore = (
  reader: Pick<Actor, 'scope'>,
  { countyName }: { readonly countyName: string },
): string => (seesCounties(reader) ? `${countyName} ` : '');

/** A number that waits for somebody: amber when there is one. */
export const waiting = (card: Omit<Card, 'tone'>): Card => ({
  ...card,
  tone: card.value > 0 ? 'wait' : 'plain',
});

/** A number that should be nothing: brick red when it is not. */
export const late = (card: Omit<Card, 'tone'>): Card => ({
  ...card,
  tone: card.value > 0 ? 'overdue' : 'plain',
});

/** The lists behind the numbers, with what narrows them. */
function listAt(path: string) {
  return (filter: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(filter).toString();
    return query === '' ? path : `${path}?${query}`;
  };
}

export const problemsAt = listAt('/problems');
export const cluesAt = listAt('/clues');
export const noticesAt = listAt('/supervision');
export const reportsAt = listAt('/reports');
export const flagsAt = listAt('/supervision/flags');
