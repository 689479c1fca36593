import { ArgumentError, type Random } from "@erlangen/numerics";
import type { SearchOptions } from "./euclidean-index.ts";
import type { Isometries } from "./isometries.ts";
import { representationGap } from "./representation-gap.ts";
import { requireCount, requireRows } from "./require-rows.ts";

/** The gap for growing numbers of outputs. */
export interface GapCurve {
  /** Numbers of outputs, growing. */
  readonly sizes: readonly number[];
  /** Mean over the trials, [sizes]. */
  readonly gaps: readonly number[];
  /** Standard error of that mean, from the spread of the trials, [sizes]. */
  readonly standardErrors: readonly number[];
  /** The gap of each trial, [trials][sizes]. */
  readonly trials: readonly (readonly number[])[];
}

/** Draws `count` rows. */
export type RowSampler = (random: Random, count: number) => Float64Array;

/** What {@link gapCurve} accepts. */
export interface GapCurveOptions extends SearchOptions {
  /** Numbers in a row, ≥ 1. */
  readonly columns: number;
  readonly random: Random;
  /** Numbers of outputs, growing, at least two. Default for data: six, each twice the one before, up to all that is left. */
  readonly sizes?: readonly number[];
  /** Independent samples for each size, ≥ 2. Default 5. */
  readonly trials?: number;
  /** Test points of each trial. Default 4000, for data at most a fifth of the rows. */
  readonly testSize?: number;
  readonly group?: Isometries;
  /** Called after each trial. */
  readonly onTrial?: (trial: number) => void;
}

/**
 * The gap as a function of the number of outputs, averaged over trials.
 *
 * From a sampler every trial draws a fresh test set, and fresh outputs for each size. From data every trial shuffles the
 * rows, keeps the first for testing and takes the outputs from the rest, the smaller sets inside the larger ones. Test
 * points and outputs never share a row.
 *
 * @param source - A sampler of rows, or rows [rows, columns], flat.
 * @throws ArgumentError when an option is out of range, or the data are too few; as {@link representationGap} for rows.
 *
 * Source: Perera et al. (2026), arXiv 2605.21692, section 5.2 (sub-samples of growing size).
 *
 * ```ts
 * import { Random } from "@erlangen/numerics";
 * import { exactIntervalGap, gapCurve } from "@erlangen/metrics";
 *
 * const curve = await gapCurve((random, count) => random.uniform(count), {
 *   columns: 1,
 *   sizes: [16, 64],
 *   trials: 50,
 *   testSize: 500,
 *   random: Random.fromSeed(0),
 * });
 * Math.abs(curve.gaps[1] - exactIntervalGap(64)) < 4 * curve.standardErrors[1]; // => true
 * ```
 */
export async function gapCurve(
  source: RowSampler | ArrayLike<number>,
  options: GapCurveOptions,
): Promise<GapCurve> {
  const { random, trials: count = 5, onTrial = () => {} } = options;
  requireCount("gapCurve", "trials", count, { least: 2 });
  const plan =
    typeof source === "function" ? samplerPlan(source, options) : dataPlan(source, options);
  const { columns, group, engine, periods } = options;
  const search = {
    columns,
    quantiles: [],
    ...(group === undefined ? {} : { group }),
    ...(engine === undefined ? {} : { engine }),
    ...(periods === undefined ? {} : { periods }),
  };
  const trials: number[][] = [];
  for (let trial = 0; trial < count; trial++) {
    const { test, outputs } = plan.draw(random.split(trial));
    const gaps: number[] = [];
    for (const size of plan.sizes) {
      gaps.push((await representationGap(test, outputs(size), search)).gap);
    }
    trials.push(gaps);
    onTrial(trial);
  }
  const gaps = plan.sizes.map((_, j) => trials.reduce((sum, row) => sum + row[j], 0) / count);
  const standardErrors = gaps.map((gap, j) => {
    const squares = trials.reduce((sum, row) => sum + (row[j] - gap) ** 2, 0);
    return Math.sqrt(squares / (count * (count - 1)));
  });
  return { sizes: plan.sizes, gaps, standardErrors, trials };
}

/** How a trial gets its rows. */
interface Plan {
  readonly sizes: readonly number[];
  draw(random: Random): {
    readonly test: Float64Array;
    readonly outputs: (size: number) => Float64Array;
  };
}

function samplerPlan(sampler: RowSampler, options: GapCurveOptions): Plan {
  const { testSize = 4000 } = options;
  requireCount("gapCurve", "testSize", testSize, { least: 1 });
  const sizes = requireSizes(options.sizes ?? [], Infinity);
  return {
    sizes,
    draw: (random) => ({
      test: sampler(random.split("test"), testSize),
      outputs: (size) => sampler(random.split("outputs").split(size), size),
    }),
  };
}

function dataPlan(data: ArrayLike<number>, options: GapCurveOptions): Plan {
  const { columns } = options;
  const rows = requireRows("gapCurve", "data", data, { columns, least: 8 });
  const testSize = options.testSize ?? Math.min(4000, Math.floor(rows / 5));
  requireCount("gapCurve", "testSize", testSize, { least: 1, most: rows - 4 });
  const left = rows - testSize;
  const halvings = Math.max(1, Math.min(5, Math.floor(Math.log2(left / 8))));
  const sizes = requireSizes(
    options.sizes ??
      Array.from({ length: halvings + 1 }, (_, i) => Math.floor(left / 2 ** (halvings - i))),
    left,
  );
  const take = (order: Int32Array): Float64Array => {
    const taken = new Float64Array(order.length * columns);
    order.forEach((row, i) => {
      for (let a = 0; a < columns; a++) taken[i * columns + a] = data[row * columns + a];
    });
    return taken;
  };
  return {
    sizes,
    draw: (random) => {
      const order = random.permutation(rows);
      const pool = take(order.subarray(testSize, testSize + sizes[sizes.length - 1]));
      return {
        test: take(order.subarray(0, testSize)),
        outputs: (size) => pool.subarray(0, size * columns),
      };
    },
  };
}

function requireSizes(sizes: readonly number[], most: number): readonly number[] {
  const fits = sizes.every(
    (size, i) => Number.isInteger(size) && size > (i === 0 ? 0 : sizes[i - 1]) && size <= most,
  );
  if (fits && sizes.length >= 2) return sizes;
  const limit = most === Infinity ? "" : ` up to ${most}, the rows left beside the test points`;
  throw new ArgumentError(
    `gapCurve: expected at least two growing sizes${limit}, got ${sizes.join(", ") || "none"}`,
  );
}
