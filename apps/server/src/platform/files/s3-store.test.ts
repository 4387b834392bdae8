import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SettableClock, settableClock } from '../clock.ts';
import { scratchFolder } from '../postgres/scratch-folder.ts';
import { openSecrets } from '../secrets.ts';
import { type S3Failure, type S3TestServer, signatureOf, startS3Server } from '../testing/s3-server.ts';
import { type FileStore, keyOf } from './file-store.ts';
import { openS3Store, type S3StoreOptions } from './s3-store.ts';
import { type FileKeys, openStream } from './seal-stream.ts';

const digest = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const MANY = { maxBytes: 10_000_000 };

let server: S3TestServer;
let clock: SettableClock;
let dataDir: string;
let logged: string[];
let keys: FileKeys;

beforeEach(async () => {
  clock = settableClock(new Date('2026-06-30T02:00:00Z'));
  server = await startS3Server(clock.now);
  dataDir = scratchFolder('s3');
  logged = [];
  keys = openSecrets(dataDir).fileKeys;
});
afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function open(options: Partial<S3StoreOptions> = {}): FileStore {
  const log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
  return openS3Store({ config: server.config, dataDir, keys, clock, log, pausesMs: [0, 0], ...options });
}

const put = (store: FileStore, content: string | Buffer) => store.put([Buffer.from(content)], MANY);
const content = (store: FileStore, sha256: string) =>
  store.withPath(sha256, async (path) => readFileSync(path, 'utf8'));
const copies = () => readdirSync(join(dataDir, 'files-cache')).sort();
/** What the bucket has, opened. */
async function inBucket(sha256: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of openStream([server.objects.get(keyOf(sha256)) ?? expect.fail()], keys))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A file that is in the bucket and nowhere else, from before files were sealed. */
function stored(text: string): string {
  server.objects.set(keyOf(digest(text)), Buffer.from(text));
  return digest(text);
}

it('knows a signature by the published example', () => {
  const example = {
    method: 'GET',
    path: '/test.txt',
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': digest(''),
      'x-amz-date': '20130524T000000Z',
    },
    region: 'us-east-1',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  expect(signatureOf(example)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

describe('an upload', () => {
  it('is in the bucket when it is acknowledged, sealed', async () => {
    const { sha256 } = await put(open(), 'a paper');
    expect(server.objects.get(keyOf(sha256))?.includes('paper')).toBe(false);
    expect((await inBucket(sha256)).toString()).toBe('a paper');
  });

  it('survives faults that pass', async () => {
    server.fail('reset', { status: 503, code: 'SlowDown' });
    const { sha256 } = await put(open(), Buffer.alloc(3_000_000, 'x'));
    expect(await inBucket(sha256)).toHaveLength(3_000_000);
    expect(logged).toEqual([]);
  });

  const faults: readonly (readonly [string, S3Failure, string])[] = [
    ['breaks connections', 'reset', '暂时连接不上'],
    ['never answers', 'silence', '暂时连接不上'],
    ['is overloaded', { status: 503, code: 'SlowDown' }, '暂时连接不上'],
    ['says yes and keeps nothing', 'lies', '暂时连接不上'],
    ['refuses', { status: 403, code: 'AccessDenied' }, '拒绝了访问（AccessDenied）'],
    ['has no such bucket', { status: 404, code: 'NoSuchBucket' }, '拒绝了访问（NoSuchBucket）'],
    ['is another web server', { status: 404 }, '拒绝了访问（404）'],
  ];
  it.each(faults)('is not acknowledged while the store %s', async (_, failure, words) => {
    const store = open({ silenceMs: 50 });
    server.failAlways(failure);
    const refused = await put(store, 'a paper').catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 503, code: 'unavailable' });
    expect(String(refused)).toContain(`文件没有保存：文件存储${words}`);
    expect(logged.join()).toContain(digest('a paper'));
    expect(logged.join()).not.toContain(server.config.secretKey);
    server.failAlways(null);
    expect(copies()).toEqual([]);
    expect(readdirSync(join(dataDir, 'files/incoming'))).toEqual([]);
    expect(await store.has(digest('a paper'))).toBe(false);
  });

  it('is not acknowledged with a wrong key, or a clock that is off', async () => {
    const wrong = open({ config: { ...server.config, secretKey: 'another' } });
    await expect(put(wrong, 'a')).rejects.toThrow('SignatureDoesNotMatch');
    const early = open({ clock: settableClock(new Date('2026-06-30T01:00:00Z')) });
    await expect(put(early, 'a')).rejects.toThrow('RequestTimeTooSkewed');
    expect(server.objects.size).toBe(0);
  });

  it('is not acknowledged while nobody listens', async () => {
    const store = open();
    await server.close();
    await expect(put(store, 'a')).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    server = await startS3Server(clock.now);
  });
});

describe('a file', () => {
  it('is fetched once for readers that come together, and again by nobody', async () => {
    const sha256 = stored('a register');
    const store = open();
    const read = await Promise.all([1, 2, 3].map(() => content(store, sha256)));
    expect([...read, await content(store, sha256)]).toEqual(Array(4).fill('a register'));
    expect(server.requests).toEqual([`GET ${keyOf(sha256)}`]);
  });

  it('is fetched again when the connection breaks half-way', async () => {
    const sha256 = stored('a register'.repeat(10_000));
    server.fail('half', 'half');
    expect(await content(open(), sha256)).toHaveLength(100_000);
    server.failAlways('half');
    rmSync(join(dataDir, 'files-cache', sha256));
    await expect(content(open(), sha256)).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    expect(copies()).toEqual([]);
  });

  it('that was changed in the store is refused by name', async () => {
    const sha256 = stored('a register');
    server.objects.set(keyOf(sha256), Buffer.from('a forgery'));
    const store = open();
    const refused = await content(store, sha256).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'file-damaged' });
    expect(String(refused)).toContain(sha256);
    await expect(store.read(sha256)).rejects.toMatchObject({ code: 'file-damaged' });
    expect(copies()).toEqual([]);
  });

  it('is not called missing while the store does not know', async () => {
    const sha256 = stored('a register');
    const store = open();
    for (const failure of [{ status: 404 }, { status: 404, code: 'NoSuchBucket' }, 'reset'] as const) {
      server.failAlways(failure);
      await expect(store.has(sha256)).rejects.toMatchObject({ code: 'unavailable' });
      await expect(content(store, sha256)).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.remove(sha256)).rejects.toMatchObject({ code: 'unavailable' });
    }
    server.failAlways(null);
    expect(await store.has(sha256)).toBe(true);
  });

  it('that is removed leaves no copy on this machine', async () => {
    const store = open();
    const { sha256 } = await put(store, 'a roster');
    expect(copies()).toEqual([sha256]);
    await store.remove(sha256);
    expect([copies(), server.objects.size]).toEqual([[], 0]);
  });
});

describe('copies on this machine', () => {
  const limits = { maxBytes: 25, maxAgeMs: 86_400_000 };

  it('take up no more room than they may; the longest unused goes first', async () => {
    const store = open({ copies: limits });
    const [a, b, c] = [stored('a'.repeat(10)), stored('b'.repeat(10)), stored('c'.repeat(10))] as const;
    await content(store, a);
    utimesSync(join(dataDir, 'files-cache', a), new Date(), new Date(Date.now() - 2000));
    await content(store, b);
    utimesSync(join(dataDir, 'files-cache', b), new Date(), new Date(Date.now() - 1000));
    await content(store, a);
    await content(store, c);
    expect(copies()).toEqual([a, c].sort());
  });

  it('stay while they are read, however many', async () => {
    const store = open({ copies: limits });
    const [a, b, c] = [stored('a'.repeat(20)), stored('b'.repeat(20)), stored('c'.repeat(20))] as const;
    await store.withPath(a, () => store.withPath(b, () => content(store, c)));
    expect(copies()).toHaveLength(1);
    await store.withPath(a, async (path) => {
      await content(store, b);
      expect(readFileSync(path, 'utf8')).toBe('a'.repeat(20));
    });
  });

  it('and halves of copies go after a day', async () => {
    const store = open({ copies: limits });
    const old = stored('old');
    await content(store, old);
    writeFileSync(join(dataDir, 'files-cache/killed.part'), 'half');
    for (const name of copies())
      utimesSync(join(dataDir, 'files-cache', name), new Date(), new Date(Date.now() - 2 * 86_400_000));
    const fresh = stored('fresh');
    await content(store, fresh);
    expect(copies()).toEqual([fresh]);
  });

  it('larger than all the room are read and not kept', async () => {
    const store = open({ copies: limits });
    const { sha256 } = await put(store, 'x'.repeat(100));
    expect(copies()).toEqual([]);
    expect(await content(store, sha256)).toHaveLength(100);
    expect(copies()).toEqual([]);
  });
});
