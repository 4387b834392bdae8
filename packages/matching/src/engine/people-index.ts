import {
  type Household,
  isOneEditApart,
  type Member,
  type NumberedMember,
  normaliseName,
  sameName,
} from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { validNeighbours } from './valid-neighbours.ts';

/** A member by position: `roster[household].members[member]`. */
export interface Link {
  readonly household: number;
  readonly member: number;
  readonly probable: boolean;
}

const NO_LINKS: readonly Link[] = [];

/**
 * The small side of every join: who is looked for. A key is an 18-character number; several members may share one
 * (the same person in two households). MOD 11-2 finds every single slip, so two valid numbers are never one edit
 * apart: a likely match has a wrong number on one side. For wrong numbers of the roster their valid neighbours are
 * keys too; wrong numbers of a register are looked up here by name.
 */
export class PeopleIndex {
  readonly #roster: readonly Household[];
  readonly #links = new Map<string, Link | Link[]>();
  #byName: Map<string, Link[]> | null = null;

  constructor(roster: readonly Household[]) {
    this.#roster = roster;
    this.#eachMember(({ idNumber, idStatus }, link) => {
      this.#add(idNumber, link);
      if (idStatus === 'invalid')
        for (const id of validNeighbours(idNumber)) this.#add(id, { ...link, probable: true });
    });
  }

  /** The numbers looked for. */
  get numbers(): Iterable<string> {
    return this.#links.keys();
  }

  get numberCount(): number {
    return this.#links.size;
  }

  memberOf(link: Pick<Link, 'household' | 'member'>): Member | undefined {
    return this.#roster[link.household]?.members[link.member];
  }

  /** Whose number it is; nobody's: none. */
  linksOf(id: string): readonly Link[] {
    const links = this.#links.get(id);
    return links === undefined ? NO_LINKS : listOf(links);
  }

  /** Members of that name whose number is one edit away from a wrong one of 18 characters. */
  likely(id: string, name: string | null): readonly Link[] {
    if (name === null || name === '' || id.length !== 18) return [];
    this.#byName ??= this.#indexNames();
    const named = this.#byName.get(nameKey(name)) ?? [];
    const likely = named.filter((link) => {
      const member = this.memberOf(link);
      return (
        member !== undefined &&
        member.idNumber !== null &&
        isOneEditApart(member.idNumber, id) &&
        sameName(member.name, name)
      );
    });
    return likely.map((link) => ({ ...link, probable: true }));
  }

  /** Fills w.people (key, slot) and adds to w.links, for a join in the database. */
  async load(connection: DuckDBConnection): Promise<void> {
    await connection.run('create table w.people (key varchar, slot integer)');
    const people = await connection.createAppender('people', 'main', 'w');
    const links = await connection.createAppender('links', 'main', 'w');
    let slot = 0;
    for (const [key, found] of this.#links) {
      people.appendVarchar(key);
      people.appendInteger(slot);
      people.endRow();
      for (const { household, member, probable } of listOf(found)) {
        links.appendInteger(slot);
        links.appendInteger(household);
        links.appendInteger(member);
        links.appendBoolean(probable);
        links.endRow();
      }
      slot += 1;
    }
    people.closeSync();
    links.closeSync();
  }

  #add(id: string, link: Link): void {
    const before = this.#links.get(id);
    // Nearly every number leads to one member: a list for each would be most of the index.
    if (before === undefined) this.#links.set(id, link);
    else if (Array.isArray(before)) before.push(link);
    else this.#links.set(id, [before, link]);
  }

  #indexNames(): Map<string, Link[]> {
    const byName = new Map<string, Link[]>();
    this.#eachMember(({ name }, link) => {
      const key = nameKey(name);
      const list = byName.get(key);
      if (list === undefined) byName.set(key, [link]);
      else list.push(link);
    });
    return byName;
  }

  /** Of those who can be looked for. */
  #eachMember(visit: (member: NumberedMember, link: Link) => void): void {
    this.#roster.forEach(({ members }, household) => {
      members.forEach((member, at) => {
        if (member.idStatus !== 'missing') visit(member, { household, member: at, probable: false });
      });
    });
  }
}

const listOf = (links: Link | Link[]): readonly Link[] => (Array.isArray(links) ? links : [links]);

/** Names that could be the same share it: separators left out, because registers often can't store them. */
const nameKey = (name: string): string => normaliseName(name).replace(/[·\s]/g, '');
