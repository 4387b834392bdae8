/** Where a text says that a room lies, as far as it does. */
export interface ToldPlace {
  readonly estate: string | null;
  /** A part of the estate: A区, 二期. */
  readonly zone: string | null;
  readonly community: string | null;
}

/** How two places go together: of one estate, of two, or not told by both. */
export type PlaceAgreement = 'same' | 'other' | 'unknown';

const KIND = '小区|公寓|新村|新居|新城|[家花嘉佳雅乐锦馨景]园|苑';
/** A name ends in its kind; where it begins within a sentence, nobody can tell, so that names are compared from behind. */
const ESTATE = new RegExp(`[\\p{Script=Han}]{1,6}?(?:${KIND})(?:小区)?`, 'gu');
const COMMUNITY = /\p{Script=Han}{1,6}?社区/gu;
const ZONE = /(?<zone>[A-Za-z0-9一二三四五六七八九十东南西北]{1,3}[区期])[的内里]?$/u;
const NO_NAME =
  /(?:^|本|该|此|我们?|这个|那个|同一|一个|某个?|住宅|公租房|公共租赁住房|廉租房|保障房|保障性住房|安置)(?:小区|社区|新居|公寓)$/u;
const TRAILING_KIND = /(?<=.{2})小区$/u;
const ENDS_IN_KIND = new RegExp(`(?:${KIND}|社区)$`, 'u');
/** So many characters before its kind make a name. */
const LEAST_NAME = 2;

interface Mention {
  readonly name: string;
  readonly end: number;
  readonly known: boolean;
}

/** The place told for what begins at `at`: the last one named before it, or else the first one after. */
export function toldPlaceAt(text: string, at: number, estates: readonly string[]): ToldPlace {
  const before = text.slice(0, at);
  return {
    estate: nearest([...knownIn(text, estates), ...namedIn(text, ESTATE)], at),
    zone: ZONE.exec(before)?.groups?.zone?.toUpperCase() ?? null,
    community: nearest(namedIn(text, COMMUNITY), at),
  };
}

function knownIn(text: string, estates: readonly string[]): readonly Mention[] {
  return estates.flatMap((estate) => {
    const found: Mention[] = [];
    if (estate.length < LEAST_NAME) return found;
    for (let at = text.indexOf(estate); at >= 0; at = text.indexOf(estate, at + estate.length)) {
      const end = at + estate.length;
      found.push({ name: estate, end: text.startsWith('小区', end) ? end + 2 : end, known: true });
    }
    return found;
  });
}

const namedIn = (text: string, pattern: RegExp): readonly Mention[] =>
  [...text.matchAll(pattern)].flatMap(({ 0: name, index }) =>
    NO_NAME.test(name) ? [] : [{ name, end: index + name.length, known: false }],
  );

function nearest(mentions: readonly Mention[], at: number): string | null {
  const byEnd = mentions.toSorted(
    (a, b) => b.end - a.end || Number(b.known) - Number(a.known) || b.name.length - a.name.length,
  );
  const found = byEnd.find(({ end }) => end <= at) ?? byEnd.toReversed().find(({ end }) => end > at);
  return found?.name ?? null;
}

/** Whether both name one estate, or parts of it that are two. */
export function estatesAgree(a: ToldPlace, b: ToldPlace): PlaceAgreement {
  if (a.zone !== null && b.zone !== null && a.zone !== b.zone) return 'other';
  return namesAgree(a.estate, b.estate);
}

export const communitiesAgree = (a: ToldPlace, b: ToldPlace): PlaceAgreement =>
  namesAgree(a.community, b.community);

function namesAgree(one: string | null, other: string | null): PlaceAgreement {
  if (one === null || other === null) return 'unknown';
  const [a, b] = [one, other].map((name) => name.replace(TRAILING_KIND, '')) as [string, string];
  const kind = ENDS_IN_KIND.exec(a)?.[0].length ?? 0;
  const same = a.endsWith(b) || b.endsWith(a) || sharedEnd(a, b) >= kind + LEAST_NAME;
  return same ? 'same' : 'other';
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}
