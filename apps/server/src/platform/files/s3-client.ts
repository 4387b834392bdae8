import { createReadStream } from 'node:fs';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';
import { AwsV4Signer } from 'aws4fetch';
import type { Clock } from '../clock.ts';
import { asFault, faultOf, S3Fault } from './s3-faults.ts';

/** Where the files are kept. The bucket is addressed by path: stores on an intranet seldom have a name a bucket. */
export interface S3Config {
  /** http or https, host and port only. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Calls of the store, each an attempt that throws S3Fault where the store or the way to it fails. */
export interface S3Client {
  /** The object's bytes, or null where there is none. */
  size(key: string): Promise<number | null>;
  /** Hands on the content and its size; resolves to null, and does not, where there is none. */
  get<T>(key: string, take: (content: IncomingMessage, size: number) => Promise<T>): Promise<T | null>;
  /** Sends a file of this machine. The store compares it with `sha256`, which is signed. */
  put(
    key: string,
    file: { readonly path: string; readonly size: number; readonly sha256: string },
  ): Promise<void>;
  remove(key: string): Promise<void>;
  /** Keys that sort after `after`, in order; empty at the end. As many at once as the store gives. */
  list(after: string): Promise<readonly string[]>;
}

export interface S3ClientOptions {
  readonly config: S3Config;
  /** Signatures hold for 15 minutes. */
  readonly clock: Clock;
  /** After so long without a byte the connection is given up. */
  readonly silenceMs?: number;
}

interface Call {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly path: string; readonly size: number; readonly sha256: string };
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function openS3Client({ config, clock, silenceMs = 60_000 }: S3ClientOptions): S3Client {
  const call = async <T>(wanted: Call, take: (response: IncomingMessage) => Promise<T>): Promise<T> => {
    const signed = await sign(config, clock, wanted);
    const { request, response } = await send(signed, wanted, silenceMs);
    try {
      const taken = await take(response);
      response.resume();
      return taken;
    } catch (error) {
      request.destroy();
      throw error;
    }
  };
  const get: S3Client['get'] = (key, take) =>
    call({ method: 'GET', key }, async (response) => {
      if (response.statusCode === 200) return await take(response, sizeOf(response));
      const fault = await faultOf(response);
      // Any other 404 says that the bucket is not there, or that no store is: then nothing is known of the file.
      if (fault.code === 'NoSuchKey') return null;
      throw fault;
    });
  return {
    get,
    size: async (key) => {
      const found = await call({ method: 'HEAD', key }, async (response) => {
        if (response.statusCode === 200) return sizeOf(response);
        if (response.statusCode === 404) return null;
        throw await faultOf(response);
      });
      // An answer to HEAD carries no code.
      if (found !== null) return found;
      return await get(key, async (content, size) => {
        content.destroy();
        return size;
      });
    },
    put: (key, body) =>
      call({ method: 'PUT', key, body }, async (response) => {
        if (response.statusCode !== 200) throw await faultOf(response);
      }),
    list: (after) =>
      call(
        { method: 'GET', key: '', query: { 'list-type': '2', 'start-after': after } },
        async (response) => {
          if (response.statusCode !== 200) throw await faultOf(response);
          const answer = (await response.setEncoding('utf8').toArray()).join('');
          return [...answer.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key ?? '');
        },
      ),
    remove: (key) =>
      call({ method: 'DELETE', key }, async (response) => {
        if (response.statusCode === 200 || response.statusCode === 204) return;
        const fault = await faultOf(response);
        if (fault.code !== 'NoSuchKey') throw fault;
      }),
  };
}

interface Signed {
  readonly url: URL;
  readonly headers: Record<string, string>;
}

async function sign(config: S3Config, clock: Clock, { method, key, query, body }: Call): Promise<Signed> {
  const signer = new AwsV4Signer({
    method,
    url: `${new URL(config.endpoint).origin}/${config.bucket}/${key}${query ? `?${new URLSearchParams(query)}` : ''}`,
    headers: { 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 },
    accessKeyId: config.accessKey,
    secretAccessKey: config.secretKey,
    service: 's3',
    region: config.region,
    datetime: clock
      .now()
      .toISOString()
      .replace(/[:-]|\.\d{3}/g, ''),
  });
  const { url, headers } = await signer.sign();
  return {
    url,
    headers: {
      ...Object.fromEntries(headers.entries()),
      ...(body ? { 'content-length': String(body.size), 'content-type': 'application/octet-stream' } : {}),
    },
  };
}

/** By node:http rather than fetch: the store wants the length of a stream, and silence must end. */
function send(
  { url, headers }: Signed,
  { method, body }: Call,
  silenceMs: number,
): Promise<{ readonly request: ClientRequest; readonly response: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start(url, { method, headers, timeout: silenceMs });
    const fail = (error: unknown) => reject(asFault(error));
    request.on('response', (response) => resolve({ request, response }));
    request.on('error', fail);
    request.on('timeout', () => request.destroy(new S3Fault(`silent for ${silenceMs} ms`)));
    if (body === undefined) request.end();
    // A store that refuses may answer before it has read everything: the answer counts, then this is harmless.
    else pipeline(createReadStream(body.path), request, (error) => error && fail(error));
  });
}

function sizeOf(response: IncomingMessage): number {
  const text = response.headers['content-length'] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw new S3Fault('answered without a length', response.statusCode ?? null);
  return Number(text);
}
