import type { Deps } from '../../platform/deps.ts';
import { DEPARTMENT_DUTIES } from './department-duties.ts';
import { insertDepartment } from './department-store.ts';

/** Gives a county the departments of the duty list to start from. */
export async function addDepartments(
  deps: Deps,
  tx: Parameters<typeof insertDepartment>[0],
  county: string,
): Promise<void> {
  for (const duty of DEPARTMENT_DUTIES)
    await insertDepartment(tx, county, { ...duty, id: deps.ids(), active: true }, deps.clock.now());
}
