// FIPS 180-4 and RFC 2104 without dependencies: a browser on a county's plain-HTTP intranet has no WebCrypto,
// and an outsider should be able to read the whole of what ranks a sample.

const BLOCK = 64;

function constantsOf(power: (prime: number) => number, count: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let candidate = 2, found = 0; found < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const root = power(candidate);
    words[found] = Math.floor((root - Math.floor(root)) * 2 ** 32);
    found += 1;
  }
  return words;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}

/** First 32 bits of the fractions of the square roots of the first 8 primes, and cube roots of the first 64. */
const START = constantsOf(Math.sqrt, 8);
const ROUND = constantsOf(Math.cbrt, 64);

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** SHA-256 of `message`: 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  const padded = pad(message);
  const hash = Uint32Array.from(START);
  for (let at = 0; at < padded.byteLength; at += BLOCK)
    compress(hash, new DataView(padded.buffer, at, BLOCK));
  const digest = new DataView(new ArrayBuffer(32));
  for (const [n, word] of hash.entries()) digest.setUint32(n * 4, word);
  return new Uint8Array(digest.buffer);
}

function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((message.length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, (message.length * 8) >>> 0);
  return padded;
}

function compress(hash: Uint32Array, block: DataView): void {
  const w = new Uint32Array(64);
  const word = (n: number): number => w[n] ?? 0;
  for (let n = 0; n < 16; n++) w[n] = block.getUint32(n * 4);
  for (let n = 16; n < 64; n++) {
    const s0 = rotate(word(n - 15), 7) ^ rotate(word(n - 15), 18) ^ (word(n - 15) >>> 3);
    const s1 = rotate(word(n - 2), 17) ^ rotate(word(n - 2), 19) ^ (word(n - 2) >>> 10);
    w[n] = word(n - 16) + s0 + word(n - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let n = 0; n < 64; n++) {
    const choice = (e & f) ^ (~e & g);
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + choice + (ROUND[n] ?? 0) + word(n)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + s0 + majority) | 0];
  }
  for (const [n, value] of [a, b, c, d, e, f, g, h].entries()) hash[n] = (hash[n] ?? 0) + value;
}

/** HMAC-SHA-256 of `message` under `key`: 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? sha256(key) : key;
  const padded = (fill: number): Uint8Array => {
    const block = new Uint8Array(BLOCK).fill(fill);
    for (const [n, byte] of short.entries()) block[n] = byte ^ fill;
    return block;
  };
  return sha256(join(padded(0x5c), sha256(join(padded(0x36), message))));
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
