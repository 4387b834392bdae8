import { type Household, isOneEditApart, type Member, normaliseName, sameName } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { addKey, emptyKeySet, findKey, type KeySet } from './sift/key-set.mjs';
import { validNeighbours } from './valid-neighbours.ts';

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
 * apart: a likely match has a wrong number on one side. For wrong numbers of the roster their valid neighbours are
 * keys too; wrong numbers of a register are looked up here by name.
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
    eachNumber(roster, () => {
      count += 1;
    });
    this.keys = emptyKeySet(count);
    this.#first = new Int32Array(this.keys.high.length).fill(NONE);
    this.#household = new Int32Array(count);
    this.#member = new Int32Array(count);
    this.#next = new Int32Array(count).fill(NONE);
    eachNumber(roster, (id, household, member, probable) => {
      const place = addKey(this.keys, id);
      if (place !== NONE) this.#add(place, { household, member, probable }, id.charCodeAt(17));
    });
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

  /** Members of that name whose number is one edit away from a wrong one of 18 characters. */
  likely(id: string, name: string | null): readonly Link[] {
    if (name === null || name === '' || id.length !== 18) return NO_LINKS;
    this.#named ??= this.#indexNames();
    const { first, next } = this.#named;
    const likely: Link[] = [];
    for (let at = first.get(nameKey(name)) ?? NONE; at !== NONE; at = next[at] ?? NONE) {
      const link = this.#linkAt(at);
      const member = this.memberOf(link);
      if (member?.idNumber == null) continue;
      if (isOneEditApart(member.idNumber, id) && sameName(member.name, name))
        likely.push({ ...link, probable: true });
    }
    return likely;
  }

  /** Fills w.people (key, slot) and adds to w.links, for a join in the database. */
  async load(connection: DuckDBConnection): Promise<void> {
    await connection.run('create table w.people (key varchar, slot integer)');
    const people = await connection.createAppender('people', 'main', 'w');
    const links = await connection.createAppender('links', 'main', 'w');
    let slot = 0;
    eachNumber(this.#roster, (id, household, member, probable) => {
      people.appendVarchar(id);
      people.appendInteger(slot);
      people.endRow();
      links.appendInteger(slot);
      links.appendInteger(household);
      links.appendInteger(member);
      links.appendBoolean(probable);
      links.endRow();
      slot += 1;
    });
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
    for (let at = 0; at < this.#count; at++) {
      const link = this.#linkAt(at);
      const member = link.probable ? undefined : this.memberOf(link);
      if (member === undefined) continue;
      const key = nameKey(member.name);
      next[at] = first.get(key) ?? NONE;
      first.set(key, at);
    }
    return { first, next };
  }
}

/** Members' own links by name, as `#first` and `#next` hold them by number. */
interface NamedLinks {
  readonly first: ReadonlyMap<string, number>;
  readonly next: Int32Array;
}

/** Every number looked for: the members' own, and the valid neighbours of wrong ones. */
function eachNumber(
  roster: readonly Household[],
  visit: (id: string, household: number, member: number, probable: boolean) => void,
): void {
  for (const [household, { members }] of roster.entries())
    for (const [at, { idNumber, idStatus }] of members.entries()) {
      if (idNumber === null) continue;
      visit(idNumber, household, at, false);
      if (idStatus === 'invalid') for (const id of validNeighbours(idNumber)) visit(id, household, at, true);
    }
}

const PLAIN_HAN = /^[\u4E00-\u9FFF]{2,4}$/;

/** Names that could be the same share it: separators left out, because registers often can't store them. */
const nameKey = (name: string): string =>
  PLAIN_HAN.test(name) ? name : normaliseName(name).replace(/[·\s]/g, '');
