import { hmacSha256, sha256 } from './hmac-sha256.ts';

/** The version of everything in this file; a check names the one it was frozen with. */
export const SAMPLE_METHOD = 'anju-sample-1';

/** One that can be drawn: its id and the label under which it is published (no personal data). */
export interface FrameEntry {
  readonly id: string;
  readonly label: string;
}

export interface Ranked extends FrameEntry {
  /** From 1. */
  readonly rank: number;
  /** HMAC-SHA-256(seed, id) in lower-case hexadecimal. */
  readonly digest: string;
}

const utf8 = new TextEncoder();

/** The text whose SHA-256 is published before the seed exists: RFC 8785 JSON of [{"id":…,"label":…},…], by id. */
export function frameText(frame: readonly FrameEntry[]): string {
  return JSON.stringify(inOrder(frame).map(({ id, label }) => ({ id, label })));
}

/** The frame in the order in which it is published: by id, as bytes compare. */
export function inOrder<T extends FrameEntry>(frame: readonly T[]): readonly T[] {
  return frame.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** SHA-256 of the frame's text, in lower-case hexadecimal. */
export function hashFrame(frame: readonly FrameEntry[]): string {
  return hex(sha256(utf8.encode(frameText(frame))));
}

/** The whole frame by HMAC-SHA-256(seed, id) ascending, ties by id. The sample is the first `size` of it. */
export function rankFrame(frame: readonly FrameEntry[], seed: string): readonly Ranked[] {
  const key = utf8.encode(seed);
  return rankByDigest(
    frame.map((entry) => ({ ...entry, digest: hex(hmacSha256(key, utf8.encode(entry.id))) })),
  );
}

/** The same where somebody else has computed the digests (a browser's own cryptography). */
export function rankByDigest(
  entries: readonly (FrameEntry & { readonly digest: string })[],
): readonly Ranked[] {
  const key = (entry: FrameEntry & { readonly digest: string }) => `${entry.digest}${entry.id}`;
  return entries
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    .map(({ id, label, digest }, n) => ({ id, label, digest, rank: n + 1 }));
}

/** Bytes in lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const SEED_KINDS = { 'public-event': '公开事件', dice: '现场掷骰' } as const;
export type SeedKind = keyof typeof SEED_KINDS;

/** So many characters leave no room to try seeds until one suits. */
export const SHORTEST_SEED = 6;

export type SampleFault = 'empty-frame' | 'size-beyond-frame' | 'seed-day-passed' | 'same-id-twice';

/**
 * Whether a sample can be frozen. The seed must not exist yet: a public event lies after today, dice are thrown
 * today or later.
 */
export function checkFreezing(plan: {
  readonly frame: readonly FrameEntry[];
  readonly size: number;
  readonly seedKind: SeedKind;
  readonly seedOn: string;
  readonly today: string;
}): SampleFault | null {
  if (plan.frame.length === 0) return 'empty-frame';
  if (plan.size > plan.frame.length) return 'size-beyond-frame';
  if (new Set(plan.frame.map(({ id }) => id)).size < plan.frame.length) return 'same-id-twice';
  const early = plan.seedKind === 'dice' ? plan.seedOn < plan.today : plan.seedOn <= plan.today;
  return early ? 'seed-day-passed' : null;
}
