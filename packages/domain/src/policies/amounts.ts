import { type Cm2, cm2 } from '../basics/area.ts';
import { type Fen, fen } from '../basics/money.ts';

// Limits are printed with two decimals at most (28967.2 元); rounding only removes binary noise.
export function yuanToFen(yuan: number): Fen {
  return fen(Math.round(yuan * 100));
}

export function squareMetresToCm2(squareMetres: number): Cm2 {
  return cm2(Math.round(squareMetres * 10_000));
}
