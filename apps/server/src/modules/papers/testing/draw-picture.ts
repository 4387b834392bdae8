import sharp, { type Sharp } from 'sharp';

/** A sequence of numbers from 0 to 1 that is the same for the same seed. */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const svg = (width: number, height: number, ground: string, shapes: string): Sharp =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
        <rect width="${width}" height="${height}" fill="${ground}"/>${shapes}</svg>`,
    ),
  );

/** A picture of coloured shapes as a photograph has; another seed, another picture. */
export function drawPhoto(seed: number, width = 800, height = 600): Sharp {
  const next = numbersOf(seed);
  const colour = () => Math.floor(next() * 220);
  const shapes = Array.from(
    { length: 30 },
    () =>
      `<ellipse cx="${next() * width}" cy="${next() * height}" rx="${(next() * width) / 4}"
        ry="${(next() * height) / 4}" fill="rgb(${colour()},${colour()},${colour()})" opacity="0.6"/>`,
  );
  return svg(width, height, '#789', shapes.join(''));
}

/** A scanned form: lines of writing on white paper. */
export function drawScan(seed: number): Sharp {
  const next = numbersOf(seed);
  const lines = Array.from({ length: 20 }, (_, at) => {
    const length = 200 + next() * 250;
    return `<rect x="60" y="${60 + at * 38}" width="${length}" height="8"/>`;
  });
  return svg(620, 877, '#fff', lines.join(''));
}
