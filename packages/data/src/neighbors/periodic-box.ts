import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { NeighborListOptions } from "./neighbor-list.ts";

/**
 * A basis of space whose periodic rows are lattice vectors and whose other rows are orthonormal and perpendicular to
 * them, so that the coordinates along those rows are lengths.
 */
export interface PeriodicBox {
  readonly atoms: number;
  readonly positions: Float64Array;
  readonly cutoff: number;
  readonly pbc: readonly [boolean, boolean, boolean];
  readonly maxEdges: number;
  /** Lattice vectors where periodic, zero rows elsewhere, `[3, 3]`: what a shift multiplies. */
  readonly translations: Float64Array;
  /** Coordinates of the atoms in the basis, `[atoms, 3]`. */
  readonly coordinates: Float64Array;
  /** Distance between opposite faces of the cell along each row. */
  readonly heights: readonly [number, number, number];
}

/** Checks the arguments of a neighbour list and completes its lattice; errors name `where`. */
export function periodicBox(where: string, options: NeighborListOptions): PeriodicBox {
  const { positions, cutoff, lattice, maxEdges = 2 ** 24 } = options;
  if (positions.length % 3 !== 0) {
    throw new ShapeError(
      `${where}: expected positions of shape [atoms, 3], flat, got ${positions.length} numbers`,
    );
  }
  if (!(cutoff > 0 && cutoff < Number.POSITIVE_INFINITY)) {
    throw new ArgumentError(`${where}: expected a cutoff > 0, got ${cutoff}`);
  }
  if (!Number.isSafeInteger(maxEdges) || maxEdges < 0) {
    throw new ArgumentError(`${where}: expected maxEdges to be an integer >= 0, got ${maxEdges}`);
  }
  if (lattice !== undefined && lattice.length !== 9) {
    throw new ShapeError(
      `${where}: expected a lattice of shape [3, 3], flat, got ${lattice.length} numbers`,
    );
  }
  requireFinite(where, "positions", positions);
  if (lattice !== undefined) requireFinite(where, "lattice", lattice);
  const periodic = lattice !== undefined;
  const pbc = options.pbc ?? ([periodic, periodic, periodic] as const);
  if (!periodic && pbc.includes(true)) {
    throw new ArgumentError(`${where}: expected a lattice, since pbc is true, got none`);
  }
  const translations = Float64Array.from(lattice ?? new Float64Array(9), (value, i) =>
    pbc[Math.floor(i / 3)] ? value : 0,
  );
  const basis = completeBasis(where, translations, pbc);
  const dual = dualBasis(basis);
  const heights = [0, 3, 6].map((row) => 1 / Math.hypot(dual[row], dual[row + 1], dual[row + 2]));
  const atoms = positions.length / 3;
  const coordinates = new Float64Array(3 * atoms);
  for (let i = 0; i < 3 * atoms; i += 3) {
    for (let row = 0; row < 3; row++) {
      coordinates[i + row] =
        positions[i] * dual[3 * row] +
        positions[i + 1] * dual[3 * row + 1] +
        positions[i + 2] * dual[3 * row + 2];
    }
  }
  const [a, b, c] = heights;
  return { atoms, positions, cutoff, pbc, maxEdges, translations, coordinates, heights: [a, b, c] };
}

function requireFinite(where: string, name: string, values: Float64Array): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new ArgumentError(
    `${where}: expected ${name} to hold finite numbers, got ${values[bad]} at index ${bad}`,
  );
}

/** Fills the zero rows of directions that do not repeat, by Gram and Schmidt on the coordinate axes. */
function completeBasis(
  where: string,
  translations: Float64Array,
  pbc: readonly [boolean, boolean, boolean],
): Float64Array {
  const orthonormal: Vector[] = [];
  const reject = (v: Vector): Vector => {
    let rest = v;
    for (const unit of orthonormal) {
      const along = rest[0] * unit[0] + rest[1] * unit[1] + rest[2] * unit[2];
      rest = [rest[0] - along * unit[0], rest[1] - along * unit[1], rest[2] - along * unit[2]];
    }
    return rest;
  };
  const keep = (v: Vector): Vector => {
    const length = Math.hypot(...v);
    const unit: Vector = [v[0] / length, v[1] / length, v[2] / length];
    orthonormal.push(unit);
    return unit;
  };

  for (let row = 0; row < 3; row++) {
    if (!pbc[row]) continue;
    const v: Vector = [translations[3 * row], translations[3 * row + 1], translations[3 * row + 2]];
    const rest = reject(v);
    if (!(Math.hypot(...rest) > 1e-10 * Math.hypot(...v))) {
      throw new ArgumentError(
        `${where}: expected independent lattice vectors where pbc is true, got [${translations.join(", ")}]`,
      );
    }
    keep(rest);
  }
  const basis = Float64Array.from(translations);
  const axes: Vector[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let row = 0; row < 3; row++) {
    if (pbc[row]) continue;
    // The axis that the rows so far cover least; what remains of it is at least 1/sqrt(3) long.
    const rests = axes.map(reject);
    const longest = rests.toSorted((a, b) => Math.hypot(...b) - Math.hypot(...a))[0];
    basis.set(keep(longest), 3 * row);
  }
  return basis;
}

type Vector = readonly [number, number, number];

/** Rows d_i with d_i · b_j = δ_ij: the coordinates of x in the basis are d_i · x. */
function dualBasis(b: Float64Array): Float64Array {
  const dual = Float64Array.of(
    b[4] * b[8] - b[5] * b[7],
    b[5] * b[6] - b[3] * b[8],
    b[3] * b[7] - b[4] * b[6],
    b[7] * b[2] - b[8] * b[1],
    b[8] * b[0] - b[6] * b[2],
    b[6] * b[1] - b[7] * b[0],
    b[1] * b[5] - b[2] * b[4],
    b[2] * b[3] - b[0] * b[5],
    b[0] * b[4] - b[1] * b[3],
  );
  const volume = b[0] * dual[0] + b[1] * dual[1] + b[2] * dual[2];
  return dual.map((value) => value / volume);
}
