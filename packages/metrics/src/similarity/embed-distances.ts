import { ArgumentError, ShapeError, eigh } from "@erlangen/numerics";

/** Points in few dimensions. */
export interface Embedding {
  /** `[count, dimensions]`, flat, centred; axes in the order of their share. */
  readonly coordinates: Float64Array;
  /** Share of the positive eigenvalues that each axis takes, at most 1 in sum. */
  readonly shares: Float64Array;
}

/**
 * Classical multidimensional scaling: points whose Euclidean distances are as near as can be to given ones.
 *
 * The coordinates are the leading eigenvectors of B = -½ J D² J, J = I - 11ᵀ/m, times the roots of their eigenvalues.
 * Distances that no points have, as those that break the triangle inequality, give negative eigenvalues, which are left
 * out.
 *
 * @param distances - Symmetric with a zero diagonal, flat [count, count].
 * @param options - `dimensions` of the points, >= 1, default 2; `squared` when the entries are squares of distances.
 * @throws ShapeError when the length is not count²; ArgumentError for entries that are negative, not finite or not
 * symmetric.
 *
 * Source: Torgerson (1952), «Multidimensional scaling: I. Theory and method».
 *
 * ```ts
 * import { embedDistances } from "@erlangen/metrics";
 *
 * // Three points on a line at 0, 1 and 3.
 * const { shares } = embedDistances([0, 1, 3, 1, 0, 2, 3, 2, 0], 3);
 * shares[0]; // => 1.0000000000
 * ```
 */
export function embedDistances(
  distances: ArrayLike<number>,
  count: number,
  options: { readonly dimensions?: number; readonly squared?: boolean } = {},
): Embedding {
  const { dimensions = 2, squared = false } = options;
  requireDistances(distances, count);
  if (!Number.isInteger(dimensions) || dimensions < 1) {
    throw new ArgumentError(
      `embedDistances: expected dimensions to be an integer >= 1, got ${dimensions}`,
    );
  }
  const squares = Float64Array.from(distances, (d) => (squared ? d : d * d));
  const means = Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += squares[i * count + j];
    return sum / count;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / count;
  const centred = squares.map((value, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    return -0.5 * (value - means[i] - means[j] + mean);
  });
  const { values, vectors } = eigh(centred, count);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const coordinates = new Float64Array(count * dimensions);
  const shares = new Float64Array(dimensions);
  for (let axis = 0; axis < Math.min(dimensions, count); axis++) {
    const column = count - 1 - axis;
    const size = Math.max(0, values[column]);
    shares[axis] = total > 0 ? size / total : 0;
    for (let i = 0; i < count; i++) {
      coordinates[i * dimensions + axis] = Math.sqrt(size) * vectors[i * count + column];
    }
  }
  return { coordinates, shares };
}

function requireDistances(distances: ArrayLike<number>, count: number): void {
  if (!Number.isSafeInteger(count) || count < 1 || distances.length !== count * count) {
    throw new ShapeError(
      `embedDistances: expected distances of shape [count, count] with count = ${count}, flat, got ${distances.length} numbers`,
    );
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [distances[i * count + j], distances[j * count + i]];
      const fits = Number.isFinite(a) && a >= 0 && a === b && (i !== j || a === 0);
      if (fits) continue;
      throw new ArgumentError(
        `embedDistances: expected symmetric distances >= 0 with a zero diagonal, got ${a} at [${i}, ${j}] and ${b} at [${j}, ${i}]`,
      );
    }
  }
}
