import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settableClock } from '../clock.ts';
import { scratchFolder } from '../postgres/scratch-folder.ts';
import { openSecrets, rotateFieldKey } from '../secrets.ts';
import { type S3TestServer, startS3Server } from '../testing/s3-server.ts';
import { type FileStore, keyOf, withPaths } from './file-store.ts';
import { openLocalStore } from './local-store.ts';
import { processScratch, sweepScratch } from './process-scratch.ts';
import { openS3Store } from './s3-store.ts';
import type { FileKeys } from './seal-stream.ts';

const digest = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const MANY = { maxBytes: 1_000_000 };

interface Opened {
  readonly store: FileStore;
  readonly dataDir: string;
  /** The same store after a rotation. */
  withNewKey(): Promise<FileStore>;
  close(): Promise<void>;
}

const STORES: Readonly<Record<string, () => Promise<Opened>>> = {
  'on this disk': async () => {
    const dataDir = scratchFolder('files');
    return {
      store: openLocalStore(dataDir, openSecrets(dataDir).fileKeys),
      dataDir,
      withNewKey: async () => openLocalStore(dataDir, rotated(dataDir)),
      close: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
  'in a bucket': async () => {
    const dataDir = scratchFolder('files');
    const clock = settableClock(new Date('2026-06-30T02:00:00Z'));
    const server: S3TestServer = await startS3Server(clock.now);
    const open = (keys: FileKeys) =>
      openS3Store({ config: server.config, dataDir, keys, clock, log: pino({ level: 'silent' }) });
    return {
      store: open(openSecrets(dataDir).fileKeys),
      dataDir,
      withNewKey: async () => open(rotated(dataDir)),
      close: async () => {
        await server.close();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  },
};

async function listed(store: FileStore): Promise<string[]> {
  const found: string[] = [];
  for await (const sha256 of store.digests()) found.push(sha256);
  return found;
}

function rotated(dataDir: string): FileKeys {
  rotateFieldKey(dataDir);
  return openSecrets(dataDir).fileKeys;
}

async function text(store: FileStore, sha256: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await store.read(sha256)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe.each(Object.entries(STORES))('files %s', (_, open) => {
  let opened: Opened;
  let store: FileStore;
  beforeAll(async () => {
    opened = await open();
    store = opened.store;
  });
  afterAll(() => opened.close());

  it('come back as they went in, by stream and by path', async () => {
    const stored = await store.put([Buffer.from('%PDF-1.7 收入'), Buffer.from('证明')], MANY);
    expect(stored).toEqual({ sha256: digest('%PDF-1.7 收入证明'), size: 21, type: 'application/pdf' });
    expect(await store.has(stored.sha256)).toBe(true);
    expect(await text(store, stored.sha256)).toBe('%PDF-1.7 收入证明');
    expect(await store.withPath(stored.sha256, (path) => readFile(path, 'utf8'))).toBe('%PDF-1.7 收入证明');
  });

  it('may be empty', async () => {
    const { sha256, size } = await store.put([], MANY);
    expect(size).toBe(0);
    expect(await store.has(sha256)).toBe(true);
    expect(await text(store, sha256)).toBe('');
  });

  it('that come twice, also at once, are one', async () => {
    const puts = await Promise.all([1, 2, 3].map(() => store.put([Buffer.from('once')], MANY)));
    expect(new Set(puts.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await text(store, digest('once'))).toBe('once');
  });

  it('are refused when too large or of another type, and nothing of them stays', async () => {
    const large = store.put([Buffer.alloc(600), Buffer.alloc(600)], { maxBytes: 1000 });
    await expect(large).rejects.toMatchObject({ status: 413, code: 'file-too-large' });
    const wrong = store.put([Buffer.from('MZ not a paper')], { ...MANY, types: ['application/pdf'] });
    await expect(wrong).rejects.toMatchObject({ status: 415, code: 'wrong-file-type' });
    expect(await store.has(digest('MZ not a paper'))).toBe(false);
    expect(readdirSync(join(opened.dataDir, 'files/incoming'))).toEqual([]);
  });

  it('of an upload that broke off are not there', async () => {
    const broken = async function* () {
      yield Buffer.from('half');
      throw new Error('the line was cut');
    };
    await expect(store.put(broken(), MANY)).rejects.toThrow('the line was cut');
    expect(await store.has(digest('half'))).toBe(false);
    expect(readdirSync(join(opened.dataDir, 'files/incoming'))).toEqual([]);
  });

  it('are gone after they were removed, once or twice', async () => {
    const { sha256 } = await store.put([Buffer.from('to be removed')], MANY);
    await store.remove(sha256);
    await store.remove(sha256);
    expect(await store.has(sha256)).toBe(false);
    await expect(store.read(sha256)).rejects.toMatchObject({ status: 404, code: 'not-found' });
    await expect(store.withPath(sha256, async () => undefined)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('can be read several at once', async () => {
    const a = await store.put([Buffer.from('a')], MANY);
    const b = await store.put([Buffer.from('b')], MANY);
    const both = await withPaths(store, [a.sha256, b.sha256], (paths) =>
      Promise.all([...paths.values()].map((path) => readFile(path, 'utf8'))),
    );
    expect(both).toEqual(['a', 'b']);
  });

  it('are sealed anew under a new key, once, and then open without the old one', async () => {
    const files = await opened.withNewKey();
    const before = await listed(store);
    const { sha256 } = await store.put([Buffer.from('sealed under the old key')], MANY);
    expect((await listed(files)).sort()).toEqual([...before, sha256].sort());
    expect([await files.reseal(sha256), await files.reseal(sha256)]).toEqual([true, false]);
    expect(await text(files, sha256)).toBe('sealed under the old key');
    const unknown = digest('nothing');
    expect(await files.reseal(unknown)).toBe(false);
    await expect(store.read(sha256)).rejects.toThrow('缺少第 2 号密钥');
  });

  it('are in the clear only while they are read', async () => {
    const { sha256 } = await store.put([Buffer.from('350102199001011234 张三')], MANY);
    await store.withPath(sha256, async (path) => {
      expect(inTheClear(opened.dataDir)).toEqual([path]);
      expect(statSync(path).mode & 0o077).toBe(0);
    });
    await text(store, sha256);
    await expect(store.withPath(sha256, () => Promise.reject(new Error('the job failed')))).rejects.toThrow();
    expect(inTheClear(opened.dataDir)).toEqual([]);
  });

  it('are not opened to their end for who no longer waits', async () => {
    const { sha256 } = await store.put([Buffer.from('甲'.repeat(100))], MANY);
    const stopped = AbortSignal.abort(new Error('the server stops'));
    await expect(store.withPath(sha256, async () => 'read', stopped)).rejects.toThrow('the server stops');
    expect(inTheClear(opened.dataDir)).toEqual([]);
  });

  it('have no other address than a digest', async () => {
    for (const name of ['../keys/fields.json', '', 'AB'.repeat(32)]) {
      await expect(store.has(name)).rejects.toThrow(RangeError);
      await expect(store.read(name)).rejects.toThrow(RangeError);
      await expect(store.remove(name)).rejects.toThrow(RangeError);
    }
  });
});

/** Files that anybody who has the disk could read an ID number in. */
function inTheClear(dataDir: string): string[] {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dataDir, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes('350102199001011234'));
}

describe('files on this disk', () => {
  let dataDir: string;
  let store: FileStore;
  beforeEach(() => {
    dataDir = scratchFolder('files');
    store = openLocalStore(dataDir, openSecrets(dataDir).fileKeys);
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
  const pathOf = (sha256: string) => join(dataDir, 'files', keyOf(sha256));

  it('from before files were sealed are read as they are', async () => {
    const sha256 = digest('an old register');
    mkdirSync(join(dataDir, 'files', sha256.slice(0, 2)));
    writeFileSync(pathOf(sha256), 'an old register');
    expect(await text(store, sha256)).toBe('an old register');
  });

  it('that were changed, cut off or exchanged are refused by name', async () => {
    const content = randomBytes(200_000);
    const { sha256 } = await store.put([content], MANY);
    const sealed = readFileSync(pathOf(sha256));
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(70_000) ^ 1, 70_000);
    // The header has 32 bytes, a chunk 65,536 and its tag 16.
    const cut = sealed.subarray(0, 32 + 2 * 65_552);
    for (const wrong of [changed, cut, Buffer.from('a forgery in the clear')]) {
      writeFileSync(pathOf(sha256), wrong);
      await expect(store.withPath(sha256, async () => 'read')).rejects.toMatchObject({
        code: 'file-damaged',
      });
    }
    expect(readdirSync(processScratch(dataDir))).toEqual([]);
  });

  it('that a killed process had opened go at the next start, and those of a living one stay', async () => {
    const killed = spawnSync(process.execPath, ['-e', '']).pid;
    const [dead, living] = [killed, process.ppid].map((pid) =>
      processScratch(dataDir).replace(/\d+$/, String(pid)),
    );
    if (dead === undefined || living === undefined) throw new Error('no folders');
    for (const folder of [dead, living]) {
      mkdirSync(folder);
      writeFileSync(join(folder, 'register'), '350102199001011234');
    }
    sweepScratch(dataDir);
    expect([existsSync(dead), existsSync(living)]).toEqual([false, true]);
  });
});

it('lie below the same key on disk and in a bucket', async () => {
  const { store, dataDir, close } = await (STORES['on this disk'] ?? expect.fail)();
  const { sha256 } = await store.put([Buffer.from('here')], MANY);
  expect(existsSync(join(dataDir, 'files', keyOf(sha256)))).toBe(true);
  await close();
});
