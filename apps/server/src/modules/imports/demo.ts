import { createReadStream } from 'node:fs';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { withDemonstrationCounty } from './demo-county.ts';
import { confirmImport, ROSTER_BYTES, startImport } from './start-import.ts';

/** The demonstration county's roster, through the same steps as an officer's. */
export async function importDemonstrationRoster(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { county } = demonstration;
  const actor = demonstration.actor('county-officer');
  await withDemonstrationCounty(deps, demonstration, { only: [] }, async ({ roster }) => {
    const file = await deps.files.put(createReadStream(roster), { maxBytes: ROSTER_BYTES });
    const upload = { file, fileName: '公租房花名册.xlsx', fields: {} };
    const { id, jobId } = await inScope(deps.db, county, (tx) => startImport({ tx, deps, actor }, upload));
    await demonstration.jobDone(county, jobId);
    const loading = await inScope(deps.db, county, (tx) => confirmImport({ tx, deps, actor }, id, true));
    await demonstration.jobDone(county, loading);
  });
}
