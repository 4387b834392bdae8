import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@anju/domain';
import { buildConsole, isConsoleStale } from '../apps/server/src/cli/build-console.ts';
import { hashPassword, insertUser } from '../apps/server/src/modules/access/index.ts';
import { generateRecords } from '../apps/server/src/modules/campaigns/testing/generate-records.ts';
import { openServer } from '../apps/server/src/open-server.ts';
import { type SettableClock, settableClock } from '../apps/server/src/platform/clock.ts';
import { readConfig } from '../apps/server/src/platform/config.ts';
import { inScope } from '../apps/server/src/platform/postgres/database.ts';
import { startEmbedded } from '../apps/server/src/platform/postgres/embedded.ts';
import { allowLogin } from '../apps/server/src/platform/postgres/host-database.ts';
import { createDatabase, migrate } from '../apps/server/src/platform/postgres/migrate.ts';
import { scratchFolder } from '../apps/server/src/platform/postgres/scratch-folder.ts';

export interface RecordsServer {
  readonly address: string;
  readonly password: string;
  /** The server's; whoever has signed in before a long leap must sign in again. */
  readonly clock: SettableClock;
  readonly stop: () => Promise<void>;
}

const PEOPLE: readonly { readonly username: string; readonly role: Role; readonly organisation: string }[] = [
  { username: 'jingban', role: 'county-officer', organisation: '652301' },
  { username: 'shenhe', role: 'reviewer', organisation: '652301' },
  { username: 'lingdao', role: 'leader', organisation: '652301' },
  { username: 'guanli', role: 'county-admin', organisation: '652301' },
  { username: 'jijian', role: 'inspector', organisation: '652301' },
  { username: 'fukang', role: 'county-officer', organisation: '652302' },
  { username: 'fukang-lingdao', role: 'leader', organisation: '652302' },
  { username: 'zhou-lingdao', role: 'leader', organisation: '6523' },
  { username: 'zhouji', role: 'prefecture-supervisor', organisation: '6523' },
];

/** The product over generated records of two campaigns, on 17 July 2026, with one person of each role that reports. */
export async function startRecordsServer(total: number): Promise<RecordsServer> {
  if (isConsoleStale()) await buildConsole();
  const scratch = scratchFolder('e2e-records');
  const cluster = await startEmbedded({ dataDir: join(scratch, 'data'), mode: 'serve', fast: true });
  const owner = cluster.connection('anju');
  await createDatabase(cluster.connection('postgres'), 'anju');
  await migrate(owner);
  const appPassword = randomBytes(16).toString('hex');
  await allowLogin(owner, appPassword);
  const clock = settableClock(new Date('2026-07-17T02:00:00Z'));
  const server = await openServer({
    config: { ...readConfig({ ANJU_DATA: join(scratch, 'files') }, []), logLevel: 'silent' },
    connection: { ...owner, user: 'anju_app', password: appPassword },
    applicationName: 'anju-e2e-records',
    clock,
    runJobs: false,
  });
  await generateRecords(server.deps, { total });
  const password = 'correct-horse-7';
  const passwordHash = await hashPassword(password);
  for (const { username, role, organisation } of PEOPLE) {
    const county = organisation.padEnd(6, '0');
    await inScope(server.deps.db, organisation, (tx) =>
      insertUser(tx, {
        county,
        id: server.deps.ids(),
        username,
        name: `测试${username}`,
        roles: [role],
        requestedRoles: [],
        requestedBy: null,
        organisation,
        departmentId: null,
        passwordHash,
        mustChangePassword: false,
        passwordExpiresAt: null,
        demonstration: true,
        at: server.deps.clock.now(),
      }),
    );
  }
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address,
    password,
    clock,
    stop: async () => {
      await server.close();
      await cluster.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
