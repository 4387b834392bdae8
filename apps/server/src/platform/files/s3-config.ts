import { ConfigError } from '../config-error.ts';
import type { S3Config } from './s3-client.ts';

const NAMES = [
  'ANJU_S3_ENDPOINT',
  'ANJU_S3_BUCKET',
  'ANJU_S3_REGION',
  'ANJU_S3_ACCESS_KEY',
  'ANJU_S3_SECRET_KEY',
] as const;

/** The bucket that files are kept in, or null where none is named. Throws ConfigError for half of it. */
export function readS3Config(env: NodeJS.ProcessEnv): S3Config | null {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === NAMES.length) return null;
  if (missing.length > 0)
    throw new ConfigError(
      `使用 S3 存储要同时设置 ${NAMES.join('、')}，还缺少：${missing.join('、')}。不用 S3 存储则全部删去。`,
    );
  const [endpoint = '', bucket = '', region = '', accessKey = '', secretKey = ''] = NAMES.map(
    (name) => env[name],
  );
  if (!isEndpoint(endpoint))
    throw new ConfigError(
      `ANJU_S3_ENDPOINT 应为 http 或 https 地址，只含主机和端口，如 http://minio.example:9000：${shown(endpoint)}`,
    );
  // Also what keeps the bucket one step of a path.
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) || bucket.includes('..'))
    throw new ConfigError(`ANJU_S3_BUCKET 应为 3 到 63 位的小写字母、数字、点或连字符：${bucket}`);
  if (!/^[A-Za-z0-9-]{1,64}$/.test(region))
    throw new ConfigError(`ANJU_S3_REGION 应为字母、数字或连字符，如 us-east-1：${region}`);
  return { endpoint, bucket, region, accessKey, secretKey };
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === '/' && !search && !hash && !username && !password;
}

/** Without a password that somebody put into the address. */
const shown = (endpoint: string) => endpoint.replace(/\/\/[^/]*@/, '//***@');
