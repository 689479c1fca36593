import { ArgumentError } from "@erlangen/numerics";
import type { Isometries, OrbitMean } from "./isometries.ts";
import { requirePositive } from "./quantizer-constants.ts";
import { requireRows } from "./require-rows.ts";

/** The best denoiser for a finite training set and a group. */
export interface IdealDenoiser {
  /** Numbers in a row. */
  readonly columns: number;
  /** Twice the largest norm of a training point: no two atoms are farther apart. */
  readonly diameter: number;
  /**
   * The expected clean point behind x = clean + sigma · normal.
   *
   * Shapes: x [columns] → [columns].
   *
   * @param sigma - Above 0.
   */
  readonly denoise: (x: Float64Array, sigma: number) => Float64Array;
}

/**
 * The ideal equivariant denoiser: what training towards the least error ends in when the network can do everything.
 *
 * x̂(x, σ) = Σ_{g,i} w_{g,i} g y_i, w the softmax of -‖x - g y_i‖² / (2σ²), the sum over a finite group, or its integral
 * over one common rotation of planes in closed form (von Mises).
 *
 * Shapes: outputs [outputs, columns], flat.
 *
 * @param outputs - The training points y.
 * @throws ArgumentError for a group without such a sum; give elements of it by `matrixIsometries` with `sampled`.
 *
 * Numerics: the largest exponent is subtracted before exponentials are taken.
 *
 * Source: Perera et al. (2026), arXiv 2605.21692, section 4 (virtual augmentation); the closed form is derived.
 *
 * ```ts
 * import { idealDenoiser, signIsometries } from "@erlangen/metrics";
 *
 * const { denoise } = idealDenoiser([3, 0], { columns: 2, group: signIsometries() });
 * denoise(Float64Array.of(-1, 5), 0.1); // => [-3, 0]
 * ```
 */
export function idealDenoiser(
  outputs: ArrayLike<number>,
  { columns, group }: { readonly columns: number; readonly group?: Isometries },
): IdealDenoiser {
  const where = "idealDenoiser";
  const count = requireRows(where, "outputs", outputs, { columns, least: 1 });
  group?.requireColumns(where, columns);
  const rows = Float64Array.from(outputs);
  const orbits = group?.orbits;
  const { atoms, mean } = ((): { atoms: Float64Array; mean: OrbitMean } => {
    if (orbits === undefined) return { atoms: rows, mean: single };
    if (orbits.kind === "finite") return { atoms: orbitOf(rows, columns, orbits), mean: single };
    if (orbits.kind === "pairs" && orbits.mean !== undefined) {
      return { atoms: rows, mean: orbits.mean };
    }
    throw new ArgumentError(
      `${where}: expected a finite group or planeRotations, got ${group?.name}; give some of its elements by matrixIsometries with sampled: true`,
    );
  })();

  let diameter = 0;
  for (let i = 0; i < count; i++) {
    diameter = Math.max(diameter, 2 * Math.hypot(...rows.subarray(i * columns, (i + 1) * columns)));
  }
  const images = new Float64Array(atoms.length);
  const exponents = new Float64Array(atoms.length / columns);
  return {
    columns,
    diameter,
    denoise: (x, sigma) => {
      requireRows("denoise", "x", x, { columns, least: 1 });
      requirePositive("denoise", "sigma", sigma);
      const place = { rows: x, at: 0 };
      let largest = -Infinity;
      for (let i = 0; i < exponents.length; i++) {
        const at = i * columns;
        exponents[i] = mean(place, { rows: atoms, at }, { rows: images, at, columns, sigma });
        largest = Math.max(largest, exponents[i]);
      }
      const result = new Float64Array(columns);
      let total = 0;
      for (let i = 0; i < exponents.length; i++) {
        const weight = Math.exp(exponents[i] - largest);
        if (weight === 0) continue;
        total += weight;
        for (let a = 0; a < columns; a++) result[a] += weight * images[i * columns + a];
      }
      return result.map((value) => value / total);
    },
  };
}

/** The «mean» of an orbit of one point. */
const single: OrbitMean = (x, y, target) => {
  let sum = 0;
  for (let a = 0; a < target.columns; a++) {
    target.rows[target.at + a] = y.rows[y.at + a];
    sum += (x.rows[x.at + a] - y.rows[y.at + a]) ** 2;
  }
  return -sum / (2 * target.sigma ** 2);
};

function orbitOf(
  rows: Float64Array,
  columns: number,
  orbits: Extract<Isometries["orbits"], { readonly kind: "finite" }>,
): Float64Array {
  const atoms = new Float64Array(rows.length * orbits.order);
  for (let g = 0; g < orbits.order; g++) {
    for (let at = 0; at < rows.length; at += columns) {
      orbits.act(g, { rows, at }, { rows: atoms, at: g * rows.length + at, columns });
    }
  }
  return atoms;
}
