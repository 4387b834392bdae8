/**
 * GB18030 bytes of a text. The platform only decodes it, so the table is the decoder's turned round: all two-byte
 * codes at once, the four-byte ones of the basic plane when the first such character comes.
 */
export function encodeGb18030(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes[length++] = point;
    else {
      const two = twoByteCodes().get(point);
      const code = two ?? fourByteCode(point);
      length = bytes.writeUIntBE(code, length, two === undefined ? 4 : 2);
    }
  }
  return bytes.subarray(0, length);
}

let twoByte: ReadonlyMap<number, number> | null = null;
let fourByte: ReadonlyMap<number, number> | null = null;

function twoByteCodes(): ReadonlyMap<number, number> {
  twoByte ??= decodedBy(
    ranges([0x81, 0xfe], [0x40, 0xfe])
      .filter(([, trail]) => trail !== 0x7f)
      .map((pair) => [...pair]),
  );
  return twoByte;
}

function fourByteCode(point: number): number {
  if (point > 0xffff) {
    // Beyond the basic plane the codes simply count up from 90 30 81 30.
    const n = point - 0x10000;
    const parts = [0x90 + Math.floor(n / 12_600), 0x30 + (Math.floor(n / 1260) % 10)];
    return joined([...parts, 0x81 + (Math.floor(n / 10) % 126), 0x30 + (n % 10)]);
  }
  fourByte ??= decodedBy(
    ranges([0x81, 0x84], [0x30, 0x39]).flatMap(([a = 0, b = 0]) =>
      ranges([0x81, 0xfe], [0x30, 0x39]).map(([c = 0, d = 0]) => [a, b, c, d]),
    ),
  );
  const code = fourByte.get(point);
  if (code === undefined) throw new RangeError(`no GB18030 code for U+${point.toString(16)}`);
  return code;
}

function ranges(first: readonly [number, number], second: readonly [number, number]): [number, number][] {
  const pairs: [number, number][] = [];
  for (let a = first[0]; a <= first[1]; a++) for (let b = second[0]; b <= second[1]; b++) pairs.push([a, b]);
  return pairs;
}

/** Character → code, for those of the codes that stand for exactly one character. */
function decodedBy(codes: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const newline = 0x0a;
  const lines = new TextDecoder('gb18030')
    .decode(Uint8Array.from(codes.flatMap((code) => [...code, newline])))
    .split('\n');
  const table = new Map<number, number>();
  for (const [index, code] of codes.entries()) {
    const character = lines[index] ?? '';
    const point = character.codePointAt(0);
    if (point === undefined || point === 0xfffd || character.length !== 1) continue;
    if (!table.has(point)) table.set(point, joined(code));
  }
  return table;
}

const joined = (bytes: readonly number[]): number => bytes.reduce((code, byte) => code * 256 + byte, 0);
