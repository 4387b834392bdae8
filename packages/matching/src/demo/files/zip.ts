import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, the earliest that a zip can say: the same content gives the same bytes. */
const DATE = 0x0021;
const VERSION = 20;
const DEFLATED = 8;
/** Bit 11: names are UTF-8. */
const FLAGS = 0x0800;

/** A zip container of small and middling files, none of it over 4 GB. */
export function zip(files: readonly (readonly [name: string, text: string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content, { level: 3 });
    const path = Buffer.from(name, 'utf8');
    const common = commonHeader(crc32(content), packed.length, content.length, path.length);
    const local = Buffer.concat([signature(0x04034b50), common, path, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(VERSION, 0);
    directory.push(signature(0x02014b50), made, common, central, path);
    parts.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, entries, signature(0x06054b50), end]);
}

/** The 26 bytes that the local header and the directory share, from "version needed" to the extra field's length. */
function commonHeader(crc: number, packed: number, size: number, nameLength: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(FLAGS, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
