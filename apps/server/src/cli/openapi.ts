import { rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { openServer } from '../open-server.ts';
import { readConfig } from '../platform/config.ts';
import { OIDC_CALLBACK } from '../platform/oidc-config.ts';
import { scratchFolder } from '../platform/postgres/scratch-folder.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE } from './command-io.ts';

export const USAGE = '用法：anju openapi [--out 文件.json]\n';

/** `anju openapi [--out FILE]`: the API's description, from the routes' own schemas; needs no database. */
export async function runOpenapi(argv: readonly string[], io: CommandIo): Promise<number> {
  const [flag, file, ...rest] = argv;
  if ((flag !== undefined && flag !== '--out') || (flag === '--out' && !file) || rest.length > 0) {
    io.stderr.write(USAGE);
    return BAD_ARGUMENTS;
  }
  const text = await describeApi();
  if (file === undefined) io.stdout.write(text);
  else writeFileSync(resolve(file), text);
  return DONE;
}

/** Routes that a county may leave out are described too. Nothing is asked of these addresses. */
const OPTIONAL_PARTS = {
  ANJU_OIDC_ISSUER: 'https://provider.invalid',
  ANJU_OIDC_CLIENT_ID: 'anju',
  ANJU_OIDC_CLIENT_SECRET: 'none',
  ANJU_OIDC_REDIRECT: `https://anju.invalid${OIDC_CALLBACK}`,
};

/** The OpenAPI 3.1 document as JSON text. */
export async function describeApi(): Promise<string> {
  const dataDir = scratchFolder('openapi');
  try {
    // Connections are opened at the first query, and there is none.
    const server = await openServer({
      config: readConfig({ ANJU_DATA: dataDir, ...OPTIONAL_PARTS }, []),
      connection: {},
      applicationName: 'anju-openapi',
      log: pino({ level: 'silent' }),
      runJobs: false,
    });
    const document = server.app.swagger();
    await server.close();
    return `${JSON.stringify(document, null, 2)}\n`;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
