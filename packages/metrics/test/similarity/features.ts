import type { Features } from "@erlangen/metrics";
import { matmul, type Random } from "@erlangen/numerics";

/** Standard normal features. */
export function normalFeatures(random: Random, rows: number, columns: number): Features {
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

/** Features that depend on one another, with a spectrum that falls. */
export function relatedFeatures(
  random: Random,
  rows: number,
  [k, l]: readonly [number, number],
): readonly [Features, Features] {
  const base = normalFeatures(random.split("base"), rows, 6);
  const phi = mapped(base, random.split("phi").normal(6 * k));
  const psi = mapped(base, random.split("psi").normal(6 * l));
  const noise = random.split("noise").normal(rows * (k + l));
  return [
    { ...phi, data: Float64Array.from(phi.data, (value, i) => value + 0.3 * noise[i]) },
    { ...psi, data: Float64Array.from(psi.data, (value, i) => value + 0.3 * noise[rows * k + i]) },
  ];
}
