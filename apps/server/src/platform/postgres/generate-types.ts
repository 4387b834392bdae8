import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startEmbedded } from './embedded.ts';
import { createDatabase, MIGRATIONS_TABLE, migrate } from './migrate.ts';
import { scratchFolder } from './scratch-folder.ts';

/** `npm run generate:db`: writes schema.gen.ts from a scratch database that ran every migration. */
const scratch = scratchFolder('types');
const server = await startEmbedded({ dataDir: join(scratch, 'data'), mode: 'serve', fast: true }).catch(
  (error: unknown) => {
    rmSync(scratch, { recursive: true, force: true });
    throw error;
  },
);
try {
  await createDatabase(server.connection('postgres'), 'anju');
  await migrate(server.connection('anju'));
  const { user, password, host, port } = server.connection('anju');
  const tool = join(
    dirname(createRequire(import.meta.url).resolve('kysely-codegen/package.json')),
    'dist/cli/bin.js',
  );
  const { status } = spawnSync(
    process.execPath,
    [
      tool,
      `--url=postgres://${user}:${password}@${host}:${port}/anju`,
      `--out-file=${join(import.meta.dirname, 'schema.gen.ts')}`,
      '--dialect=postgres',
      '--date-parser=string',
      '--type-mapping={"int8":"number"}',
      `--exclude-pattern=*.${MIGRATIONS_TABLE}`,
    ],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
