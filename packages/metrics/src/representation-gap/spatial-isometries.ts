import { svd } from "@erlangen/numerics";
import { columnsCheck, type Isometries, type RowPlace } from "./isometries.ts";

/**
 * Rotations of space, of rows that list points [points, 3]: SO(3), and with `reflections` O(3).
 *
 * Exact: the best rotation is that of the orthogonal Procrustes problem. The search takes the largest root of the
 * characteristic polynomial of the quaternion matrix; the pairs that win are rotated and compared again. All pairs are
 * compared, those whose norms differ by more than the best distance excepted.
 *
 * Numerics: two candidates whose squared distances differ by less than about 1e-11 (‖y‖² + ‖z‖²) may be taken for each
 * other.
 *
 * Source: Kabsch (1976), «A solution for the best rotation to relate two sets of vectors»; Theobald (2005), «Rapid
 * calculation of RMSDs using a quaternion-based characteristic polynomial», for the root.
 */
export function spatialIsometries({
  reflections = false,
}: { readonly reflections?: boolean } = {}): Isometries {
  const name = reflections ? "O(3)" : "SO(3)";
  return {
    name,
    dimension: 3,
    exact: true,
    requireColumns: columnsCheck(name, (n) => n >= 3 && n % 3 === 0, "a multiple of 3"),
    orbits: {
      kind: "pairs",
      squaredDistance: (y, z, columns) => {
        const { h, squares } = covariance(y, z, columns);
        const turned = largestOverlap(h, squares);
        if (!reflections) return Math.max(0, squares - 2 * turned);
        const inverted = largestOverlap(
          h.map((entry) => -entry),
          squares,
        );
        return Math.max(0, squares - 2 * Math.max(turned, inverted));
      },
      alignedSquaredDistance: (y, z, columns) => {
        const rotation = bestRotation(covariance(y, z, columns).h, reflections);
        let sum = 0;
        for (let point = 0; point < columns; point += 3) {
          for (let i = 0; i < 3; i++) {
            let moved = 0;
            for (let j = 0; j < 3; j++) moved += rotation[3 * i + j] * y.rows[y.at + point + j];
            sum += (moved - z.rows[z.at + point + i]) ** 2;
          }
        }
        return sum;
      },
    },
  };
}

/** H = Σ_points y zᵀ, row-major [3, 3], and ‖y‖² + ‖z‖². */
function covariance(
  y: RowPlace,
  z: RowPlace,
  columns: number,
): { readonly h: Float64Array; readonly squares: number } {
  const h = new Float64Array(9);
  let squares = 0;
  for (let point = 0; point < columns; point += 3) {
    for (let i = 0; i < 3; i++) {
      const yi = y.rows[y.at + point + i];
      squares += yi * yi + z.rows[z.at + point + i] ** 2;
      for (let j = 0; j < 3; j++) h[3 * i + j] += yi * z.rows[z.at + point + j];
    }
  }
  return { h, squares };
}

/**
 * max over rotations R of tr(R H): the largest root of λ⁴ + c₂ λ² + c₁ λ + c₀, by Newton's method from the upper bound
 * (‖y‖² + ‖z‖²) / 2, from where it falls without overshooting.
 */
function largestOverlap(h: Float64Array, squares: number): number {
  const c2 = -2 * h.reduce((sum, entry) => sum + entry * entry, 0);
  const determinant =
    h[0] * (h[4] * h[8] - h[5] * h[7]) -
    h[1] * (h[3] * h[8] - h[5] * h[6]) +
    h[2] * (h[3] * h[7] - h[4] * h[6]);
  const c1 = -8 * determinant;
  const c0 = constantTerm(h, c2);
  let root = squares / 2;
  for (let step = 0; step < 60; step++) {
    const value = ((root * root + c2) * root + c1) * root + c0;
    const slope = (4 * root * root + 2 * c2) * root + c1;
    if (!(value > 0 && slope > 0)) break;
    const next = root - value / slope;
    if (root - next <= 1e-15 * squares) break;
    root = next;
  }
  return root;
}

/** The determinant of the quaternion matrix: from σ² sums, (Σσ²)² - 4 Σ_{i<j} σ_i² σ_j², with HᵀH. */
function constantTerm(h: Float64Array, c2: number): number {
  const cofactors = [
    h[4] * h[8] - h[5] * h[7],
    h[3] * h[8] - h[5] * h[6],
    h[3] * h[7] - h[4] * h[6],
    h[1] * h[8] - h[2] * h[7],
    h[0] * h[8] - h[2] * h[6],
    h[0] * h[7] - h[1] * h[6],
    h[1] * h[5] - h[2] * h[4],
    h[0] * h[5] - h[2] * h[3],
    h[0] * h[4] - h[1] * h[3],
  ];
  const pairs = cofactors.reduce((sum, entry) => sum + entry * entry, 0);
  return (c2 / 2) ** 2 - 4 * pairs;
}

/** The R with the largest tr(R H): V diag(1, 1, ±1) Uᵀ of H = U S Vᵀ; with `reflections` always +1. */
function bestRotation(h: Float64Array, reflections: boolean): Float64Array {
  const { u, v } = svd(h, 3, 3);
  const sign = reflections || determinantOf(u) * determinantOf(v) > 0 ? 1 : -1;
  return Float64Array.from({ length: 9 }, (_, place) => {
    const [i, j] = [Math.floor(place / 3), place % 3];
    return v[3 * i] * u[3 * j] + v[3 * i + 1] * u[3 * j + 1] + sign * v[3 * i + 2] * u[3 * j + 2];
  });
}

function determinantOf(m: Float64Array): number {
  return (
    m[0] * (m[4] * m[8] - m[5] * m[7]) -
    m[1] * (m[3] * m[8] - m[5] * m[6]) +
    m[2] * (m[3] * m[7] - m[4] * m[6])
  );
}
