import { ArgumentError } from "@erlangen/numerics";
import type { FailureDirections } from "./failure-directions.ts";
import { requireEmbeddings, requireLabels, requireLength, rowsByLabel } from "./require-samples.ts";
import { whitenRows } from "./whitening.ts";

/**
 * The decision value w·z + b of each sample by the direction of its class: negative where the model is expected to fail.
 *
 * It needs labels and embeddings, not the model. Values of different classes do not compare: their offsets differ.
 *
 * Shapes: embeddings [samples, features], labels [samples] → [samples].
 *
 * @returns NaN for samples of skipped classes.
 * @throws ShapeError or ArgumentError as `failureDirections`, and for labels that it did not see.
 */
export function decisionValues(
  directions: FailureDirections,
  embeddings: ArrayLike<number>,
  labels: ArrayLike<number>,
): Float64Array {
  const where = "decisionValues";
  const { classes, skipped, whitening } = directions;
  const features = whitening.mean.length;
  requireEmbeddings(where, "embeddings", embeddings, { samples: labels.length, features });
  requireLabels(where, labels, labels.length);
  const decisions = new Float64Array(labels.length).fill(NaN);
  for (const [label, rows] of rowsByLabel(labels)) {
    const found = classes.find((one) => one.label === label);
    if (found === undefined) {
      if (skipped.some((one) => one.label === label)) continue;
      throw new ArgumentError(
        `${where}: expected labels that failureDirections saw, got ${label} at row ${rows[0]}`,
      );
    }
    const whitened = whitenRows(whitening, embeddings, rows);
    rows.forEach((row, i) => {
      let decision = found.b;
      for (let k = 0; k < features; k++) decision += found.w[k] * whitened[i * features + k];
      decisions[row] = decision;
    });
  }
  return decisions;
}

/**
 * The rows of each label from the most expected failure on: by increasing decision value, ties by row. Rows without a
 * decision (NaN) are left out.
 *
 * @param decisions - What {@link decisionValues} gave, [samples].
 * @param labels - [samples].
 * @returns By increasing label.
 * @throws ShapeError when lengths differ; ArgumentError for labels that are no integers.
 *
 * ```ts
 * import { rankFailures } from "@erlangen/metrics";
 *
 * [...rankFailures([0.3, -1, 2, -2], [0, 0, 1, 1]).values()].map((rows) => [...rows]); // => [[1, 0], [3, 2]]
 * ```
 */
export function rankFailures(
  decisions: ArrayLike<number>,
  labels: ArrayLike<number>,
): ReadonlyMap<number, Int32Array> {
  requireLabels("rankFailures", labels, labels.length);
  requireLength("rankFailures", "decisions", decisions, labels.length);
  return new Map(
    Array.from(rowsByLabel(labels), ([label, rows]) => [
      label,
      rows
        .filter((row) => !Number.isNaN(decisions[row]))
        .toSorted((i, j) => decisions[i] - decisions[j] || i - j),
    ]),
  );
}
