import type { Features } from "@erlangen/metrics";
import { matmul, transpose, type Random } from "@erlangen/numerics";

/** Standard normal features. */
export function normal(random: Random, rows: number, columns: number): Features {
  return { rows, columns, data: random.normal(rows * columns) };
}

/** Features times a matrix [columns, width]. */
export function mapped({ rows, columns, data }: Features, matrix: Float64Array): Features {
  const width = matrix.length / columns;
  return {
    rows,
    columns: width,
    data: matmul(data, matrix, { rows, inner: columns, columns: width }),
  };
}

/** Features whose spectrum falls, so that regularisation matters. */
export function related(random: Random, rows: number, columns: number): Features {
  const features = normal(random, rows, columns);
  return {
    ...features,
    data: Float64Array.from(features.data, (value, i) => value / (1 + (i % columns))),
  };
}

/** Centred, with a mean squared row length of 1. */
export function prepared({ rows, columns, data }: Features): Float64Array {
  const means = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) means[i % columns] += data[i] / rows;
  const centred = Float64Array.from(data, (value, i) => value - means[i % columns]);
  const scale = Math.sqrt(rows / centred.reduce((sum, value) => sum + value * value, 0));
  return centred.map((value) => scale * value);
}

/** ΦΦᵀ of prepared features, [rows, rows]. */
export function inputGram(features: Features): Float64Array {
  const { rows, columns } = features;
  const x = prepared(features);
  const turned = transpose(x, rows, columns);
  return matmul(x, turned, { rows, inner: columns, columns: rows });
}
