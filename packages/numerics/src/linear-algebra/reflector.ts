/**
 * A Householder reflection I - tau v vᵀ, in place: `x` [length] becomes v, and the reflection takes the old x to
 * (alpha, 0, ..., 0).
 *
 * v[0] is not normalised to 1. For x = 0 past its first entry the reflection is the identity, tau = 0.
 *
 * Numerics: x is scaled by its largest entry, so that squares neither overflow nor vanish; alpha has the sign
 * opposite to x[0], so that v[0] does not cancel.
 */
export function makeReflector(x: Float64Array): { readonly alpha: number; readonly tau: number } {
  let rest = 0;
  for (let i = 1; i < x.length; i++) rest = Math.max(rest, Math.abs(x[i]));
  if (rest === 0) return { alpha: x[0], tau: 0 };
  const scale = Math.max(rest, Math.abs(x[0]));
  let square = 0;
  for (let i = 0; i < x.length; i++) {
    x[i] /= scale;
    square += x[i] * x[i];
  }
  const first = x[0];
  const norm = Math.sqrt(square);
  const alpha = first > 0 ? -norm : norm;
  x[0] = first - alpha;
  return { alpha: alpha * scale, tau: 1 / (norm * (norm + Math.abs(first))) };
}

/** Where a reflection acts inside a flat row-major array: rows from `row` on, columns from `column` to the end. */
export interface ReflectedBlock {
  readonly columns: number;
  readonly row: number;
  readonly column: number;
}

/** A ← (I - tau v vᵀ) A on the block of `matrix` with v.length rows, by rows so that memory is read in order. */
export function reflectRows(
  matrix: Float64Array,
  { columns, row, column }: ReflectedBlock,
  v: Float64Array,
  tau: number,
): void {
  if (tau === 0) return;
  const projection = new Float64Array(columns - column);
  for (let i = 0; i < v.length; i++) {
    const offset = (row + i) * columns + column;
    for (let j = 0; j < projection.length; j++) projection[j] += v[i] * matrix[offset + j];
  }
  for (let i = 0; i < v.length; i++) {
    const offset = (row + i) * columns + column;
    const factor = tau * v[i];
    for (let j = 0; j < projection.length; j++) matrix[offset + j] -= factor * projection[j];
  }
}
