import { isCountyOrPrefecture } from '@anju/domain';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import { changeScope } from '../../platform/postgres/database.ts';
import { conflict } from '../../platform/problem.ts';
import {
  addDepartments,
  insertOrganisation,
  insertTenant,
  isAnyTenant,
  isDemonstration,
  REGION_NAME,
} from '../organisations/index.ts';
import { NO_COUNTY } from './first-administrator.ts';
import { moveUser } from './user-store.ts';

const SETUP = z.object({
  county: z.string().refine(isCountyOrPrefecture, { error: '没有这个行政区划代码，应为六位，请核对' }),
  countyName: REGION_NAME,
  bureauName: z.string().trim().min(2).max(60),
});

const SETUP_STATE = z.object({
  needed: z.boolean(),
  demonstration: z.boolean(),
  // What the sign-in page must know before anybody is signed in; absent where no unified identity is configured.
  oidc: z.object({ label: z.string() }).optional(),
});

/** The first page of a real database: which county this is. Done once. */
export function addSetupRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/setup',
    {
      config: { action: 'public' },
      schema: { response: { 200: SETUP_STATE } },
    },
    async () =>
      await deps.db.transaction().execute(async (tx) => ({
        needed: !(await isAnyTenant(tx)),
        demonstration: await isDemonstration(tx),
        ...(deps.config.oidc ? { oidc: { label: deps.config.oidc.label } } : {}),
      })),
  );

  app.post(
    '/api/setup',
    { config: { action: 'setup.complete' }, schema: { body: SETUP, response: { 204: z.null() } } },
    async (request, reply) => {
      await setUp(deps, request.actor, request.body);
      return reply.code(204).send(null);
    },
  );
}

/** Makes the county with its departments and moves the administrator into it, in one transaction. */
async function setUp(
  deps: Deps,
  actor: Actor,
  { county, countyName, bureauName }: z.infer<typeof SETUP>,
): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    if (actor.county !== NO_COUNTY || (await isAnyTenant(tx)))
      throw conflict('already-set-up', '首次设置已经完成，不能重复。名称请在“机构用户”中修改。');
    await changeScope(tx, county);
    await insertTenant(tx, { county, name: countyName, bureau: bureauName, demonstration: false }, at);
    // A prefecture's code ends in 00: its own organisation stands above the counties'.
    const code = county.endsWith('00') ? county.slice(0, 4) : county;
    const level = code.length === 4 ? 'prefecture' : 'county';
    const parent = code.length === 4 ? null : county.slice(0, 4);
    await insertOrganisation(tx, { county, code, name: bureauName, level, kind: 'government', parent }, at);
    await addDepartments(deps, tx, county);
    await moveUser(tx, actor, { county, organisation: code });
    await recordEvent(tx, {
      county,
      actor,
      act: 'setup.complete',
      subject: { type: 'county', id: county },
      payload: { county },
      at,
    });
  });
}
