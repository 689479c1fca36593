import { tiltSeries } from "./tilt-series.ts";
import type { TiltSeries } from "./tilt-series.ts";

/** Writes D = X(alpha) M(beta) X(gamma) for one rotation after the other. */
export interface TurnedTilt {
  /** Input: cos alpha, sin alpha, cos beta, sin beta, cos gamma, sin gamma. */
  readonly turns: Float64Array;
  /** Writes the matrix [2l+1, 2l+1] of `turns` into `result` from `offset` on. */
  readonly write: (result: Float64Array, offset: number) => void;
}

/** The working memory of one degree. */
interface Workspace {
  readonly l: number;
  /** cos and sin of the multiples of alpha, then likewise of gamma: see {@link multiples}. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Entries of M in the order of {@link TiltSeries}: sine and cosine part of each pair. */
  readonly tilt: Float64Array;
}

const kernels: TurnedTilt[] = [];

/** The kernel of degree l, with its working memory; synchronous use only. */
export function turnedTilt(l: number): TurnedTilt {
  kernels[l] ??= build(l);
  return kernels[l];
}

function build(l: number): TurnedTilt {
  const series = tiltSeries(l);
  const turns = new Float64Array(6);
  const waves = new Float64Array(2 * (l + 1));
  const workspace: Workspace = {
    l,
    first: new Float64Array(2 * (l + 1)),
    last: new Float64Array(2 * (l + 1)),
    tilt: new Float64Array(series.bounds.length - 1),
  };
  const write = (result: Float64Array, offset: number): void => {
    multiples(turns[0], turns[1], workspace.first);
    multiples(turns[2], turns[3], waves);
    multiples(turns[4], turns[5], workspace.last);
    evaluate(series, waves, workspace.tilt);
    assemble(workspace, result, offset);
  };
  return { turns, write };
}

/** Fills `table` with cos(0 t), ..., cos(l t), sin(0 t), ..., sin(l t), by the addition theorem. */
function multiples(cosine: number, sine: number, table: Float64Array): void {
  const half = table.length >> 1;
  let c = 1;
  let s = 0;
  table[0] = 1;
  table[half] = 0;
  for (let m = 1; m < half; m++) {
    const previous = c;
    c = c * cosine - s * sine;
    s = s * cosine + previous * sine;
    table[m] = c;
    table[half + m] = s;
  }
}

/** Sums each entry of the tilt over its terms. */
function evaluate(series: TiltSeries, table: Float64Array, tilt: Float64Array): void {
  const { bounds, waves, factors } = series;
  let term = 0;
  for (let entry = 0; entry < tilt.length; entry++) {
    const end = bounds[entry + 1];
    let total = 0;
    for (; term < end; term++) {
      total += factors[term] * table[waves[term]];
    }
    tilt[entry] = total;
  }
}

/**
 * Rows l-p, l+p and columns l-q, l+q of D are
 * [[ca, sa], [-sa, ca]] diag(sine, cosine) [[cc, sc], [-sc, cc]] with ca = cos(p alpha) and so on.
 */
function assemble({ l, first, last, tilt }: Workspace, result: Float64Array, offset: number): void {
  const width = 2 * l + 1;
  for (let p = 0; p <= l; p++) {
    const ca = first[p];
    const sa = first[l + 1 + p];
    const upper = offset + (l - p) * width + l;
    const lower = offset + (l + p) * width + l;
    for (let q = 0; q <= l; q++) {
      const pair = p <= q ? q * (q + 1) + 2 * p : p * (p + 1) + 2 * q;
      const sign = p > q && ((p + q) & 1) === 1 ? -1 : 1;
      const sine = sign * tilt[pair];
      const cosine = sign * tilt[pair + 1];
      const cc = last[q];
      const sc = last[l + 1 + q];
      const left = sine * cc;
      const right = sine * sc;
      const polarLeft = cosine * cc;
      const polarRight = cosine * sc;
      // For p = 0 or q = 0 positions coincide: the ones that hold come last.
      result[upper - q] = ca * left - sa * polarRight;
      result[upper + q] = sa * polarLeft + ca * right;
      result[lower - q] = -ca * polarRight - sa * left;
      result[lower + q] = ca * polarLeft - sa * right;
    }
  }
}
