import { ArgumentError, type Random } from "@erlangen/numerics";
import type { SearchOptions } from "./euclidean-index.ts";
import { gapCurve, type GapCurve, type GapCurveOptions } from "./gap-curve.ts";
import { gapDimension } from "./gap-dimension.ts";
import type { Isometries } from "./isometries.ts";
import { neighborDistances } from "./neighbor-distances.ts";
import { requireDistinctRows } from "./require-distinct-rows.ts";
import { likelihoodDimension, twoNnDimension } from "./ratio-dimension.ts";

/** How {@link intrinsicDimension} estimates. */
export type DimensionMethod = "gap" | "twoNn" | "mle";

/** What {@link intrinsicDimension} accepts. */
export interface IntrinsicDimensionOptions extends SearchOptions {
  /** Default `gap`. */
  readonly method?: DimensionMethod;
  /** Numbers in a row of data, ≥ 1; not needed for a curve. */
  readonly columns?: number;
  /** For `gap`: splits the data, and resamples the trials. */
  readonly random?: Random;
  /** The estimate is that of the space of orbits. */
  readonly group?: Isometries;
  /** For `gap`: how many of the largest sizes to fit, ≥ 3. Default 6. */
  readonly points?: number;
  /** For `gap` on data, as in {@link gapCurve}. */
  readonly sizes?: readonly number[];
  readonly trials?: number;
  readonly testSize?: number;
  readonly onTrial?: (trial: number) => void;
  /** For `twoNn`: the share of the largest ratios r₂/r₁ left out of a fit through the origin, in [0, 1). Default: no fit, maximum likelihood. */
  readonly discard?: number;
  /** For `mle`: neighbours of each point, ≥ 2. Default 10. */
  readonly neighbors?: number;
}

/** An estimate of a dimension. */
export interface DimensionEstimate {
  readonly method: DimensionMethod;
  readonly dimension: number;
  readonly standardError: number;
  /** For `gap`: the curve, and the slope of log R against log n between neighbouring sizes of the fit. */
  readonly curve?: GapCurve;
  readonly localSlopes?: readonly number[];
  /** For `gap`: the error of the fit, and that from resampling the trials; `standardError` is the larger one. */
  readonly regressionError?: number;
  readonly bootstrapError?: number;
}

/**
 * The intrinsic dimension of data, or under a group of its space of orbits.
 *
 * `gap`: R ~ n^{-2/d}, so that d = -2 / slope of log R against log n. Slopes that change with n show edges (which add a
 * share of order n^{-1/d}) and curvature (n^{-2/d}); from d = 8 on at thousands of points expect 4 to 5 % too little. Groups with fixed points add logarithms of n.
 *
 * `twoNn`: the ratio of the distances of the two nearest neighbours follows the law 1 - μ^{-d}; d = (N-1) / Σ log(r₂/r₁), or
 * with `discard` the slope of -log(1 - F) against log μ.
 *
 * `mle`: 1/d = mean of log(r_k/r_j) over points and j < k.
 *
 * Numerics: errors of `gap` on data do not include that all trials share the data. Those of the others are 1.5 times what
 * independent ratios would give, because points share neighbours.
 *
 * @param source - Rows [rows, columns], flat, or for `gap` a curve.
 * @throws ArgumentError for equal rows (named; distances of 0 have no logarithm), too few rows, options out of range.
 *
 * Source: Perera et al. (2026), arXiv 2605.21692, section 5.2; Facco, d'Errico, Rodriguez, Laio (2017), «Estimating the
 * intrinsic dimension of datasets by a minimal neighborhood information»; Levina, Bickel (2005), «Maximum likelihood
 * estimation of intrinsic dimension», with the correction of MacKay and Ghahramani (2005).
 *
 * ```ts
 * import { Random } from "@erlangen/numerics";
 * import { intrinsicDimension } from "@erlangen/metrics";
 *
 * // A helix in space is a curve.
 * const angles = Random.fromSeed(0).uniform(2000).map((u) => 20 * u);
 * const helix = [...angles].flatMap((t) => [Math.cos(t), Math.sin(t), t / 9]);
 * const { dimension, standardError } = await intrinsicDimension(helix, { columns: 3, method: "twoNn" });
 * Math.abs(dimension - 1) < 3 * standardError; // => true
 * ```
 */
export async function intrinsicDimension(
  source: GapCurve | ArrayLike<number>,
  options: IntrinsicDimensionOptions,
): Promise<DimensionEstimate> {
  const { method = "gap", random } = options;
  if (method !== "gap" && method !== "twoNn" && method !== "mle") {
    throw new ArgumentError(
      `intrinsicDimension: expected method "gap", "twoNn" or "mle", got ${JSON.stringify(method)}`,
    );
  }
  if (method === "gap") {
    const stream = required(random, "random for the method gap");
    const curve = isCurve(source)
      ? source
      : await gapCurve(distinctRows(source, options), curveOptions(options, stream));
    return {
      method,
      curve,
      ...gapDimension(curve, { points: options.points, random: stream.split("bootstrap") }),
    };
  }
  if (isCurve(source)) {
    throw new ArgumentError(
      `intrinsicDimension: expected data for the method ${method}, got a curve`,
    );
  }
  const { neighbors = 10, discard } = options;
  const count = method === "twoNn" ? 2 : neighbors;
  const distances = await neighborDistances(distinctRows(source, options), {
    ...options,
    columns: columnsOf(options),
    count,
  });
  return {
    method,
    ...(method === "twoNn"
      ? twoNnDimension(distances, discard)
      : likelihoodDimension(distances, count)),
  };
}

function distinctRows(
  data: ArrayLike<number>,
  options: IntrinsicDimensionOptions,
): ArrayLike<number> {
  requireDistinctRows("intrinsicDimension", data, columnsOf(options));
  return data;
}

function curveOptions(options: IntrinsicDimensionOptions, random: Random): GapCurveOptions {
  return { ...options, columns: columnsOf(options), random: random.split("curve") };
}

function columnsOf({ columns }: IntrinsicDimensionOptions): number {
  return required(columns, "columns of the data");
}

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new ArgumentError(`intrinsicDimension: expected ${name}, got undefined`);
}

function isCurve(source: GapCurve | ArrayLike<number>): source is GapCurve {
  return "sizes" in source && "gaps" in source;
}
