import { ArgumentError, ShapeError } from "../errors.ts";
import { flip, multiply } from "../linear-algebra/matmul.ts";
import { qr } from "../linear-algebra/qr.ts";
import { inverse } from "../linear-algebra/solve.ts";
import { requireSample } from "./require-sample.ts";
import { mean } from "./moments.ts";

/** A number and how far off it may be. */
export interface Estimate {
  readonly value: number;
  /** The standard deviation of the value under the model. */
  readonly standardError: number;
}

/** What `linearRegression` finds. */
export interface LinearRegression {
  /** The value at 0. */
  readonly intercept: Estimate;
  /** One for each predictor. */
  readonly slopes: readonly Estimate[];
  /** The unbiased estimate of σ², that is the sum of squared residuals over the degrees of freedom. */
  readonly residualVariance: number;
  /** samples - predictors - 1. */
  readonly degreesOfFreedom: number;
  /** The share of the variance of the response that the fit explains, in [0, 1]; NaN for a constant response. */
  readonly rSquared: number;
}

/** A column of predictors shorter than this, next to its old length, once the others are projected out, is dependent. */
const dependence = 1e-13;

/**
 * Least squares for y = intercept + Σ_j slope_j x_j + ε, with independent ε of one variance σ².
 *
 * Shapes: predictors [samples, k], response [samples]; k follows from the lengths.
 *
 * The standard error of a coefficient is the root of σ² times its diagonal entry of (Xᵀ X)⁻¹, X with a column of ones.
 *
 * @param predictors - Flat, row-major; for one predictor just its values.
 * @param response - More than k + 1 numbers.
 * @throws ShapeError when predictors is not a multiple of response in length; ArgumentError for too few samples,
 * dependent predictors (a constant one depends on the intercept), or numbers that are not finite.
 *
 * Source: Draper, Smith (1998), «Applied regression analysis», chapter 5.
 *
 * ```ts
 * import { linearRegression } from "@erlangen/numerics";
 *
 * const { slopes, intercept } = linearRegression([0, 1, 2, 3], [1, 3, 5, 8]);
 * slopes[0].value; // => 2.300000
 * slopes[0].standardError; // => 0.173205
 * intercept.value; // => 0.800000
 * ```
 */
export function linearRegression(
  predictors: ArrayLike<number>,
  response: ArrayLike<number>,
): LinearRegression {
  requireSample("linearRegression", "response", response, 1);
  requireSample("linearRegression", "predictors", predictors, 1);
  const samples = response.length;
  const k = predictors.length / samples;
  if (!Number.isInteger(k)) {
    throw new ShapeError(
      `linearRegression: expected predictors of shape [samples, k] with samples = ${samples}, got ${predictors.length} numbers`,
    );
  }
  const degreesOfFreedom = samples - k - 1;
  if (degreesOfFreedom < 1) {
    throw new ArgumentError(
      `linearRegression: expected at least ${k + 2} samples for ${k} predictors, got ${samples}`,
    );
  }

  const width = k + 1;
  const design = Float64Array.from({ length: samples * width }, (_, index) =>
    index % width === 0 ? 1 : predictors[Math.floor(index / width) * k + (index % width) - 1],
  );
  const { q, r } = qr(design, samples, width);
  requireIndependent(r, width);
  const y = Float64Array.from(response);
  const projection = multiply(flip(q, samples, width), y, {
    rows: width,
    inner: samples,
    columns: 1,
  });
  const fitted = multiply(q, projection, { rows: samples, inner: width, columns: 1 });
  const rInverse = inverse(r, width);
  const coefficients = multiply(rInverse, projection, { rows: width, inner: width, columns: 1 });

  const residual = sumOfSquares(y.map((value, i) => value - fitted[i]));
  const center = mean(y);
  const residualVariance = residual / degreesOfFreedom;
  const [intercept, ...slopes] = Array.from(coefficients, (value, j) => ({
    value,
    standardError: Math.sqrt(
      residualVariance * sumOfSquares(rInverse.subarray(j * width, (j + 1) * width)),
    ),
  }));
  const total = sumOfSquares(y.map((value) => value - center));
  return { intercept, slopes, residualVariance, degreesOfFreedom, rSquared: 1 - residual / total };
}

function requireIndependent(r: Float64Array, width: number): void {
  for (let j = 1; j < width; j++) {
    let square = 0;
    for (let i = 0; i <= j; i++) square += r[i * width + j] ** 2;
    if (r[j * width + j] > dependence * Math.sqrt(square)) continue;
    throw new ArgumentError(
      `linearRegression: expected independent predictors, got predictor ${j - 1} as a combination of those before it and a constant`,
    );
  }
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
