import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256, sha256 } from './hmac-sha256.ts';
import {
  checkFreezing,
  type FrameEntry,
  frameText,
  hashFrame,
  hex,
  rankFrame,
  SAMPLE_METHOD,
} from './sample.ts';

interface Vector {
  readonly name: string;
  readonly frame: readonly FrameEntry[];
  readonly frameText: string;
  readonly frameHash: string;
  readonly seed: string;
  readonly size: number;
  readonly ranked: readonly { readonly rank: number; readonly id: string; readonly digest: string }[];
  readonly drawn: readonly string[];
}

const file = new URL('../../../../test-vectors/spot-check/samples.json', import.meta.url);
const vectors: { method: string; cases: readonly Vector[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('the hash', () => {
  it('is the one of the standard for every length around a block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(hex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });

  it('is keyed as RFC 2104 has it, also with keys longer than a block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 150 }), (key, message) => {
        expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
    );
  });
});

describe('a sample', () => {
  it('is drawn by the method that the vectors are of', () => {
    expect(vectors.method).toBe(SAMPLE_METHOD);
    expect(vectors.cases.length).toBeGreaterThan(3);
  });

  it.each(vectors.cases)('comes out as an outsider reckons it: $name', (vector) => {
    expect(frameText(vector.frame)).toBe(vector.frameText);
    expect(hashFrame(vector.frame)).toBe(vector.frameHash);
    const ranked = rankFrame(vector.frame, vector.seed);
    expect(ranked.map(({ rank, id, digest }) => ({ rank, id, digest }))).toEqual(vector.ranked);
    expect(ranked.slice(0, vector.size).map(({ id }) => id)).toEqual(vector.drawn);
  });

  const frames = fc
    .uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 })
    .map((ids) => ids.map((id, n) => ({ id, label: `H${n}` })));

  it('does not depend on the order in which the frame was listed', () => {
    fc.assert(
      fc.property(frames, fc.string({ minLength: 6 }), (frame, seed) => {
        expect(rankFrame(frame.toReversed(), seed)).toEqual(rankFrame(frame, seed));
        expect(hashFrame(frame.toReversed())).toBe(hashFrame(frame));
      }),
    );
  });

  it('changes its published hash when a label, an entry or an id is changed', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const [first, ...rest] = frame;
        if (first === undefined) return;
        const before = hashFrame(frame);
        expect(hashFrame([{ ...first, label: `${first.label}'` }, ...rest])).not.toBe(before);
        expect(hashFrame(rest)).not.toBe(before);
      }),
    );
  });

  it('leaves nobody out and draws nobody twice', () => {
    fc.assert(
      fc.property(frames, fc.string({ minLength: 6 }), (frame, seed) => {
        const ids = rankFrame(frame, seed).map(({ id }) => id);
        expect(ids.toSorted()).toEqual(frame.map(({ id }) => id).toSorted());
      }),
    );
  });
});

describe('freezing', () => {
  const frame = [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ];
  const plan = {
    frame,
    size: 2,
    seedKind: 'public-event',
    seedOn: '2026-08-05',
    today: '2026-08-04',
  } as const;

  it('takes a sample as large as its frame, and none larger', () => {
    expect(checkFreezing(plan)).toBeNull();
    expect(checkFreezing({ ...plan, size: 3 })).toBe('size-beyond-frame');
    expect(checkFreezing({ ...plan, frame: [] })).toBe('empty-frame');
    expect(checkFreezing({ ...plan, frame: [...frame, ...frame] })).toBe('same-id-twice');
  });

  it('takes no public event of today: it may have happened already', () => {
    expect(checkFreezing({ ...plan, today: '2026-08-05' })).toBe('seed-day-passed');
    expect(checkFreezing({ ...plan, seedKind: 'dice', today: '2026-08-05' })).toBeNull();
    expect(checkFreezing({ ...plan, seedKind: 'dice', today: '2026-08-06' })).toBe('seed-day-passed');
  });
});
