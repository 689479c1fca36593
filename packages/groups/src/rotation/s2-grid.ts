import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { assertDegree } from "./degree.ts";
import { anglesToXyz } from "./euler-angles.ts";
import { sphericalHarmonics } from "./spherical-harmonics.ts";
import type { SphericalHarmonicsNormalization } from "./spherical-harmonics.ts";

/** Options of {@link s2Grid}. */
export interface S2GridOptions {
  /** Last degree of the harmonics, an integer >= 0. */
  readonly lMax: number;
  /** Number of rings, even, at least 2 (lMax+1); default 2 (lMax+1). */
  readonly resBeta?: number;
  /** Number of points on a ring, at least 2 lMax + 1; default 2 lMax + 1. */
  readonly resAlpha?: number;
  /**
   * What the coefficients mean: `component` (default) and `norm` make the signal's mean square 1
   * when each component, or each vector, of the coefficients has mean square 1; `integral` are
   * plain coefficients of orthonormal harmonics.
   */
  readonly normalization?: SphericalHarmonicsNormalization;
}

/**
 * A grid on the sphere and the linear maps between values on it and coefficients of harmonics.
 * `fromGrid` after `toGrid` is the identity up to rounding.
 */
export interface S2Grid {
  readonly lMax: number;
  /** Angle of each ring to the y axis, pi (i + 1/2) / resBeta. */
  readonly beta: Float64Array;
  /** Azimuth of each point of a ring, 2 pi j / resAlpha. */
  readonly alpha: Float64Array;
  /** Unit vectors [resBeta, resAlpha, 3]. */
  readonly points: Float64Array;
  /** Weight of one point of each ring in the mean over the sphere; times resAlpha they sum to 1. */
  readonly weights: Float64Array;
  /** The map to the grid, [resBeta resAlpha, (lMax+1)^2]. */
  readonly synthesis: Float64Array;
  /** The map from the grid, [(lMax+1)^2, resBeta resAlpha]. */
  readonly analysis: Float64Array;
  /** Values of signals: [n, (lMax+1)^2] -> [n, resBeta, resAlpha]. */
  toGrid(coefficients: ArrayLike<number>): Float64Array;
  /** Coefficients of signals: [n, resBeta, resAlpha] -> [n, (lMax+1)^2]. */
  fromGrid(values: ArrayLike<number>): Float64Array;
}

/**
 * The equiangular grid on the sphere of Driscoll and Healy, with exact quadrature.
 *
 * Rings lie at beta_i = pi (i + 1/2) / resBeta, none at a pole; points at alpha_j = 2 pi j /
 * resAlpha. With c_l the size of the normalisation, to the grid: f = sum c_l Y_lm x_lm; back:
 * x_lm = (4 pi / c_l) mean(Y_lm f), Y orthonormal; c_l = sqrt(4 pi / ((2l+1) (lMax+1)))
 * (`component`), sqrt(4 pi / (lMax+1)) (`norm`), 1 (`integral`).
 *
 * @param options - Degree, resolution and normalisation.
 * @throws ArgumentError when the grid is too coarse for the degree.
 *
 * Cost: both maps are dense matrices, resBeta resAlpha (lMax+1)^2 multiplications for each signal.
 *
 * Source: Kostelec and Rockmore (2008), «FFTs on the rotation group», for the weights;
 * equals `ToS2Grid` and `FromS2Grid` of e3nn 0.6.
 *
 * ```ts
 * import { s2Grid } from "@erlangen/groups";
 *
 * const grid = s2Grid({ lMax: 2 });
 * const coefficients = [1, 2, 3, 4, 5, 6, 7, 8, 9];
 * [...grid.fromGrid(grid.toGrid(coefficients))].map(Math.round); // => [1, 2, 3, 4, 5, 6, 7, 8, 9]
 * ```
 */
export function s2Grid(options: S2GridOptions): S2Grid {
  const { lMax, normalization = "component" } = options;
  assertDegree("s2Grid", "lMax", lMax);
  const { resBeta = 2 * (lMax + 1), resAlpha = 2 * lMax + 1 } = options;
  assertDegree("s2Grid", "resBeta", resBeta);
  assertDegree("s2Grid", "resAlpha", resAlpha);
  if (resBeta % 2 !== 0 || resBeta < 2 * (lMax + 1) || resAlpha < 2 * lMax + 1) {
    throw new ArgumentError(
      `s2Grid: expected resBeta even and >= ${2 * (lMax + 1)}, resAlpha >= ${2 * lMax + 1} ` +
        `for lMax = ${lMax}, got ${resBeta} and ${resAlpha}`,
    );
  }

  const beta = Float64Array.from({ length: resBeta }, (_, i) => (Math.PI * (i + 0.5)) / resBeta);
  const alpha = Float64Array.from({ length: resAlpha }, (_, j) => (2 * Math.PI * j) / resAlpha);
  const points = Float64Array.from(
    Array.from(beta, (b) => Array.from(alpha, (a) => anglesToXyz({ alpha: a, beta: b }))).flat(2),
  );
  const weights = ringWeights(beta).map((weight) => weight / resAlpha);

  const size = (lMax + 1) ** 2;
  const count = resBeta * resAlpha;
  const synthesis = sphericalHarmonics(lMax, points, { normalization: "integral" });
  const analysis = new Float64Array(size * count);
  for (let point = 0; point < count; point++) {
    for (let lm = 0; lm < size; lm++) {
      const scale = degreeScale(Math.floor(Math.sqrt(lm)), lMax, normalization);
      const harmonic = synthesis[point * size + lm];
      const weight = weights[Math.floor(point / resAlpha)];
      analysis[lm * count + point] = ((4 * Math.PI) / scale) * weight * harmonic;
      synthesis[point * size + lm] = scale * harmonic;
    }
  }

  return {
    lMax,
    beta,
    alpha,
    points,
    weights,
    synthesis,
    analysis,
    toGrid(coefficients: ArrayLike<number>): Float64Array {
      assertRows("toGrid: expected coefficients of shape [n, (lMax+1)^2]", coefficients, size);
      return applyToRows(synthesis, coefficients, size);
    },
    fromGrid(values: ArrayLike<number>): Float64Array {
      assertRows("fromGrid: expected values of shape [n, resBeta, resAlpha]", values, count);
      return applyToRows(analysis, values, count);
    },
  };
}

/** Weights of the rings in the mean over the sphere: exact for degrees below their number. */
function ringWeights(beta: Float64Array): Float64Array {
  const half = beta.length / 2;
  return beta.map((angle) => {
    let sum = 0;
    for (let k = 0; k < half; k++) {
      sum += Math.sin((2 * k + 1) * angle) / (2 * k + 1);
    }
    return (Math.sin(angle) * sum) / half;
  });
}

function degreeScale(
  l: number,
  lMax: number,
  normalization: SphericalHarmonicsNormalization,
): number {
  switch (normalization) {
    case "component":
      return Math.sqrt((4 * Math.PI) / ((2 * l + 1) * (lMax + 1)));
    case "norm":
      return Math.sqrt((4 * Math.PI) / (lMax + 1));
    case "integral":
      return 1;
    default:
      throw new ArgumentError(
        `s2Grid: expected normalization "component", "norm" or "integral", got ${JSON.stringify(normalization)}`,
      );
  }
}

function assertRows(expected: string, rows: ArrayLike<number>, length: number): void {
  if (!(rows?.length % length === 0)) {
    throw new ShapeError(`${expected} with rows of ${length}, got ${rows?.length} numbers`);
  }
}

/** The matrix [rows, width] times each of the vectors [n, width]. */
function applyToRows(
  matrix: Float64Array,
  vectors: ArrayLike<number>,
  width: number,
): Float64Array {
  const height = matrix.length / width;
  const result = new Float64Array((vectors.length / width) * height);
  for (let position = 0; position < result.length; position++) {
    const row = (position % height) * width;
    const vector = Math.floor(position / height) * width;
    let sum = 0;
    for (let i = 0; i < width; i++) {
      sum += matrix[row + i] * vectors[vector + i];
    }
    result[position] = sum;
  }
  return result;
}
