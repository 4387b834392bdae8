import { type Household, isOneEditApart, type Member, normaliseName, sameName } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { firstGeneration } from './first-generation.ts';
import { areAlike, outlineOf } from './number-outline.ts';
import { addKey, addNumber, emptyKeySet, findKey, type KeySet } from './sift/key-set.mjs';
import { eachNeighbourOf15, type VisitNumber, validNeighbours } from './valid-neighbours.ts';

/** A member by position: `roster[household].members[member]`. */
export interface Link {
  readonly household: number;
  readonly member: number;
  readonly probable: boolean;
}

const NO_LINKS: readonly Link[] = [];
const NONE = -1;

/**
 * The small side of every join: who is looked for. A key is an 18-character number; several members may share one
 * (the same person in two households). MOD 11-2 finds every single slip, so two valid numbers are never one edit
 * apart: a likely match has a wrong number on one side, or one of 15 digits, which has no check character. For such
 * numbers of the roster their valid neighbours are keys too; those of a register are looked up here by name.
 * Numbers in arrays, not objects in a map: for a million people that is a fifth of the memory and of the time.
 */
export class PeopleIndex {
  readonly #roster: readonly Household[];
  /** The numbers looked for, in memory that threads share. */
  readonly keys: KeySet;
  /** The first link of each place of `keys`; the others follow by `#next`. */
  readonly #first: Int32Array;
  readonly #household: Int32Array;
  /** The member's position, above seven bits of the number's last character and one that says probable. */
  readonly #member: Int32Array;
  readonly #next: Int32Array;
  #count = 0;
  #named: NamedLinks | null = null;

  constructor(roster: readonly Household[]) {
    this.#roster = roster;
    let count = 0;
    const one = () => {
      count += 1;
    };
    eachNumber(roster, one, one);
    this.keys = emptyKeySet(count);
    this.#first = new Int32Array(this.keys.high.length).fill(NONE);
    this.#household = new Int32Array(count);
    this.#member = new Int32Array(count);
    this.#next = new Int32Array(count).fill(NONE);
    eachNumber(
      roster,
      (link, id) => {
        const place = addKey(this.keys, id);
        if (place !== NONE) this.#add(place, link, id.charCodeAt(17));
      },
      (link, high, low, last) => this.#add(addNumber(this.keys, high, low), link, last),
    );
  }

  /** Links between numbers and members. */
  get count(): number {
    return this.#count;
  }

  memberOf(link: Pick<Link, 'household' | 'member'>): Member | undefined {
    return this.#roster[link.household]?.members[link.member];
  }

  /** Whose number it is; nobody's: none. */
  linksOf(id: string): readonly Link[] {
    const place = findKey(this.keys, id);
    if (place === NONE) return NO_LINKS;
    const links: Link[] = [];
    // A place stands for seventeen digits: the last character may still differ.
    const last = id.charCodeAt(17);
    for (let at = this.#first[place] ?? NONE; at !== NONE; at = this.#next[at] ?? NONE)
      if ((((this.#member[at] ?? 0) >> 1) & 0x7f) === last) links.push(this.#linkAt(at));
    return links;
  }

  /**
   * Members of that name whose number is one edit away: from a wrong one of 18 characters, or from one of 15 digits,
   * which can't be seen to be wrong.
   */
  likely(id: string, name: string | null): readonly Link[] {
    if (name === null || name === '' || (id.length !== 18 && id.length !== 15)) return NO_LINKS;
    this.#named ??= this.#indexNames();
    const { first, next, outlines } = this.#named;
    const outline = outlineOf(id);
    const likely: Link[] = [];
    for (let at = first.get(nameKey(name)) ?? NONE; at !== NONE; at = next[at] ?? NONE) {
      if (!areAlike(outlines[at] ?? 0, outline)) continue;
      const link = this.#linkAt(at);
      const member = this.memberOf(link);
      if (member?.idNumber == null) continue;
      const own = id.length === 15 ? firstGeneration(member.idNumber) : member.idNumber;
      if (isOneEditApart(own, id) && sameName(member.name, name)) likely.push({ ...link, probable: true });
    }
    return likely;
  }

  /** Fills w.people (key, slot) and adds to w.links, for a join in the database. */
  async load(connection: DuckDBConnection): Promise<void> {
    await connection.run('create table w.people (key varchar, slot integer)');
    const people = await connection.createAppender('people', 'main', 'w');
    const links = await connection.createAppender('links', 'main', 'w');
    let slot = 0;
    const add = ({ household, member, probable }: Link, id: string) => {
      people.appendVarchar(id);
      people.appendInteger(slot);
      people.endRow();
      links.appendInteger(slot);
      links.appendInteger(household);
      links.appendInteger(member);
      links.appendBoolean(probable);
      links.endRow();
      slot += 1;
    };
    eachNumber(this.#roster, add, (link, high, low, last) => add(link, textOf(high, low, last)));
    people.closeSync();
    links.closeSync();
  }

  #add(place: number, { household, member, probable }: Link, last: number): void {
    const at = this.#count;
    this.#count += 1;
    this.#household[at] = household;
    this.#member[at] = (member << 8) | (last << 1) | (probable ? 1 : 0);
    this.#next[at] = this.#first[place] ?? NONE;
    this.#first[place] = at;
  }

  #linkAt(at: number): Link {
    const packed = this.#member[at] ?? 0;
    return { household: this.#household[at] ?? 0, member: packed >> 8, probable: packed % 2 === 1 };
  }

  #indexNames(): NamedLinks {
    const first = new Map<string, number>();
    const next = new Int32Array(this.#count).fill(NONE);
    const outlines = new Int32Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      const link = this.#linkAt(at);
      const member = link.probable ? undefined : this.memberOf(link);
      if (member?.idNumber == null) continue;
      outlines[at] = outlineOf(member.idNumber);
      const key = nameKey(member.name);
      next[at] = first.get(key) ?? NONE;
      first.set(key, at);
    }
    return { first, next, outlines };
  }
}

/** Members' own links by name, as `#first` and `#next` hold them by number. */
interface NamedLinks {
  readonly first: ReadonlyMap<string, number>;
  readonly next: Int32Array;
  /** The outline of each one's number. */
  readonly outlines: Int32Array;
}

/** Every number looked for: the members' own, the valid neighbours of wrong ones, and those of 15 digits as numbers. */
function eachNumber(
  roster: readonly Household[],
  visit: (link: Link, id: string) => void,
  visitNumber: (link: Link, ...number: Parameters<VisitNumber>) => void,
): void {
  for (const [household, { members }] of roster.entries())
    for (const [at, member] of members.entries()) {
      if (member.idNumber === null) continue;
      visit({ household, member: at, probable: false }, member.idNumber);
      const probable = { household, member: at, probable: true };
      if (member.from15 === true)
        eachNeighbourOf15(member.idNumber, (high, low, last) => visitNumber(probable, high, low, last));
      else if (member.idStatus === 'invalid')
        for (const id of validNeighbours(member.idNumber)) visit(probable, id);
    }
}

const textOf = (high: number, low: number, last: number): string =>
  `${high}`.padStart(9, '0') + `${low}`.padStart(8, '0') + String.fromCharCode(last);

const PLAIN_HAN = /^[\u4E00-\u9FFF]{2,4}$/;

/** Names that could be the same share it: separators left out, because registers often can't store them. */
const nameKey = (name: string): string =>
  PLAIN_HAN.test(name) ? name : normaliseName(name).replace(/[·\s]/g, '');
