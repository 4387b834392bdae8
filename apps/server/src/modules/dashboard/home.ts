import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import type { FindingFigures } from './store.ts';

/** What a home page is made of: numbers that lead to their list, charts that answer one question, short lists. */
export interface Card {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly tone: 'plain' | 'wait' | 'overdue' | 'good';
  readonly link: string;
}

export interface Chart {
  readonly key: string;
  /** The question that the chart answers; its title on screen. */
  readonly question: string;
  readonly kind: 'bar' | 'line' | 'stacked';
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    /** Where each mark leads; as many as values. */
    readonly links: readonly string[];
  }[];
}

export interface ShortList {
  readonly key: string;
  readonly title: string;
  readonly items: readonly {
    readonly text: string;
    readonly link: string;
    readonly due: string | null;
    readonly tone: Card['tone'];
  }[];
  /** How many there are, of which `items` are the first. */
  readonly total: number;
  /** The pages that list them all; none where no page lists exactly these. */
  readonly more: readonly { readonly label: string; readonly link: string }[];
}

/** Rows that a short list has room for. */
export const SHORT = 8;

/** The first of all the rows; how many they are is theirs to say where only the first were read. */
export function shortList(
  list: Pick<ShortList, 'key' | 'title' | 'items'> & { readonly link?: string; readonly total?: number },
): ShortList {
  const { link, items, total = items.length, ...named } = list;
  return {
    ...named,
    items: items.slice(0, SHORT),
    total,
    more: link === undefined ? [] : [{ label: '更多', link }],
  };
}

export interface HomePart {
  readonly cards: readonly Card[];
  readonly charts: readonly Chart[];
  readonly lists: readonly ShortList[];
}

export interface PartContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  /** The reader's findings by what waits for whom: added up once a page, by the first part that shows some. */
  readonly findings: () => Promise<FindingFigures>;
}

/** What is due within so many days is due soon. */
export const SOON_DAYS = 3;

export type PartBuilder = (context: PartContext) => Promise<HomePart>;

export const card = (
  key: string,
  label: string,
  value: number,
  link: string,
  more: { unit?: string; tone?: Card['tone'] } = {},
): Card => ({ key, label, value, link, unit: more.unit ?? '条', tone: more.tone ?? 'plain' });

export const EMPTY_PART: HomePart = { cards: [], charts: [], lists: [] };

export function joinParts(parts: readonly HomePart[]): HomePart {
  return {
    cards: parts.flatMap((part) => part.cards),
    charts: parts.flatMap((part) => part.charts),
    lists: parts.flatMap((part) => part.lists),
  };
}

/** A number that is bad when it is above nothing: brick red, else quiet. */
export function overdueTone(value: number): Card['tone'] {
  return value > 0 ? 'overdue' : 'plain';
}
