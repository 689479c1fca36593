import { ArgumentError } from "@erlangen/numerics";
import { rankFailures } from "./decision-values.ts";

/** How {@link failureWeights} weighs. */
export type FailureWeighting = "binary2" | "balanced" | "soft";

/**
 * The rows of a pool that are worth adding to the training set: of each class the `count` with the lowest decision
 * values.
 *
 * @param decisions - What `decisionValues` gave for the pool, [samples].
 * @param labels - [samples].
 * @param count - How many of each class, >= 1; a class that has fewer gives all.
 * @returns Row numbers, by label, then from the most expected failure on.
 * @throws ShapeError when lengths differ; ArgumentError when `count` is no integer >= 1.
 *
 * Source: Jain et al. (2023), section 5, with `count` 100.
 */
export function selectFailures(
  decisions: ArrayLike<number>,
  labels: ArrayLike<number>,
  count: number,
): Int32Array {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new ArgumentError(`selectFailures: expected count to be an integer >= 1, got ${count}`);
  }
  const ranked = [...rankFailures(decisions, labels).values()];
  return Int32Array.from(ranked.flatMap((rows) => Array.from(rows.subarray(0, count))));
}

/**
 * Weights of training samples that stress the expected failures, class by class.
 *
 * - `binary2`: 2 where delta <= 0, else 1.
 * - `balanced`: n / (2 n_-) where delta <= 0, else n / (2 n_+), with n the samples of the class; 1 when all are alike.
 * - `soft`: (-delta - min(-delta)), divided by its mean over the class; 1 when all are equal.
 *
 * Samples without a decision (NaN) get 1.
 *
 * @param decisions - delta, what `decisionValues` gave, [samples].
 * @param labels - [samples].
 * @returns [samples].
 * @throws ShapeError when lengths differ; ArgumentError for another weighting.
 *
 * Source: Jain et al. (2023), section 5 and its code; differs in: n is counted within each class, because decision values
 * of different classes do not compare.
 *
 * ```ts
 * import { failureWeights } from "@erlangen/metrics";
 *
 * failureWeights([-1, 1, 1, 3], [0, 0, 0, 0], "balanced"); // => [2, 0.666666666667, 0.666666666667, 0.666666666667]
 * failureWeights([-1, 1, 1, 3], [0, 0, 0, 0], "soft"); // => [2, 1, 1, 0]
 * ```
 */
export function failureWeights(
  decisions: ArrayLike<number>,
  labels: ArrayLike<number>,
  weighting: FailureWeighting,
): Float64Array {
  if (!Object.hasOwn(weightings, weighting)) {
    throw new ArgumentError(
      `failureWeights: expected weighting to be one of ${Object.keys(weightings).join(", ")}, got ${JSON.stringify(weighting)}`,
    );
  }
  const weights = new Float64Array(labels.length).fill(1);
  for (const rows of rankFailures(decisions, labels).values()) {
    const values = Float64Array.from(rows, (row) => decisions[row]);
    const own = weightings[weighting](values);
    rows.forEach((row, i) => {
      weights[row] = own[i];
    });
  }
  return weights;
}

/** From the increasing decision values of one class to its weights. */
const weightings: Readonly<Record<FailureWeighting, (delta: Float64Array) => Float64Array>> = {
  binary2: (delta) => delta.map((value) => (value <= 0 ? 2 : 1)),
  balanced: (delta) => {
    const n = delta.length;
    const negative = delta.filter((value) => value <= 0).length;
    if (negative === 0 || negative === n) return delta.map(() => 1);
    return delta.map((value) => n / (2 * (value <= 0 ? negative : n - negative)));
  },
  soft: (delta) => {
    const n = delta.length;
    const largest = delta[n - 1];
    const mean = delta.reduce((sum, value) => sum + (largest - value), 0) / n;
    return delta.map((value) => (mean === 0 ? 1 : (largest - value) / mean));
  },
};
