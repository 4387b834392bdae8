import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIdNumber } from '@anju/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syntheticId } from '../testing/synthetic-id.ts';
import { addKey, emptyKeySet } from './key-set.mjs';
import { siftPart } from './sift-part.mjs';

const OURS = [syntheticId(11), syntheticId(25, '19550302'), syntheticId(7, '19990909')];
const keys = emptyKeySet(OURS.length);
for (const id of OURS) addKey(keys, id);
const plan = { delimiter: 44, width: 3, idColumns: [1], keys };

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-sift-test-'));
  path = join(folder, 'lines.csv');
});
afterAll(() => rm(folder, { recursive: true }));

/** The kept lines by number, the file cut at these offsets. */
async function sift(content: string | Buffer, cuts: readonly number[] = [], longestLine = 1000) {
  await writeFile(path, content);
  const size = Buffer.byteLength(content);
  const edges = [0, ...cuts.filter((cut) => cut > 0 && cut < size).sort((a, b) => a - b), size];
  const kept = new Map<number, string>();
  let lines = 0;
  for (const [at, from] of edges.slice(0, -1).entries()) {
    const to = edges[at + 1] ?? size;
    const part = siftPart({ path, from, to, atLine: at === 0, longestLine, plan });
    if (part === null) return null;
    for (const [position, number] of part.kept.entries())
      kept.set(lines + number, part.texts[position] ?? '');
    lines += part.lines;
  }
  return { lines, kept };
}

const wrong = (id: string) => `${id.slice(0, 16)}${(Number(id[16]) + 1) % 10}${id.slice(17)}`;
const someone = fc.oneof(
  fc.constantFrom(...OURS),
  fc.integer({ min: 0, max: 999 }).map((n) => syntheticId(n)),
);
const written = fc.tuple(someone, fc.integer({ min: 0, max: 9 })).map(([id, way]) => {
  const ways = [id, id, id, `'${id}`, `"${id}"`, `="${id}"`, `${id}\t`, wrong(id), id.toLowerCase(), ''];
  return ways[way] ?? id;
});
const line = fc
  .tuple(
    fc.constantFrom('甲', '"乙,""丙"', '', 'A"1'),
    written,
    fc.constantFrom('x', '', '备注'),
    fc.boolean(),
  )
  .map(([name, id, rest, surplus]) => ({ text: `${name},${id},${rest}${surplus ? ',' : ''}`, id }));

it('keeps every line about somebody looked for or not to be settled here, wherever the file is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 4 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (lines, cuts, lineEnd, endsWithLine) => {
        const texts = lines.map(({ text }) => text);
        const whole = texts.join(lineEnd) + (endsWithLine && texts.length > 0 ? lineEnd : '');
        const expected = new Map(
          lines.flatMap(({ text, id }, at) => {
            const reading = readIdNumber(id);
            const isNobody =
              reading.status === 'valid' && !OURS.includes(reading.id) && !reading.id.endsWith('000');
            return isNobody ? [] : [[at, text] as const];
          }),
        );
        expect(await sift(whole, cuts)).toEqual({ lines: lines.length, kept: expected });
      },
    ),
    { numRuns: 200 },
  );
});

it('keeps first-generation numbers, in which no slip shows', async () => {
  const short = (id: string) => id.slice(0, 6) + id.slice(8, 17);
  const text = `甲,${short(syntheticId(500))},\n乙,${short(OURS[0] ?? '')},\n`;
  expect([...((await sift(text))?.kept.keys() ?? [])]).toEqual([0, 1]);
});

it('keeps a line with text beyond the last column, not one with blanks there', async () => {
  const other = syntheticId(500);
  const text = `甲,${other},x,y\n甲,${other},x,,  ,\n`;
  expect([...((await sift(text))?.kept.keys() ?? [])]).toEqual([0]);
});

it('gives up where lines are not records, and on bytes that are no text', async () => {
  const good = `甲,${syntheticId(500)},x\n`;
  const bad = ['"乙\n丙",1,x\n', '乙\r丙,1,x\n', '"乙,1,x', `${'长'.repeat(200_000)},1,x\n`, '乙\0,1,x\n'];
  for (const text of bad) expect(await sift(good.repeat(50) + text)).toBeNull();
  expect(await sift(Buffer.concat([Buffer.from(good), Buffer.from([0xb2, 0xa9, 0x2c, 0x0a])]))).toBeNull();
});
