import { inflateRawSync } from 'node:zlib';

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
const STORED = 0;

/** The parts of an archive by name, by the directory at its end: name at 46, sizes and place before it (APPNOTE 4.3.12). */
export function zipParts(zip: Buffer): ReadonlyMap<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (let at = zip.indexOf(CENTRAL); at >= 0; at = zip.indexOf(CENTRAL, at + 4)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    parts.set(name, zip.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed));
  }
  return parts;
}
