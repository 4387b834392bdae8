import type { Household } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { digitsOf } from './id-sql.ts';
import { type KeyFilter, makeKeyFilter } from './key-filter.ts';
import type { PeopleIndex } from './people-index.ts';
import { loadUnits, UNIT_HASHES } from './unit-sql.ts';

const CREATE_LINKS =
  'create table w.links (slot integer, household integer, member integer, probable boolean)';

/** What is looked for, as the database needs it for a join; each is made when first asked for. */
export class SearchKeys {
  readonly #connection: DuckDBConnection;
  readonly #roster: readonly Household[];
  readonly #people: PeopleIndex;
  #links: Promise<unknown> | null = null;
  #peopleFilter: Promise<KeyFilter> | null = null;
  #unitFilter: Promise<KeyFilter> | null = null;

  constructor(connection: DuckDBConnection, roster: readonly Household[], people: PeopleIndex) {
    this.#connection = connection;
    this.#roster = roster;
    this.#people = people;
  }

  /** Fills w.people and its w.links, for joins in the database. */
  people(): Promise<KeyFilter> {
    this.#peopleFilter ??= this.#loadPeople();
    return this.#peopleFilter;
  }

  /** Fills w.units and its w.links. */
  units(): Promise<KeyFilter> {
    this.#unitFilter ??= this.#loadUnits();
    return this.#unitFilter;
  }

  async #loadPeople(): Promise<KeyFilter> {
    await this.#createLinks();
    await this.#people.load(this.#connection);
    const numbers = `select ${digitsOf('key')} from w.people`;
    return makeKeyFilter(this.#connection, 'anju_people', numbers, this.#people.count);
  }

  async #loadUnits(): Promise<KeyFilter> {
    await this.#createLinks();
    await loadUnits(this.#connection, this.#roster);
    return makeKeyFilter(this.#connection, 'anju_units', UNIT_HASHES, this.#roster.length);
  }

  #createLinks(): Promise<unknown> {
    this.#links ??= this.#connection.run(CREATE_LINKS);
    return this.#links;
  }
}
