import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config-error.ts';
import type { S3Config } from './files/s3-client.ts';
import { readS3Config } from './files/s3-config.ts';
import { type OidcConfig, readOidc } from './oidc-config.ts';

export { ConfigError } from './config-error.ts';

/** The folder the checkout stands in. */
export const PROJECT_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
export const MIGRATIONS = join(PROJECT_ROOT, 'apps/server/migrations');
export const CONSOLE_DIST = join(PROJECT_ROOT, 'apps/console/dist');

export interface Config {
  /** Absolute. Holds the embedded database, the keys and the files. */
  readonly dataDir: string;
  /** True when nobody named the folder, so that another may be taken when it can't be used. */
  readonly dataDirIsDefault: boolean;
  readonly host: string;
  readonly port: number;
  /** Another PostgreSQL instead of the embedded one; its user owns the tables. */
  readonly databaseUrl: string | null;
  /** Fill a new embedded database with a demonstration county. */
  readonly demo: boolean;
  /** Believe X-Forwarded-For and -Proto: only behind a proxy that sets them. */
  readonly trustProxy: boolean;
  /** Who asks for /api/metrics from another machine must send this. */
  readonly metricsToken: string | null;
  /** Where notices are also sent (an SMS gateway, an office messenger), and the key they are signed with. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** The government's unified identity, besides passwords; null where there is none. */
  readonly oidc: OidcConfig | null;
  /** Keep files in a bucket; null keeps them below `dataDir`. */
  readonly s3: S3Config | null;
  readonly logLevel: string;
}

const FLAGS: ReadonlySet<string> = new Set(['--data', '--port', '--host']);

/**
 * The configuration from the environment (ANJU_DATA, ANJU_HOST, ANJU_PORT, DATABASE_URL, ANJU_TRUST_PROXY,
 * ANJU_METRICS_TOKEN, ANJU_WEBHOOK_URL, ANJU_WEBHOOK_SECRET, ANJU_OIDC_…, ANJU_LOG_LEVEL; all or none of
 * ANJU_S3_ENDPOINT, ANJU_S3_BUCKET, ANJU_S3_REGION, ANJU_S3_ACCESS_KEY, ANJU_S3_SECRET_KEY) and the
 * command line (--data DIR --port N --host H --empty), which wins.
 * Throws ConfigError, in Chinese, for an argument that is not known or has no good value.
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  const options = readOptions(argv);
  const dataDir = options.get('--data') ?? env.ANJU_DATA;
  return {
    dataDir: dataDir ? absolute(dataDir) : join(PROJECT_ROOT, 'data'),
    dataDirIsDefault: !dataDir,
    host: options.get('--host') ?? env.ANJU_HOST ?? '127.0.0.1',
    port: readPort(options.get('--port') ?? env.ANJU_PORT ?? '8080'),
    databaseUrl: env.DATABASE_URL || null,
    demo: !options.has('--empty'),
    trustProxy: env.ANJU_TRUST_PROXY === '1',
    metricsToken: env.ANJU_METRICS_TOKEN || null,
    webhook: readWebhook(env),
    oidc: readOidc(env),
    s3: readS3Config(env),
    logLevel: env.ANJU_LOG_LEVEL ?? 'warn',
  };
}

function readOptions(argv: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (let i = 0; i < argv.length; i++) {
    const [name = '', inline] = (argv[i] ?? '').split(/=(.*)/s, 2);
    if (name === '--empty') options.set(name, '');
    else if (FLAGS.has(name)) {
      const value = inline ?? argv[++i];
      if (!value) throw new ConfigError(`参数 ${name} 后面缺少值。`);
      options.set(name, value);
    } else throw new ConfigError(`不认识的参数：${name}。可用：--empty --data 目录 --port 端口 --host 地址`);
  }
  return options;
}

function readWebhook(env: NodeJS.ProcessEnv): Config['webhook'] {
  const url = env.ANJU_WEBHOOK_URL;
  if (!url) return null;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigError(`ANJU_WEBHOOK_URL 应为 http 或 https 地址：${url}`);
  }
  if (!env.ANJU_WEBHOOK_SECRET)
    throw new ConfigError('设置了 ANJU_WEBHOOK_URL，还要设置 ANJU_WEBHOOK_SECRET（签名密钥）。');
  return { url, secret: env.ANJU_WEBHOOK_SECRET };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new ConfigError(`端口应为 0 到 65535 的整数：${text}`);
  return port;
}

const absolute = (path: string) => (isAbsolute(path) ? path : resolve(process.cwd(), path));
