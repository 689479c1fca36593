import type { NamedFeatures, PreparationOptions } from "./features.ts";
import { noVariance } from "./features.ts";

/** Features after centring and scaling, as float64 rows `[rows, columns]`. */
export interface Prepared {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Subtracts the mean of each column and scales to a mean squared row length of 1, as far as the options say. */
export function prepare(
  where: string,
  { name, features }: NamedFeatures,
  options: PreparationOptions,
): Prepared {
  const { rows, columns } = features;
  const { means, scale } = preparation(where, { name, features }, options);
  const values = new Float64Array(rows * columns);
  copyRows(values, features, { from: 0, to: rows, means, scale });
  return { name, rows, columns, values };
}

/** What centring subtracts and normalising multiplies by. */
export interface Preparation {
  /** [columns] */
  readonly means: Float64Array;
  readonly scale: number;
}

/** The means and the scale of features, without a copy of them. */
export function preparation(
  where: string,
  { name, features }: NamedFeatures,
  { center = true, normalize = true }: PreparationOptions,
): Preparation {
  const { rows, columns, data } = features;
  const means = new Float64Array(columns);
  if (center) {
    for (let i = 0; i < data.length;) {
      for (let j = 0; j < columns; j++, i++) means[j] += data[i];
    }
    for (let j = 0; j < columns; j++) means[j] /= rows;
  }
  if (!normalize) return { means, scale: 1 };
  let squares = 0;
  let largest = 0;
  for (let i = 0; i < data.length;) {
    let row = 0;
    for (let j = 0; j < columns; j++, i++) {
      row += (data[i] - means[j]) ** 2;
      largest = Math.max(largest, Math.abs(data[i]));
    }
    squares += row;
  }
  const deviation = Math.sqrt(squares / rows);
  // Less than what rounding leaves of constant columns is no variation.
  if (!(deviation > 4 * Number.EPSILON * largest * Math.sqrt(columns)))
    throw noVariance(where, name);
  return { means, scale: 1 / deviation };
}

/** Copies prepared rows [from, to) to the start of `target`. */
export function copyRows(
  target: Float64Array,
  { columns, data }: NamedFeatures["features"],
  { from, to, means, scale }: Preparation & { readonly from: number; readonly to: number },
): void {
  let at = 0;
  for (let i = from * columns; i < to * columns;) {
    for (let j = 0; j < columns; j++, i++) target[at++] = scale * (data[i] - means[j]);
  }
}
