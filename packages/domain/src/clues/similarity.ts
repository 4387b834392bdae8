import { type CalendarDate, daysBetween } from '../basics/calendar-date.ts';
import { normaliseName, sameName } from '../basics/name.ts';
import { normaliseText } from '../basics/normalise-text.ts';
import { communitiesAgree, estatesAgree } from './told-places.ts';
import type { ToldRoom } from './told-rooms.ts';

/** What of a clue is compared with another one. */
export interface ComparedClue {
  readonly summary: string;
  /** Names of the reported persons as written. */
  readonly persons: readonly string[];
  /** The rooms that the summary tells of. */
  readonly rooms: readonly ToldRoom[];
  readonly place: string;
  /** Code of the accused organisation or id of the accused department; null where none is named. */
  readonly office: string | null;
  readonly receivedOn: CalendarDate;
}

export interface Likeness {
  /** 0 to 1; the same both ways round. */
  readonly score: number;
  /** Likeness of the summaries alone, 0 to 1. */
  readonly text: number;
  readonly likely: boolean;
  /** What speaks for it, in the officer's words. */
  readonly reasons: readonly string[];
}

/** `subject` is whom or which room it is about. */
const WEIGHTS = { text: 0.5, subject: 0.3, office: 0.12, place: 0.03, time: 0.05 } as const;
const LIKELY_SCORE = 0.5;
const LIKELY_TEXT = 0.8;
const WORTH_NAMING_TEXT = 0.4;
/** A short text lies in many long ones: it says nothing below this many pairs of characters. */
const LEAST_CONTAINED_PAIRS = 12;
const CONTAINED_WEIGHT = 0.95;
const NEAR_DAYS = 90;

/** Written where nobody knows the name: two unknown persons are not the same one. */
const NOBODY = /^(?:不详|不明|未知|无|某某?|[\p{Script=Han}]某某?|佚名|工作人员|有关人员|相关人员)$/u;

export function isNamedPerson(name: string): boolean {
  const normal = normaliseName(name);
  return normal !== '' && !NOBODY.test(normal);
}

/** A key under which every spelling of a name lies that may be the same; null for nobody in particular. */
export function personKey(name: string): string | null {
  return isNamedPerson(name) ? normaliseName(name).replace(/[·\s]/g, '') : null;
}

/** How much two clues look like one report, and why. */
export function compareClues(a: ComparedClue, b: ComparedClue): Likeness {
  const text = textLikeness(a.summary, b.summary);
  const person = a.persons.some(
    (one) => isNamedPerson(one) && b.persons.some((other) => sameName(one, other)),
  );
  const office = a.office !== null && a.office === b.office;
  const place = normaliseText(a.place) !== '' && normaliseText(a.place) === normaliseText(b.place);
  const apart = Math.abs(daysBetween(a.receivedOn, b.receivedOn));
  const near = apart <= NEAR_DAYS;
  const room = sharedRoom(a, b, { office, place: place && near });
  const score =
    text * WEIGHTS.text +
    (person || room !== null ? WEIGHTS.subject : 0) +
    (office ? WEIGHTS.office : 0) +
    (place ? WEIGHTS.place : 0) +
    (near ? WEIGHTS.time * (1 - apart / (NEAR_DAYS + 1)) : 0);
  return {
    score,
    text,
    likely:
      score >= LIKELY_SCORE ||
      text >= LIKELY_TEXT ||
      room !== null ||
      (person && (office || (place && near))),
    reasons: [
      ...(person ? ['同一被反映人'] : []),
      ...(room === null ? [] : [`同一房屋：${room.label}`]),
      ...(office ? ['同一被反映单位'] : []),
      ...(text >= WORTH_NAMING_TEXT ? [`摘要相似 ${Math.round(text * 100)}%`] : []),
      ...(place ? ['同一地方'] : []),
      ...(near ? [apart === 0 ? '同日收到' : `相隔 ${apart} 天收到`] : []),
    ],
  };
}

/**
 * A room that both tell of. Every estate has a 5-2-301: either both name the one estate, or what else is told of the
 * place is the same and nothing of it is another one.
 */
function sharedRoom(
  a: ComparedClue,
  b: ComparedClue,
  same: { readonly office: boolean; readonly place: boolean },
): ToldRoom | null {
  const otherOffice = a.office !== null && b.office !== null && !same.office;
  const isShared = (one: ToldRoom, other: ToldRoom): boolean => {
    if (one.key !== other.key) return false;
    const estates = estatesAgree(one, other);
    if (estates !== 'unknown') return estates === 'same';
    const communities = communitiesAgree(one, other);
    return communities !== 'other' && !otherOffice && (communities === 'same' || same.office || same.place);
  };
  return a.rooms.find((one) => b.rooms.some((other) => isShared(one, other))) ?? null;
}

/** Sørensen–Dice of the pairs of neighbouring characters, or how far the shorter text lies in the longer. */
export function textLikeness(a: string, b: string): number {
  const left = pairsOf(a);
  const right = pairsOf(b);
  if (left.size === 0 || right.size === 0) return plain(a) !== '' && plain(a) === plain(b) ? 1 : 0;
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let common = 0;
  for (const pair of small) if (large.has(pair)) common += 1;
  const dice = (2 * common) / (left.size + right.size);
  const contained = small.size >= LEAST_CONTAINED_PAIRS ? (common / small.size) * CONTAINED_WEIGHT : 0;
  return Math.max(dice, contained);
}

/** One pair in four is kept as a key, chosen by its own hash: the same pair is kept in every text, or in none. */
const KEPT_OF = 4;

/**
 * Keys by which texts that have something in common are found in an index: whole numbers of 32 bits, ascending.
 * Texts that share many pairs share about the same part of their keys.
 */
export function textKeys(text: string): readonly number[] {
  const keys = new Set<number>();
  for (const pair of pairsOf(text)) {
    const hash = hashOf(pair);
    if ((hash >>> 0) % KEPT_OF === 0) keys.add(hash);
  }
  return [...keys].sort((a, b) => a - b);
}

/** Letters and digits alone: punctuation and spaces differ from one typist to the next. */
function plain(text: string): string {
  return normaliseText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...plain(text)];
  return new Set(characters.slice(1).map((character, n) => `${characters[n]}${character}`));
}

/** FNV-1a with a last mixing, as a signed whole number of 32 bits: what PostgreSQL calls integer. */
function hashOf(pair: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < pair.length; n++) hash = Math.imul(hash ^ pair.charCodeAt(n), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) | 0;
}
