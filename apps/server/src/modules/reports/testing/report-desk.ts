import type { ReportForm } from '@anju/domain';
import { inScope } from '../../../platform/postgres/database.ts';
import type { Person, TestApp } from '../../../platform/testing/index.ts';
import { openDueReports } from '../due/due-reports.ts';
import { listReports } from '../report-store.ts';

/** Opens what is due and gives the id of one county's report. */
export async function reportOf(
  test: TestApp,
  county: string,
  form: ReportForm,
  period: string,
): Promise<string> {
  return await inScope(test.db, '6523', async (tx) => {
    await openDueReports(tx, test.deps, '6523');
    const found = (await listReports(tx, { scope: county, form, period }))[0];
    if (found === undefined) throw new Error(`${county} has no ${form} of ${period}`);
    return found.id;
  });
}

/** An act on a report as a person sees it now. */
export async function actOn(person: Person, id: string, path: string, body: object = {}) {
  const { version } = (await person.inject('GET', `/api/reports/${id}`)).json();
  return await person.inject('POST', `/api/reports/${id}/${path}`, { version, ...body });
}

/** Explains every fault that is open, as the officer would one by one. */
export async function explainAll(person: Person, id: string): Promise<number> {
  const { faults } = (await person.inject('GET', `/api/reports/${id}`)).json();
  for (const fault of faults) {
    if (fault.explanation !== null) continue;
    await actOn(person, id, 'explanations', { key: fault.key, reason: '已核对，情况属实' });
  }
  return faults.length;
}
