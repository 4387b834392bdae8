import { type Household, isOneEditApart, type Member, normaliseName, sameName } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { validNeighbours } from './valid-neighbours.ts';

/** A member by position: `roster[household].members[member]`. */
export interface Link {
  readonly household: number;
  readonly member: number;
  readonly probable: boolean;
}

/**
 * The small side of every join: who is looked for. A key is an 18-character number; several members may share one
 * (the same person in two households). MOD 11-2 finds every single slip, so two valid numbers are never one edit
 * apart: a likely match has a wrong number on one side. For wrong numbers of the roster their valid neighbours are
 * keys too; wrong numbers of a register are looked up here by name.
 */
export class PeopleIndex {
  readonly #roster: readonly Household[];
  readonly #slots = new Map<string, number>();
  readonly #links: Link[][] = [];
  readonly #later: Link[] = [];
  #byName: Map<string, Link[]> | null = null;

  constructor(roster: readonly Household[]) {
    this.#roster = roster;
    this.#eachMember(({ idNumber, idStatus }, link) => {
      this.#add(idNumber, link);
      if (idStatus === 'invalid')
        for (const id of validNeighbours(idNumber)) this.#add(id, { ...link, probable: true });
    });
  }

  get keyCount(): number {
    return this.#slots.size;
  }

  memberOf(link: Pick<Link, 'household' | 'member'>): Member | undefined {
    return this.#roster[link.household]?.members[link.member];
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** Members of that name whose number is one edit away from a wrong one of 18 characters. */
  likely(id: string, name: string | null): readonly Link[] {
    if (name === null || name === '' || id.length !== 18) return [];
    this.#byName ??= this.#indexNames();
    const named = this.#byName.get(nameKey(name)) ?? [];
    return named.filter((link) => {
      const member = this.memberOf(link);
      return member !== undefined && isOneEditApart(member.idNumber, id) && sameName(member.name, name);
    });
  }

  /** Fills w.people (key, slot) and w.links (slot, household, member, probable). */
  async load(connection: DuckDBConnection): Promise<void> {
    await connection.run('create table w.people (key varchar, slot integer)');
    await connection.run(
      'create table w.links (slot integer, household integer, member integer, probable boolean)',
    );
    const people = await connection.createAppender('people', 'main', 'w');
    for (const [key, slot] of this.#slots) {
      people.appendVarchar(key);
      people.appendInteger(slot);
      people.endRow();
    }
    people.closeSync();
    const slots = this.#links.flatMap((list, slot) => list.map(() => slot));
    await appendLinks(connection, this.#links.flat(), (at) => slots[at] ?? 0);
  }

  /** A slot of its own for a likely match that no key leads to; `loadLikely` adds its link to w.links. */
  addLikely(link: Link): number {
    const likely = { ...link, probable: true };
    this.#later.push(likely);
    return this.#links.push([likely]) - 1;
  }

  /** To be called once all registers are matched. */
  async loadLikely(connection: DuckDBConnection): Promise<void> {
    const first = this.#links.length - this.#later.length;
    await appendLinks(connection, this.#later, (at) => first + at);
  }

  #add(id: string, link: Link): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) this.#slots.set(id, this.#links.push([link]) - 1);
    else this.#links[slot]?.push(link);
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

  #eachMember(visit: (member: Member, link: Link) => void): void {
    this.#roster.forEach(({ members }, household) => {
      members.forEach((member, at) => {
        visit(member, { household, member: at, probable: false });
      });
    });
  }
}

async function appendLinks(
  connection: DuckDBConnection,
  links: readonly Link[],
  slotAt: (at: number) => number,
): Promise<void> {
  const rows = await connection.createAppender('links', 'main', 'w');
  for (const [at, { household, member, probable }] of links.entries()) {
    rows.appendInteger(slotAt(at));
    rows.appendInteger(household);
    rows.appendInteger(member);
    rows.appendBoolean(probable);
    rows.endRow();
  }
  rows.closeSync();
}

/** Names that could be the same share it: separators left out, because registers often can't store them. */
const nameKey = (name: string): string => normaliseName(name).replace(/[·\s]/g, '');
