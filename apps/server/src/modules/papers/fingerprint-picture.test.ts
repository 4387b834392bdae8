import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintPicture } from './fingerprint-picture.ts';
import { drawPhoto, drawScan } from './testing/draw-picture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-pictures-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function printOf(bytes: Uint8Array): Promise<Uint8Array | null> {
  const path = join(folder, 'picture');
  await writeFile(path, bytes);
  return await fingerprintPicture(path);
}

async function bitsApart(left: Uint8Array, right: Uint8Array): Promise<number> {
  const [a, b] = [await printOf(left), await printOf(right)];
  if (a === null || b === null) throw new Error('a picture has no fingerprint');
  return a.reduce((sum, byte, at) => {
    const differing = (byte ^ (b[at] ?? 0)).toString(2).replaceAll('0', '');
    return sum + differing.length;
  }, 0);
}

const SEEDS = [1, 2, 3, 4, 5];

describe('the fingerprint of a picture', () => {
  it.each(SEEDS)(
    'of photograph %i stays when it is saved anew, smaller, more compressed or in another format',
    async (seed) => {
      const original = await drawPhoto(seed).jpeg({ quality: 90 }).toBuffer();
      const copies = [
        sharp(original).jpeg({ quality: 40 }),
        sharp(original).resize(400).jpeg({ quality: 60 }),
        sharp(original).png(),
        sharp(original).webp({ quality: 50 }),
        // Turned, with the note that says how it is to be shown.
        sharp(original).rotate(90).withMetadata({ orientation: 8 }).jpeg(),
      ];
      for (const copy of copies)
        expect(await bitsApart(original, await copy.toBuffer())).toBeLessThanOrEqual(24);
    },
  );

  it('is another for another picture', async () => {
    const pictures = await Promise.all(SEEDS.map((seed) => drawPhoto(seed).jpeg().toBuffer()));
    for (const [at, picture] of pictures.entries())
      for (const other of pictures.slice(at + 1)) expect(await bitsApart(picture, other)).toBeGreaterThan(60);
  });

  it('is not made of scans, which look alike, nor of a picture that shows nothing', async () => {
    expect(await printOf(await drawScan(1).jpeg().toBuffer())).toBeNull();
    const grey = { create: { width: 300, height: 200, channels: 3, background: '#555' } } as const;
    expect(await printOf(await sharp(grey).jpeg().toBuffer())).toBeNull();
  });

  it('is not made of what is damaged or says that it is too large', async () => {
    const photo = await drawPhoto(1).png().toBuffer();
    expect(await printOf(photo.subarray(0, 200))).toBeNull();
    expect(await printOf(Buffer.from('\x89PNG\r\n\x1a\nnothing'))).toBeNull();
    // Its header alone is read: 100,000 by 100,000 pixels would be 30 GB.
    const bomb = Buffer.from(photo);
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    expect(await printOf(bomb)).toBeNull();
  });
});
