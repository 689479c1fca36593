import { tiltSeries } from "./tilt-series.ts";

/** Writes D = X(alpha) M(beta) X(gamma) for one rotation after the other. */
export interface TurnedTilt {
  /** Input: cos alpha, sin alpha, cos beta, sin beta, cos gamma, sin gamma. */
  readonly turns: Float64Array;
  /** Writes the matrix [2l+1, 2l+1] of `turns` into `result` from `offset` on. */
  readonly write: (result: Float64Array, offset: number) => void;
}

const kernels: TurnedTilt[] = [];

/** The kernel of degree l, with its working memory; synchronous use only. */
export function turnedTilt(l: number): TurnedTilt {
  kernels[l] ??= build(l);
  return kernels[l];
}

function build(l: number): TurnedTilt {
  const { bounds, waves, factors } = tiltSeries(l);
  const width = 2 * l + 1;
  const turns = new Float64Array(6);
  const [a, b, c] = [0, 1, 2].map(() => new Float64Array(2 * (l + 1)));

  const sum = (from: number, to: number): number => {
    let total = 0;
    for (let term = from; term < to; term++) {
      total += factors[term] * b[waves[term]];
    }
    return total;
  };

  const write = (result: Float64Array, offset: number): void => {
    multiples(l, turns[0], turns[1], a);
    multiples(l, turns[2], turns[3], b);
    multiples(l, turns[4], turns[5], c);

    // The four entries (-p or p, -q or q): [[ca, sa], [-sa, ca]] diag(sine, cosine) [[cc, sc],
    // [-sc, cc]].
    const place = (p: number, q: number, sine: number, cosine: number): void => {
      const [ca, sa, cc, sc] = [a[p], a[l + 1 + p], c[q], c[l + 1 + q]];
      const upper = offset + (l - p) * width + l;
      const lower = offset + (l + p) * width + l;
      // For p = 0 or q = 0 positions coincide: the ones that hold come last.
      result[upper - q] = ca * sine * cc - sa * cosine * sc;
      result[upper + q] = sa * cosine * cc + ca * sine * sc;
      result[lower - q] = -ca * cosine * sc - sa * sine * cc;
      result[lower + q] = ca * cosine * cc - sa * sine * sc;
    };

    let pair = 0;
    for (let q = 0; q <= l; q++) {
      for (let p = 0; p <= q; p++) {
        const middle = bounds[pair + 1];
        const sine = sum(bounds[pair], middle);
        const cosine = sum(middle, bounds[pair + 2]);
        place(p, q, sine, cosine);
        if (p !== q) {
          const sign = (p + q) % 2 === 0 ? 1 : -1;
          place(q, p, sign * sine, sign * cosine);
        }
        pair += 2;
      }
    }
  };
  return { turns, write };
}

/** Fills `table` with cos(0 t), ..., cos(l t), sin(0 t), ..., sin(l t), by the addition theorem. */
function multiples(l: number, cosine: number, sine: number, table: Float64Array): void {
  table[0] = 1;
  table[l + 1] = 0;
  for (let m = 1; m <= l; m++) {
    const [c, s] = [table[m - 1], table[l + m]];
    table[m] = c * cosine - s * sine;
    table[l + 1 + m] = s * cosine + c * sine;
  }
}
