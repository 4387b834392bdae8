import { expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { ConfigError } from '../config-error.ts';

const WHOLE = {
  ANJU_S3_ENDPOINT: 'http://minio.example:9000',
  ANJU_S3_BUCKET: 'anju-files',
  ANJU_S3_REGION: 'us-east-1',
  ANJU_S3_ACCESS_KEY: 'key',
  ANJU_S3_SECRET_KEY: 'secret',
};

it('keeps files on this disk when nothing is set', () => {
  expect(readConfig({}, []).s3).toBeNull();
});

it('keeps files in the bucket that is named', () => {
  expect(readConfig(WHOLE, []).s3).toEqual({
    endpoint: 'http://minio.example:9000',
    bucket: 'anju-files',
    region: 'us-east-1',
    accessKey: 'key',
    secretKey: 'secret',
  });
});

it.each(Object.keys(WHOLE))('refuses to start without %s alone', (name) => {
  const read = () => readConfig({ ...WHOLE, [name]: '' }, []);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(`还缺少：${name}。`);
});

it.each([
  ['ANJU_S3_ENDPOINT', 'minio.example:9000'],
  ['ANJU_S3_ENDPOINT', 'ftp://minio.example'],
  ['ANJU_S3_ENDPOINT', 'http://minio.example/bucket'],
  ['ANJU_S3_ENDPOINT', 'http://user:password@minio.example'],
  ['ANJU_S3_BUCKET', 'Anju'],
  ['ANJU_S3_BUCKET', 'a/../b'],
  ['ANJU_S3_BUCKET', 'a..b'],
  ['ANJU_S3_REGION', 'us/east'],
])('refuses %s=%s', (name, value) => {
  const read = () => readConfig({ ...WHOLE, [name]: value }, []);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(name);
  expect(read).not.toThrow('password');
});
