import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { calendarDate } from '@anju/domain';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { access } from '../modules/access/index.ts';
import { organisations } from '../modules/organisations/index.ts';
import { openServer } from '../open-server.ts';
import { listTables } from '../platform/backup/write-backup.ts';
import { readConfig } from '../platform/config.ts';
import { recordEvent } from '../platform/events.ts';
import { inScope } from '../platform/postgres/database.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { scratchFolder } from '../platform/postgres/scratch-folder.ts';
import { runBackup } from './backup.ts';
import { runRestore } from './restore.ts';

const PAPER = Buffer.from('%PDF-1.7 收入证明');

/** Every row of every table as text, and what only the keys and the files can give back. */
async function everything(dataDir: string): Promise<Record<string, unknown>> {
  const host = await openHostDatabase(readConfig({ ANJU_DATA: dataDir }, []), 'attach');
  try {
    const client = new pg.Client(host.owner);
    await client.connect();
    const found: Record<string, unknown> = {};
    for (const table of await listTables(client))
      found[table] = (await client.query(`SELECT t::text FROM "${table}" t ORDER BY 1`)).rows;
    await client.end();
    return found;
  } finally {
    await host.stop();
  }
}

async function withServer<T>(
  dataDir: string,
  work: (deps: Awaited<ReturnType<typeof openServer>>['deps']) => Promise<T>,
) {
  const host = await openHostDatabase(readConfig({ ANJU_DATA: dataDir }, []), 'serve');
  const server = await openServer({
    config: readConfig({ ANJU_DATA: dataDir }, []),
    connection: host.app,
    applicationName: 'anju-test',
    log: pino({ level: 'silent' }),
    runJobs: false,
  });
  try {
    return await work(server.deps);
  } finally {
    await server.close();
    host.filled();
    await host.stop();
  }
}

describe('a backup', () => {
  const scratch = scratchFolder('backup');
  const [machine, empty, out] = [join(scratch, 'machine'), join(scratch, 'empty'), join(scratch, 'backup')];
  const said: string[] = [];
  const io = {
    stdout: { write: (text: string) => said.push(text) },
    stderr: { write: (text: string) => said.push(text) },
  };
  let paper = '';
  let sealed: Buffer = Buffer.alloc(0);

  beforeAll(async () => {
    await withServer(machine, async (deps) => {
      await organisations.demo?.(deps, NO_DEMONSTRATION);
      await access.demo?.(deps, NO_DEMONSTRATION);
      paper = (await deps.files.put(Readable.from([PAPER]), { maxBytes: 1000 })).sha256;
      sealed = deps.secrets.sealField('652301199001011234');
      const subject = { type: 'paper', id: paper };
      // Text that could break a line or a quotation on its way.
      const payload = { note: '引号"、反斜杠\\、换行\n、逗号,(括号)' };
      await inScope(deps.db, '652301', async (tx) => {
        for (let i = 0; i < 2500; i++)
          await recordEvent(tx, { county: '652301', actor: 'system', act: 'test', subject, payload });
      });
    });
  }, 60_000);
  // Five databases' worth of files, on a slow disk.
  afterAll(() => rmSync(scratch, { recursive: true, force: true }), 60_000);

  it('brings everything back on an empty machine', async () => {
    expect(await runBackup(['--out', out, '--data', machine], io), said.join('')).toBe(0);
    expect(statSync(join(out, 'keys/fields.json')).mode & 0o077).toBe(0);
    expect(await runRestore(['--from', out, '--data', empty], io), said.join('')).toBe(0);
    const before = await everything(machine);
    expect(before.events).toHaveLength(2500);
    expect(await everything(empty)).toEqual(before);
    await withServer(empty, async (deps) => {
      expect(deps.secrets.openField(sealed)).toBe('652301199001011234');
      const chunks: Buffer[] = [];
      for await (const chunk of await deps.files.read(paper)) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(PAPER)).toBe(true);
    });
  });

  it('never overwrites a machine that has data, nor a folder that exists', async () => {
    expect(await runRestore(['--from', out, '--data', machine], io)).toBe(1);
    expect(said.at(-1)).toContain('已有数据');
    expect(await runBackup(['--out', out, '--data', machine], io)).toBe(1);
    expect(said.at(-1)).toContain('已存在');
  });

  it('with a passphrase tells nothing without it, and everything with it', async () => {
    const [sealedOut, target] = [join(scratch, 'sealed'), join(scratch, 'from-sealed')];
    const [passphrase, wrong] = [join(scratch, 'passphrase'), join(scratch, 'wrong')];
    writeFileSync(passphrase, '昌吉市 2026 年第三季度 备份口令\n');
    writeFileSync(wrong, '另一个足够长的口令，但是不对');
    const out = ['--out', sealedOut, '--data', machine, '--passphrase-file', passphrase];
    expect(await runBackup(out, io), said.join('')).toBe(0);
    for (const name of readdirSync(sealedOut, { recursive: true, encoding: 'utf8' })) {
      const path = join(sealedOut, name);
      if (!statSync(path).isFile() || name === 'manifest.json') continue;
      // The magic of a sealed file; gzip, JSON or a paper would begin in another way.
      expect(readFileSync(path).subarray(0, 5).toString('hex'), name).toBe('8b414e4a55');
    }
    const restore = ['--from', sealedOut, '--data', target];
    expect(await runRestore(restore, io)).toBe(1);
    expect(said.at(-1)).toContain('--passphrase-file');
    expect(await runRestore([...restore, '--passphrase-file', wrong], io)).toBe(1);
    expect(said.at(-1)).toContain('口令不对');
    expect(existsSync(target)).toBe(false);
    expect(await runRestore([...restore, '--passphrase-file', passphrase], io), said.join('')).toBe(0);
    expect(await everything(target)).toEqual(await everything(machine));
  });

  it('says that files in a bucket are not in it', async () => {
    const names = ['ENDPOINT', 'BUCKET', 'REGION', 'ACCESS_KEY', 'SECRET_KEY'];
    for (const name of names)
      vi.stubEnv(`ANJU_S3_${name}`, name === 'ENDPOINT' ? 'http://s3.example' : 'papers');
    try {
      expect(await runBackup(['--out', `${out}-s3`, '--data', machine], io)).toBe(0);
      expect(said.at(-1)).toContain('存储桶 papers 中，不在本备份内');
      expect(await runRestore(['--from', `${out}-s3`, '--data', `${empty}-s3`], io)).toBe(0);
      expect(said.at(-1)).toContain('本命令不恢复存储桶');
      expect(said.at(-1)).toContain('1 个附件');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('refuses a damaged or unfinished backup before it touches anything', async () => {
    appendFileSync(join(out, 'tables/users.jsonl.gz'), 'x');
    const target = join(scratch, 'untouched');
    expect(await runRestore(['--from', out, '--data', target], io)).toBe(1);
    expect(said.at(-1)).toContain('users');
    expect(existsSync(target)).toBe(false);
    expect(await runRestore(['--from', scratch, '--data', target], io)).toBe(1);
    expect(await runRestore([], io)).toBe(2);
    expect(await runBackup(['--out'], io)).toBe(2);
  });
});

const NO_DEMONSTRATION = {
  county: '652301',
  filledOn: calendarDate('2026-06-30'),
  round: 'now' as const,
  actor: () => {
    throw new Error('not needed');
  },
  jobDone: () => Promise.resolve(),
};
