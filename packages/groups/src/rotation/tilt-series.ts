import { axisSwap } from "./axis-swap.ts";

/**
 * The matrix M(b) = J X(b) J of the rotation about x, as sums of cosines and sines, for fast
 * evaluation.
 *
 * The reflection x -> -x commutes with the rotation, so M has no entry between m < 0 and m >= 0.
 * What is left are, for orders 0 <= p, q <= l, the entries M[l-p, l-q] (`sine`) and M[l+p, l+q]
 * (`cosine`). Turning by pi about y inverts the tilt, so M[q, p] = (-1)^(p+q) M[p, q] and only p <=
 * q is kept.
 */
export interface TiltSeries {
  /**
   * For the pair number n = (p, q), p <= q, q outer: where its terms begin and the sine part ends,
   * [pairs, 2] and an end.
   */
  readonly bounds: Int32Array;
  /** Index of each term in the table (cos 0b, ..., cos lb, sin 0b, ..., sin lb). */
  readonly waves: Int32Array;
  /** Factor of each term. */
  readonly factors: Float64Array;
}

/**
 * Products of entries of J below this are zeros: the sum of all terms changes by less than
 * rounding.
 */
const negligible = 1e-17;

const series: TiltSeries[] = [];

/** The series of degree l, computed once. */
export function tiltSeries(l: number): TiltSeries {
  series[l] ??= expand(l);
  return series[l];
}

function expand(l: number): TiltSeries {
  const swap = axisSwap(l);
  const width = 2 * l + 1;
  const bounds: number[] = [];
  const waves: number[] = [];
  const factors: number[] = [];

  const push = (row: number, column: number): void => {
    for (let m = 0; m <= l; m++) {
      const [up, down] = [l + m, l - m];
      const direct = swap[row * width + up] * swap[up * width + column];
      const mirrored = swap[row * width + down] * swap[down * width + column];
      const cosine = m === 0 ? direct : direct + mirrored;
      const sine =
        swap[row * width + down] * swap[up * width + column] -
        swap[row * width + up] * swap[down * width + column];
      for (const [wave, factor] of [
        [m, cosine],
        [l + 1 + m, sine],
      ]) {
        if (Math.abs(factor) > negligible) {
          waves.push(wave);
          factors.push(factor);
        }
      }
    }
  };

  for (let q = 0; q <= l; q++) {
    for (let p = 0; p <= q; p++) {
      bounds.push(waves.length);
      if (p > 0) {
        push(l - p, l - q);
      }
      bounds.push(waves.length);
      push(l + p, l + q);
    }
  }
  bounds.push(waves.length);
  return {
    bounds: Int32Array.from(bounds),
    waves: Int32Array.from(waves),
    factors: Float64Array.from(factors),
  };
}
