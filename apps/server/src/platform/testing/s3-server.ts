import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { S3Config } from '../files/s3-client.ts';

/** How a request is to fail: an answer, a broken connection before, a break half-way through the content, no answer. */
export type S3Failure =
  | { readonly status: number; readonly code?: string }
  | 'reset'
  | 'half'
  | 'silence'
  | 'lies';

export interface S3TestServer {
  readonly config: S3Config;
  /** By key, to be looked at and tampered with. */
  readonly objects: Map<string, Buffer>;
  /** 'PUT ab/abc…', in the order they came. */
  readonly requests: string[];
  /** What the next requests do; `always` goes on. */
  fail(...failures: readonly S3Failure[]): void;
  failAlways(failure: S3Failure | null): void;
  close(): Promise<void>;
}

interface State {
  readonly config: S3Config;
  readonly objects: Map<string, Buffer>;
  readonly now: () => Date;
}

const SKEW_MS = 15 * 60_000;

/** A store in this process that keeps one bucket and believes only what is signed as the standard says. */
export async function startS3Server(now: () => Date): Promise<S3TestServer> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const failures: S3Failure[] = [];
  let always: S3Failure | null = null;
  let state: State | null = null;
  const server = createServer((request, response) => {
    if (state === null) return void response.destroy();
    const path = (request.url ?? '').slice(1 + state.config.bucket.length + 1);
    requests.push(`${request.method} ${path}`);
    void answer(state, request, response, failures.shift() ?? always);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  const config: S3Config = {
    endpoint: `http://127.0.0.1:${address.port}`,
    bucket: 'anju-files',
    region: 'cn-xinjiang-1',
    accessKey: 'test-access',
    secretKey: 'test/secret+key',
  };
  state = { config, objects, now };
  return {
    config,
    objects,
    requests,
    fail: (...next) => void failures.push(...next),
    failAlways: (failure) => {
      always = failure;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  failure: S3Failure | null,
): Promise<void> {
  if (failure === 'silence') return;
  if (failure === 'reset') return void request.socket.destroy();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (failure === 'lies') return void response.writeHead(200, { 'content-length': 0 }).end();
  if (failure !== null && failure !== 'half') return refuse(response, failure.status, failure.code);
  const body = Buffer.concat(chunks);
  const fault = judge(state, request, body);
  if (fault) return refuse(response, ...fault);
  const key = (request.url ?? '').slice(1 + state.config.bucket.length + 1);
  if (request.method === 'GET' && key.startsWith('?')) return list(state, new URLSearchParams(key), response);
  const found = state.objects.get(key);
  if (request.method === 'PUT') {
    state.objects.set(key, body);
    return void response.writeHead(200).end();
  }
  if (request.method === 'DELETE') {
    state.objects.delete(key);
    return void response.writeHead(204).end();
  }
  if (found === undefined) return refuse(response, 404, 'NoSuchKey');
  response.writeHead(200, { 'content-length': found.length });
  if (failure !== 'half') return void response.end(request.method === 'HEAD' ? undefined : found);
  response.write(found.subarray(0, found.length / 2), () => response.destroy());
}

const canonicalQuery = (query: string) =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');

/** So few that every test of a list has a second page. */
const KEYS_AT_ONCE = 2;

function list(state: State, query: URLSearchParams, response: ServerResponse): void {
  const after = query.get('start-after') ?? '';
  const keys = [...state.objects.keys()].filter((key) => key > after).sort();
  const contents = keys.slice(0, KEYS_AT_ONCE).map((key) => `<Contents><Key>${key}</Key></Contents>`);
  response.writeHead(200).end(`<ListBucketResult>${contents.join('')}</ListBucketResult>`);
}

function refuse(response: ServerResponse, status: number, code?: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(code && `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
}

function judge(state: State, request: IncomingMessage, body: Buffer): [number, string] | null {
  const { config, now } = state;
  const header = (name: string) => String(request.headers[name] ?? '');
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    header('authorization'),
  );
  const date = header('x-amz-date');
  const [, credential = '', signedHeaders = '', signature = ''] = given ?? [];
  if (credential !== `${config.accessKey}/${date.slice(0, 8)}/${config.region}/s3/aws4_request`)
    return [403, 'InvalidAccessKeyId'];
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signedHeaders.split(';').includes(needed)) return [403, 'AccessDenied'];
  const expected = signatureOf({
    method: request.method ?? '',
    path: (request.url ?? '').split('?')[0] ?? '',
    query: (request.url ?? '').split('?')[1] ?? '',
    headers: Object.fromEntries(signedHeaders.split(';').map((name) => [name, header(name)])),
    region: config.region,
    secretKey: config.secretKey,
  });
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return [403, 'SignatureDoesNotMatch'];
  const sentAt = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z'));
  if (!(Math.abs(now().getTime() - sentAt) <= SKEW_MS)) return [403, 'RequestTimeTooSkewed'];
  if (header('x-amz-content-sha256') !== createHash('sha256').update(body).digest('hex'))
    return [400, 'XAmzContentSHA256Mismatch'];
  if (request.method === 'PUT' && header('content-length') === '') return [411, 'MissingContentLength'];
  return request.url?.startsWith(`/${config.bucket}/`) ? null : [404, 'NoSuchBucket'];
}

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query?: string;
  /** Those that are signed, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly region: string;
  readonly secretKey: string;
}

/** AWS Signature Version 4 of a request to S3, worked out apart from the library that makes ours. */
export function signatureOf({ method, path, query = '', headers, region, secretKey }: SignedRequest): string {
  const names = Object.keys(headers).sort();
  const date = headers['x-amz-date'] ?? '';
  const canonical = [
    method,
    path,
    canonicalQuery(query),
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    names.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [date.slice(0, 8), region, 's3', 'aws4_request'].reduce<string | Buffer>(
    mac,
    `AWS4${secretKey}`,
  );
  return mac(key, ['AWS4-HMAC-SHA256', date, scope, digest].join('\n')).toString('hex');
}
