import { ArgumentError, ShapeError } from "@erlangen/numerics";

/**
 * Checks embeddings [samples, features].
 *
 * @returns `features`.
 * @throws ShapeError when their length is no whole number of rows; ArgumentError when a number is not finite, with its
 * row and column.
 */
export function requireEmbeddings(
  where: string,
  name: string,
  embeddings: ArrayLike<number>,
  { samples, features }: { readonly samples: number; readonly features?: number },
): number {
  const columns = features ?? embeddings.length / samples;
  const fits = Number.isInteger(columns) && columns >= 1;
  if (!fits || embeddings.length !== samples * columns) {
    throw new ShapeError(
      `${where}: expected ${name} of shape [samples, features] = [${samples}, ${features ?? "features"}], flat, got ${embeddings.length} numbers`,
    );
  }
  for (let i = 0; i < embeddings.length; i++) {
    if (Number.isFinite(embeddings[i])) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to hold finite numbers, got ${embeddings[i]} at row ${Math.floor(i / columns)}, column ${i % columns}`,
    );
  }
  return columns;
}

/**
 * Checks labels: integers, one for each sample.
 *
 * @throws ShapeError or ArgumentError, with the row.
 */
export function requireLabels(where: string, labels: ArrayLike<number>, samples: number): void {
  requireLength(where, "labels", labels, samples);
  for (let i = 0; i < samples; i++) {
    if (Number.isSafeInteger(labels[i])) continue;
    throw new ArgumentError(
      `${where}: expected labels to be integers, got ${labels[i]} at row ${i}`,
    );
  }
}

/**
 * Checks outcomes: 1 where the model was right, 0 where it was wrong.
 *
 * @throws ShapeError or ArgumentError, with the row.
 */
export function requireOutcomes(where: string, correct: ArrayLike<number>, samples: number): void {
  requireLength(where, "correct", correct, samples);
  for (let i = 0; i < samples; i++) {
    if (correct[i] === 0 || correct[i] === 1) continue;
    throw new ArgumentError(
      `${where}: expected correct to be 0 or 1, got ${correct[i]} at row ${i}; give whether each prediction was right, not the prediction`,
    );
  }
}

/** Checks that an array has one number for each sample. */
export function requireLength(
  where: string,
  name: string,
  values: ArrayLike<number>,
  samples: number,
): void {
  if (values.length === samples) return;
  throw new ShapeError(
    `${where}: expected ${name} of shape [samples] = [${samples}], got ${values.length} numbers`,
  );
}

/** The rows of each label, both in increasing order. */
export function rowsByLabel(labels: ArrayLike<number>): ReadonlyMap<number, Int32Array> {
  const rows = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const known = rows.get(labels[i]);
    if (known === undefined) rows.set(labels[i], [i]);
    else known.push(i);
  }
  const sorted = [...rows].toSorted(([a], [b]) => a - b);
  return new Map(sorted.map(([label, list]) => [label, Int32Array.from(list)]));
}
