import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

export interface Department {
  readonly id: string;
  readonly name: string;
  /** What it has to do in the joint check, in the bureau's words. */
  readonly duties: string;
  /** Kinds of the registers it supplies. */
  readonly registers: readonly string[];
  readonly active: boolean;
}

/** Those of every county that the transaction sees. */
export async function listDepartmentsInScope(
  tx: Tx,
): Promise<readonly (Department & { readonly county: string })[]> {
  return await tx
    .selectFrom('departments')
    .select(['county', 'id', 'name', 'duties', 'registers', 'active'])
    .orderBy('county')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function listDepartments(tx: Tx, county: string): Promise<readonly Department[]> {
  return await tx
    .selectFrom('departments')
    .select(['id', 'name', 'duties', 'registers', 'active'])
    .where('county', '=', county)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** False when the county has a department of that name. */
export async function insertDepartment(
  tx: Tx,
  county: string,
  department: Department,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('departments')
    .values({ county, ...department, registers: [...department.registers], created_at: at })
    .onConflict((on) => on.columns(['county', 'name']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export type DepartmentChange = {
  readonly [Key in Exclude<keyof Department, 'id'>]?: Department[Key] | undefined;
};

/** Null when there is no such department in the county. */
export async function updateDepartment(
  tx: Tx,
  county: string,
  id: string,
  change: DepartmentChange,
): Promise<Department | null> {
  const row = await tx
    .updateTable('departments')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.duties === undefined ? {} : { duties: change.duties }),
      ...(change.registers === undefined ? {} : { registers: [...change.registers] }),
      ...(change.active === undefined ? {} : { active: change.active }),
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .returning(['id', 'name', 'duties', 'registers', 'active'])
    .executeTakeFirst();
  return row ?? null;
}

export async function isDepartmentNameTaken(
  tx: Tx,
  county: string,
  name: string,
  except: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('departments')
    .select('id')
    .where('county', '=', county)
    .where('name', '=', name)
    .where('id', '!=', except)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Makes one department the supplier of a register, and no other of the county. False when there is no such department
 * in use.
 */
export async function giveRegister(
  tx: Tx,
  { county, departmentId, kind }: { county: string; departmentId: string; kind: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM departments WHERE county = ${county} AND id = ${departmentId}::uuid AND active
    FOR UPDATE`.execute(tx);
  if (rows.length === 0) return false;
  await sql`
    UPDATE departments SET registers = CASE
      WHEN id = ${departmentId}::uuid THEN array_append(array_remove(registers, ${kind}), ${kind})
      ELSE array_remove(registers, ${kind}) END
    WHERE county = ${county} AND (id = ${departmentId}::uuid OR ${kind} = ANY (registers))`.execute(tx);
  return true;
}

export async function findDepartment(tx: Tx, county: string, id: string): Promise<Department | null> {
  const row = await tx
    .selectFrom('departments')
    .select(['id', 'name', 'duties', 'registers', 'active'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
