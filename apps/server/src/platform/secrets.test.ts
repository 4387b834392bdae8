import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, rotateFieldKey, SecretsError } from './secrets.ts';

describe('sealed fields', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'anju-secrets-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('opens what was sealed, whatever the text', () => {
    const secrets = openSecrets(dataDir);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(secrets.openField(secrets.sealField(text))).toBe(text);
      }),
    );
  });

  it('never seals the same text to the same bytes, but indexes it the same', () => {
    const secrets = openSecrets(dataDir);
    expect(secrets.sealField('a').equals(secrets.sealField('a'))).toBe(false);
    expect(secrets.blindIndex('id', 'a').equals(openSecrets(dataDir).blindIndex('id', 'a'))).toBe(true);
    expect(secrets.blindIndex('id', 'a').equals(secrets.blindIndex('phone', 'a'))).toBe(false);
  });

  it('refuses a field of which any byte was changed', () => {
    const secrets = openSecrets(dataDir);
    const sealed = secrets.sealField('652301');
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => secrets.openField(changed)).toThrow(SecretsError);
    }
    expect(() => secrets.openField(Buffer.alloc(3))).toThrow(SecretsError);
  });

  it('opens old fields after a rotation and seals new ones under the new key', () => {
    const old = openSecrets(dataDir).sealField('旧');
    expect(rotateFieldKey(dataDir)).toBe(2);
    const secrets = openSecrets(dataDir);
    expect(secrets.openField(old)).toBe('旧');
    expect(secrets.isCurrent(old)).toBe(false);
    expect(secrets.isCurrent(secrets.sealField('新'))).toBe(true);
    expect(() => openSecrets(mkdtempSync(join(dataDir, 'other-'))).openField(old)).toThrow(SecretsError);
  });

  it('opens nothing of one ring with the keys of another', () => {
    const fields = openSecrets(dataDir);
    const reporters = openSecrets(dataDir, 'reporters');
    const sealed = reporters.sealField('某某 13900000000');
    expect(() => fields.openField(sealed)).toThrow(SecretsError);
    expect(rotateFieldKey(dataDir, 'reporters')).toBe(2);
    expect(openSecrets(dataDir, 'reporters').openField(sealed)).toBe('某某 13900000000');
    expect(openSecrets(dataDir).isCurrent(fields.sealField('x'))).toBe(true);
  });

  it('keeps its keys for the owner alone, also when they came back with wider permissions', () => {
    openSecrets(dataDir);
    const folder = join(dataDir, 'keys');
    const file = join(folder, 'fields.json');
    chmodSync(file, 0o644);
    chmodSync(folder, 0o755);
    openSecrets(dataDir);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['fields.json']);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['current', 'keys', 'index']);
  });
});
