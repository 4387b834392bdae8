import sharp from 'sharp';

/** Whoever uploads a picture says how large it is: a larger one is not decoded at all. */
const MOST_PIXELS = 50_000_000;
const MOST_SECONDS = 5;
/** The picture is looked at as so many squares a side, and by so many of its waves a direction. */
const SIDE = 32;
const WAVES = 16;
/** A scan is mostly paper, and two scans of one blank form look alike: lighter than this, of 255, is paper. */
const PAPER = 200;
/** Less between its darkest and lightest square, and it shows nothing. */
const LEAST_CONTRAST = 24;

// One picture at a time, in one thread and with nothing kept: uploads must not take the server's memory.
sharp.cache(false);
sharp.concurrency(1);
let before: Promise<unknown> = Promise.resolve();

/**
 * 32 bytes that stay nearly the same when a picture is saved anew, scaled or compressed, and differ in about half of
 * their bits between two pictures (a pHash: the signs of the lowest frequencies about their median). Null for a scan, for
 * a picture that shows nothing, and for what can't be decoded within its bounds.
 */
export async function fingerprintPicture(path: string): Promise<Uint8Array | null> {
  const squares = await readSquares(path);
  if (squares === null) return null;
  const paper = squares.filter((light) => light >= PAPER).length;
  if (paper > squares.length / 2) return null;
  if (Math.max(...squares) - Math.min(...squares) < LEAST_CONTRAST) return null;
  const waves = lowestWaves(squares);
  // The first says how bright the whole is, which is no likeness.
  const middle = waves.slice(1).toSorted((a, b) => a - b)[waves.length >> 1] ?? 0;
  const bits = new Uint8Array(waves.length / 8);
  for (const [at, wave] of waves.entries()) {
    if (at > 0 && wave > middle) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return bits;
}

function readSquares(path: string): Promise<readonly number[] | null> {
  const squares = before.then(() => decode(path));
  before = squares;
  return squares;
}

async function decode(path: string): Promise<readonly number[] | null> {
  try {
    const raw = await sharp(path, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(SIDE, SIDE, { fit: 'fill' })
      .timeout({ seconds: MOST_SECONDS })
      .raw()
      .toBuffer();
    return [...raw];
  } catch {
    return null;
  }
}

const COSINES = Array.from({ length: WAVES }, (_, wave) =>
  Array.from({ length: SIDE }, (_, at) => Math.cos(((2 * at + 1) * wave * Math.PI) / (2 * SIDE))),
);

/** The lowest frequencies of the cosine transform, both directions. */
function lowestWaves(squares: readonly number[]): readonly number[] {
  const rows = Array.from({ length: SIDE }, (_, y) => squares.slice(y * SIDE, (y + 1) * SIDE));
  const along = rows.map((row) => COSINES.map((cosines) => sumProducts(row, cosines)));
  return COSINES.flatMap((cosines) =>
    COSINES.map((_, wave) =>
      sumProducts(
        along.map((row) => row[wave] ?? 0),
        cosines,
      ),
    ),
  );
}

const sumProducts = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
