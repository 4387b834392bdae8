import { frameText, hashFrame, hex, rankByDigest, rankFrame } from '@anju/domain';
import type { CheckBundle } from '../../api/contract.ts';

export interface Redrawn {
  /** 'browser': WebCrypto, a program that is not ours; 'own': ours, where the page came over plain HTTP. */
  readonly by: 'browser' | 'own';
  readonly frameHash: string;
  readonly drawn: readonly {
    readonly rank: number;
    readonly id: string;
    readonly label: string;
    readonly digest: string;
  }[];
  readonly hashMatches: boolean;
  /** False also where nothing was drawn. */
  readonly drawMatches: boolean;
}

/** Draws again in this browser what the server says it drew. Throws for a bundle without a seed. */
export async function redrawSample(bundle: CheckBundle): Promise<Redrawn> {
  const { seed, frame, size } = bundle;
  if (seed === null) throw new Error('the seed has not been announced');
  // Browsers give their cryptography only to pages that came over HTTPS or from this machine.
  const subtle = globalThis.isSecureContext ? globalThis.crypto.subtle : null;
  const frameHash = subtle === null ? hashFrame(frame) : await hashByBrowser(subtle, frameText(frame));
  const ranked = subtle === null ? rankFrame(frame, seed) : await rankByBrowser(subtle, frame, seed);
  const drawn = ranked.slice(0, size);
  return {
    by: subtle === null ? 'own' : 'browser',
    frameHash,
    drawn,
    hashMatches: frameHash === bundle.frameHash,
    drawMatches:
      drawn.length === bundle.drawn.length &&
      drawn.every((one, n) => one.id === bundle.drawn[n]?.id && one.rank === bundle.drawn[n]?.rank),
  };
}

const utf8 = new TextEncoder();

async function hashByBrowser(subtle: SubtleCrypto, text: string): Promise<string> {
  return hex(new Uint8Array(await subtle.digest('SHA-256', utf8.encode(text))));
}

async function rankByBrowser(subtle: SubtleCrypto, frame: CheckBundle['frame'], seed: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', utf8.encode(seed), algorithm, false, ['sign']);
  const digest = async (id: string) => hex(new Uint8Array(await subtle.sign('HMAC', key, utf8.encode(id))));
  return rankByDigest(
    await Promise.all(frame.map(async (entry) => ({ ...entry, digest: await digest(entry.id) }))),
  );
}
