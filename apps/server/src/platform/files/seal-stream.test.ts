import { hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileKeys, openStream, SealError, sealedUnder, sealStream } from './seal-stream.ts';

const keys: FileKeys = {
  current: 7,
  derive: (id, salt) => Buffer.from(hkdfSync('sha256', Buffer.alloc(32, id), salt, 'test', 32)),
};
const HEADER = 32;
const CHUNK = 65_552;

async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const found: Buffer[] = [];
  for await (const piece of pieces) found.push(piece);
  return Buffer.concat(found);
}
const seal = (...content: readonly Uint8Array[]) => all(sealStream(content, keys));
const open = (...sealed: readonly Uint8Array[]) => all(openStream(sealed, keys));
const fill = (size: number) => Buffer.alloc(size, 'register');

describe('a sealed file', () => {
  it('opens to what it was, in whatever pieces it comes', async () => {
    const sizes = fc.oneof(fc.nat(300_000), fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072, 131_073));
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 200_000 }), async (size, cut) => {
        const content = fill(size);
        const sealed = await seal(content.subarray(0, cut), content.subarray(cut));
        expect(sealed.includes('register')).toBe(false);
        expect((await open(sealed.subarray(0, cut), sealed.subarray(cut))).equals(content)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('differs each time, and says by which key it opens', async () => {
    const [a, b] = [await seal(fill(10)), await seal(fill(10))];
    expect(a.equals(b)).toBe(false);
    expect(sealedUnder(a)).toBe(7);
    expect(sealedUnder(fill(100))).toBeNull();
  });

  it('is refused with any byte changed', async () => {
    const sealed = await seal(fill(70_000));
    // The format's own bytes make it another kind of file, which the digest refuses.
    const places = fc.integer({ min: 8, max: sealed.length - 1 });
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(at) ^ change, at);
        await expect(open(changed)).rejects.toThrow(SealError);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused wherever it is cut off, also between two chunks', async () => {
    const sealed = await seal(fill(200_000));
    const between = [HEADER, HEADER + CHUNK, HEADER + 2 * CHUNK];
    const anywhere = fc.integer({ min: HEADER, max: sealed.length - 1 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(anywhere, fc.constantFrom(...between)), async (end) => {
        await expect(open(sealed.subarray(0, end))).rejects.toThrow(SealError);
      }),
      { numRuns: 40 },
    );
  });

  it('is refused with chunks in another order, doubled, or of another file', async () => {
    const [one, two] = [await seal(fill(200_000)), await seal(fill(200_000))];
    const part = (file: Buffer, n: number) => file.subarray(HEADER + n * CHUNK, HEADER + (n + 1) * CHUNK);
    const header = one.subarray(0, HEADER);
    const [a, b, c, d] = [0, 1, 2, 3].map((n) => part(one, n));
    if (!a || !b || !c || !d) throw new Error('four chunks');
    for (const wrong of [
      [b, a, c, d],
      [a, a, b, c, d],
      [a, c, d],
      [a, part(two, 1), c, d],
    ])
      await expect(open(header, ...wrong)).rejects.toThrow(SealError);
    expect((await open(header, a, b, c, d)).length).toBe(200_000);
  });

  it('needs its key', async () => {
    const other: FileKeys = { ...keys, derive: () => Buffer.alloc(32) };
    await expect(all(openStream([await seal(fill(10))], other))).rejects.toThrow(SealError);
  });
});

it('opens a file from before files were sealed as it is', async () => {
  for (const size of [0, 10, 32, 33, 200_000]) expect((await open(fill(size))).equals(fill(size))).toBe(true);
});
