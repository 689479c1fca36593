import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { columnsCheck, type Isometries } from "./isometries.ts";
import { requireCount } from "./require-rows.ts";

/** How far a product of orthogonal matrices may be from the identity or from another element. */
const tolerance = 1e-8;

/** What {@link matrixIsometries} accepts. */
export interface MatrixIsometriesOptions {
  /** For messages and reports. Default: `n matrices`. */
  readonly name?: string;
  /**
   * Whether the matrices are only some elements of the group, such as the nodes of a quadrature rule. Then the minimum is
   * over these alone, distances come out too large, and `exact` is false. Default false.
   */
  readonly sampled?: boolean;
}

/**
 * A finite group of orthogonal matrices, or some elements of an infinite one.
 *
 * Shapes: matrices, each [columns, columns], flat and row-major; row y becomes M y.
 *
 * @param matrices - All elements, each once; a representation of `@erlangen/groups` gives them by its `matrix(g)`.
 * @throws ShapeError when a matrix is not square, ArgumentError when one is not orthogonal, or when the set is not closed
 * under products and not `sampled`.
 *
 * ```ts
 * import { matrixIsometries, representationGap } from "@erlangen/metrics";
 *
 * const turn = [0, -1, 1, 0];
 * const half = [-1, 0, 0, -1];
 * const back = [0, 1, -1, 0];
 * const quarterTurns = matrixIsometries([[1, 0, 0, 1], turn, half, back]);
 * const { gap } = await representationGap([0, 2, -3, 0], [1, 0], { columns: 2, group: quarterTurns });
 * gap; // => 2.5
 * ```
 */
export function matrixIsometries(
  matrices: readonly ArrayLike<number>[],
  { name = `${matrices.length} matrices`, sampled = false }: MatrixIsometriesOptions = {},
): Isometries {
  requireCount("matrixIsometries", "the number of matrices", matrices.length, { least: 1 });
  const n = Math.sqrt(matrices[0].length);
  matrices.forEach((matrix, k) => {
    if (!Number.isInteger(n) || n < 1 || matrix.length !== n * n) {
      throw new ShapeError(
        `matrixIsometries: expected matrix ${k} of shape [columns, columns], flat, like the first, got ${matrix.length} numbers`,
      );
    }
    if (isOrthogonal(matrix, n)) return;
    throw new ArgumentError(`matrixIsometries: expected orthogonal matrices, got none at ${k}`);
  });
  if (!sampled) requireClosed(matrices, n);
  return {
    name,
    dimension: 0,
    exact: !sampled,
    requireColumns: columnsCheck(name, (columns) => columns === n, String(n)),
    orbits: {
      kind: "finite",
      order: matrices.length,
      act: (g, source, target) => {
        const matrix = matrices[g];
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += matrix[i * n + j] * source.rows[source.at + j];
          target.rows[target.at + i] = sum;
        }
      },
    },
  };
}

/**
 * A finite group that permutes columns, given by all its elements: row y becomes the row with y[p[a]] at the place a.
 *
 * @param permutations - Each the numbers 0, ..., columns - 1 in some order.
 * @throws ArgumentError when one is no permutation, or the set is not closed under products.
 */
export function permutationIsometries(
  permutations: readonly ArrayLike<number>[],
  { name = `${permutations.length} permutations` }: { readonly name?: string } = {},
): Isometries {
  const where = "permutationIsometries";
  requireCount(where, "the number of permutations", permutations.length, { least: 1 });
  const n = permutations[0].length;
  permutations.forEach((permutation, k) => {
    const sorted = Array.from(permutation).toSorted((a, b) => a - b);
    if (sorted.length === n && sorted.every((value, a) => value === a)) return;
    throw new ArgumentError(
      `${where}: expected permutations of 0, ..., ${n - 1}, got none at ${k}`,
    );
  });
  const known = new Set(permutations.map((permutation) => Array.from(permutation).join()));
  for (const p of permutations) {
    for (const q of permutations) {
      if (known.has(Array.from(p, (a) => q[a]).join())) continue;
      throw new ArgumentError(
        `${where}: expected permutations closed under products, got a product that is missing`,
      );
    }
  }
  return {
    name,
    dimension: 0,
    exact: true,
    requireColumns: columnsCheck(name, (columns) => columns === n, String(n)),
    orbits: {
      kind: "finite",
      order: permutations.length,
      act: (g, source, target) => {
        const permutation = permutations[g];
        for (let a = 0; a < n; a++) {
          target.rows[target.at + a] = source.rows[source.at + permutation[a]];
        }
      },
    },
  };
}

/**
 * Quarter turns of square images of one channel, and with `reflections` their mirror images: C4 or D4.
 *
 * @param side - Height and width in pixels; rows hold side² pixels.
 */
export function imageIsometries(
  side: number,
  { reflections = false }: { readonly reflections?: boolean } = {},
): Isometries {
  requireCount("imageIsometries", "side", side, { least: 1 });
  const turned = (k: number, mirrored: boolean): Int32Array =>
    Int32Array.from({ length: side * side }, (_, place) => {
      let [i, j] = [Math.floor(place / side), place % side];
      if (mirrored) j = side - 1 - j;
      for (let turn = 0; turn < k; turn++) [i, j] = [j, side - 1 - i];
      return i * side + j;
    });
  const mirrors = reflections ? [false, true] : [false];
  const elements = mirrors.flatMap((mirrored) => [0, 1, 2, 3].map((k) => turned(k, mirrored)));
  return permutationIsometries(elements, {
    name: `${reflections ? "D4" : "C4"} of ${side} x ${side} images`,
  });
}

/** The group {1, -1} on rows of any length. */
export function signIsometries(): Isometries {
  return {
    name: "sign",
    dimension: 0,
    exact: true,
    requireColumns: () => {},
    orbits: {
      kind: "finite",
      order: 2,
      act: (g, source, target) => {
        const sign = g === 0 ? 1 : -1;
        for (let a = 0; a < target.columns; a++) {
          target.rows[target.at + a] = sign * source.rows[source.at + a];
        }
      },
    },
  };
}

function isOrthogonal(matrix: ArrayLike<number>, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < n; k++) sum += matrix[i * n + k] * matrix[j * n + k];
      if (!(Math.abs(sum) <= tolerance)) return false;
    }
  }
  return true;
}

/** Looks at the products with a vector that no two elements move to the same place. */
function requireClosed(matrices: readonly ArrayLike<number>[], n: number): void {
  // Irrational ratios: an element that fixes this vector, or two that agree on it, would be a coincidence.
  const probe = Float64Array.from({ length: n }, (_, a) => Math.sqrt(2 + a) - Math.floor(a / 2));
  const apply = (matrix: ArrayLike<number>, x: Float64Array): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += matrix[i * n + j] * x[j];
      return sum;
    });
  const images = matrices.map((matrix) => apply(matrix, probe));
  const scale = tolerance * Math.hypot(...probe) * 10;
  for (const matrix of matrices) {
    for (const image of images) {
      const product = apply(matrix, image);
      const known = images.some((other) =>
        other.every((value, a) => Math.abs(value - product[a]) <= scale),
      );
      if (known) continue;
      throw new ArgumentError(
        "matrixIsometries: expected matrices closed under products, got a product that is missing; pass sampled: true for some elements of a group",
      );
    }
  }
}
