import { ArgumentError, eigh, matmul, solve, transpose } from "@erlangen/numerics";
import type { Representation } from "../group/representation.ts";
import { actionMatrix, applyAction } from "./apply-action.ts";
import { algebraActionOf } from "./structured-representation.ts";

/** A subspace on which the Casimir operator is one number. */
export interface CasimirSpace {
  readonly value: number;
  /** Orthonormal rows, [rows, dim]. */
  readonly basis: Float64Array;
}

/** Eigenvalues that differ by less, relative to the largest, are one. */
const sameValue = 1e-7;

/**
 * The Casimir operator Ω = -Σ G^{ab} dρ(X_a) dρ(X_b) of a representation of a compact Lie group,
 * with G_ab = -tr(X_a X_b) in the matrices that define the group. It commutes with the
 * representation, and is one number on each irrep: l (l+1) / 2 for SO(3).
 *
 * @returns [dim, dim], row-major; 0 for a discrete group.
 */
export function casimirOperator<Element>(representation: Representation<Element>): Float64Array {
  const { group, dim } = representation;
  const algebra = group.algebra ?? [];
  const sum = new Float64Array(dim * dim);
  const count = algebra.length;
  if (count === 0) return sum;
  const unit = (a: number): Float64Array => Float64Array.from(algebra, (_, b) => (a === b ? 1 : 0));
  const actions = algebra.map((_, a) => algebraActionOf(representation, unit(a)));
  const identity = Float64Array.from({ length: count * count }, (_, i) =>
    i % (count + 1) === 0 ? 1 : 0,
  );
  const inverse = solve(traceForm(group.name, algebra), count, identity);
  const matrices = actions.map((action) => actionMatrix(action));
  actions.forEach((action, a) => {
    const mixed = new Float64Array(dim * dim);
    matrices.forEach((matrix, b) => {
      const weight = inverse[a * count + b];
      if (weight !== 0) for (let i = 0; i < mixed.length; i++) mixed[i] += weight * matrix[i];
    });
    const term = applyAction(action, mixed, { left: 1, right: dim });
    for (let i = 0; i < sum.length; i++) sum[i] -= term[i];
  });
  return sum;
}

/** The eigenspaces of the Casimir operator of an orthogonal representation, by ascending value. */
export function casimirSpaces<Element>(
  representation: Representation<Element>,
): readonly CasimirSpace[] {
  const { dim } = representation;
  const { values, vectors } = eigh(casimirOperator(representation), dim);
  const rows = transpose(vectors, dim, dim);
  const gap = sameValue * Math.max(1, values[dim - 1]);
  const spaces: CasimirSpace[] = [];
  let start = 0;
  for (let end = 1; end <= dim; end++) {
    if (end < dim && values[end] - values[end - 1] <= gap) continue;
    const value = values.subarray(start, end).reduce((sum, each) => sum + each, 0) / (end - start);
    spaces.push({ value, basis: rows.slice(start * dim, end * dim) });
    start = end;
  }
  return spaces;
}

/** Whether two Casimir values are those of equal irreps, up to rounding. */
export function sameCasimir(first: number, second: number): boolean {
  return Math.abs(first - second) <= sameValue * Math.max(1, Math.abs(first), Math.abs(second));
}

/** G_ab = -tr(X_a X_b), positive definite when the group is compact. */
function traceForm(name: string, algebra: readonly Float64Array[]): Float64Array {
  const count = algebra.length;
  const n = Math.round(Math.sqrt(algebra[0].length));
  const form = new Float64Array(count * count);
  algebra.forEach((first, a) => {
    algebra.forEach((second, b) => {
      const product = matmul(first, second, { rows: n, inner: n, columns: n });
      for (let i = 0; i < n; i++) form[a * count + b] -= product[i * (n + 1)];
    });
    if (!(form[a * (count + 1)] > 0)) {
      throw new ArgumentError(
        `decompose: expected a compact group, got ${name}, whose algebra element ${a} is not skew`,
      );
    }
  });
  return form;
}
