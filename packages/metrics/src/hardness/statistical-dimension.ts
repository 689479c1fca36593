import { ArgumentError } from "@erlangen/numerics";
import { requireArray, requireNumber } from "./require-argument.ts";

/** Largest Gram matrix: its rows are sorted, and sums of their beginnings looked at for every size. */
const mostMembers = 4096;

/**
 * A lower bound of the statistical dimension with average correlation of an explicit class: the largest m such that every
 * subclass of at least 1/m of the D members has a mean |correlation|, over all ordered pairs with the equal ones, of at most γ.
 * Learning then takes m queries of tolerance √γ, up to constants.
 *
 * For subclasses of s members the mean is at most 1/s² times the sum of the s largest |entries| of the s largest rows; sizes
 * are tried from D downwards and the last for which this stays within γ gives m = D / s. The bound is exact where the rows
 * of the worst subclass are sorted alike, as for orthogonal classes and for disjoint groups of equal correlation.
 *
 * @param gram - Correlations, symmetric with unit diagonal, row-major [D, D], D <= 4096.
 * @param gamma - γ > 0.
 * @returns m, 0 when the whole class correlates by more than γ.
 * @throws ArgumentError for other matrices and for γ <= 0; ShapeError when the length is no square.
 *
 * Source: Feldman et al. (2017), «Statistical algorithms and a lower bound for detecting planted cliques», definition of
 * SDA; the bound by sorted rows is ours.
 *
 * ```ts
 * import { statisticalDimension } from "@erlangen/metrics";
 *
 * const identity = Float64Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? 1 : 0));
 * statisticalDimension(identity, 0.25); // => 2
 * ```
 */
export function statisticalDimension(gram: ArrayLike<number>, gamma: number): number {
  const where = "statisticalDimension";
  const count = Math.round(Math.sqrt(gram.length));
  requireArray(where, gram, { name: "gram", axes: "[D, D]", size: count * count });
  requireNumber(where, "gamma", gamma, { above: 0 });
  if (count === 0 || count > mostMembers) {
    throw new ArgumentError(
      `${where}: expected gram of 1 to ${mostMembers} members, got ${count}; use csqLowerBound with dim and eps`,
    );
  }
  const rows = sortedRows(where, gram, count);
  // Row i holds its running sums from the largest entry on.
  for (const row of rows) for (let j = 1; j < count; j++) row[j] += row[j - 1];
  let smallest = count + 1;
  for (let size = count; size >= 1; size--) {
    const tops = Float64Array.from(rows, (row) => row[size - 1]).toSorted();
    const sum = tops.subarray(count - size).reduce((total, value) => total + value, 0);
    if (sum > gamma * size * size * (1 + 1e-12)) break;
    smallest = size;
  }
  return smallest > count ? 0 : count / smallest;
}

function sortedRows(
  where: string,
  gram: ArrayLike<number>,
  count: number,
): readonly Float64Array[] {
  return Array.from({ length: count }, (_, i) => {
    const row = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      row[j] = Math.abs(gram[i * count + j]);
      const expected = i === j ? 1 : gram[j * count + i];
      if (Math.abs(gram[i * count + j] - expected) > 1e-9 || row[j] > 1 + 1e-9) {
        throw new ArgumentError(
          `${where}: expected gram to be symmetric with unit diagonal and entries from -1 to 1, got ${gram[i * count + j]} at [${i}, ${j}]; divide by the norms`,
        );
      }
    }
    return row.toSorted((a, b) => b - a);
  });
}
