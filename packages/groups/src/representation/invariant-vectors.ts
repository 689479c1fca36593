import { iterativeNullSpace, matmul, nullSpace, transpose } from "@erlangen/numerics";
import type { NullSpace, Random } from "@erlangen/numerics";
import type { Constraint } from "./constraint.ts";
import { applyAction } from "./apply-action.ts";
import { transposed } from "./linear-action.ts";

/** A vector counts as invariant when no constraint moves it by more, relative to its length. */
const denseTolerance = 1e-9;

/**
 * Orthonormal vectors that satisfy all constraints, by one null space after the other: each
 * constraint is asked of the solutions of those before, so that the problems shrink.
 */
export function denseInvariants(dim: number, constraints: readonly Constraint[]): NullSpace {
  // Columns [dim, count] span the solutions so far.
  let count = dim;
  let columns = identity(dim);
  for (const { kind, action } of constraints) {
    if (count === 0) break;
    const moved = applyAction(action, columns, { left: 1, right: count });
    if (kind === "fixes") for (let i = 0; i < moved.length; i++) moved[i] -= columns[i];
    const largest = longestRow(moved, count);
    if (largest <= denseTolerance) continue;
    const kernel = nullSpace(moved, dim, count, {
      tolerance: Math.min(denseTolerance / largest, 0.5),
    });
    if (kernel.dim === 0) return { dim: 0, basis: new Float64Array(0) };
    columns = matmul(columns, transpose(kernel.basis, kernel.dim, count), {
      rows: dim,
      inner: count,
      columns: kernel.dim,
    });
    count = kernel.dim;
  }
  return {
    dim: count,
    basis: count === 0 ? new Float64Array(0) : transpose(columns, dim, count),
  };
}

/** The same from products with vectors alone. */
export function krylovInvariants(
  dim: number,
  constraints: readonly Constraint[],
  random: Random,
): NullSpace {
  const flipped = constraints.map(({ action }) => transposed(action));
  const operator = {
    rows: Math.max(1, constraints.length) * dim,
    columns: dim,
    apply(x: Float64Array): Float64Array {
      const y = new Float64Array(Math.max(1, constraints.length) * dim);
      constraints.forEach(({ kind, action }, place) => {
        const moved = applyAction(action, x);
        if (kind === "fixes") for (let i = 0; i < dim; i++) moved[i] -= x[i];
        y.set(moved, place * dim);
      });
      return y;
    },
    applyTranspose(y: Float64Array): Float64Array {
      const x = new Float64Array(dim);
      constraints.forEach(({ kind }, place) => {
        const part = y.subarray(place * dim, (place + 1) * dim);
        const moved = applyAction(flipped[place], part);
        for (let i = 0; i < dim; i++) x[i] += kind === "fixes" ? moved[i] - part[i] : moved[i];
      });
      return x;
    },
  };
  return iterativeNullSpace(operator, { random });
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

function longestRow(matrix: Float64Array, columns: number): number {
  let longest = 0;
  for (let start = 0; start < matrix.length; start += columns) {
    let square = 0;
    for (let j = start; j < start + columns; j++) square += matrix[j] ** 2;
    longest = Math.max(longest, square);
  }
  return Math.sqrt(longest);
}
