import type { TridiagonalForm } from "@erlangen/numerics";

/** The pivots of T + λI = L D Lᵀ. */
function pivots({ n, diagonal, offDiagonal }: TridiagonalForm, lambda: number): Float64Array {
  const d = new Float64Array(n);
  d[0] = diagonal[0] + lambda;
  for (let i = 1; i < n; i++) {
    d[i] = diagonal[i] + lambda - (offDiagonal[i - 1] / d[i - 1]) * offDiagonal[i - 1];
  }
  return d;
}

/** (T + λI)⁻¹ M for a row-major M [n, columns]. */
export function solveRows(
  form: TridiagonalForm,
  lambda: number,
  matrix: Float64Array,
  columns: number,
): Float64Array {
  const { n, offDiagonal } = form;
  const d = pivots(form, lambda);
  const solution = matrix.slice();
  for (let i = 1; i < n; i++) {
    const factor = offDiagonal[i - 1] / d[i - 1];
    for (let j = 0; j < columns; j++) {
      solution[i * columns + j] -= factor * solution[(i - 1) * columns + j];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const factor = i + 1 < n ? offDiagonal[i] / d[i] : 0;
    for (let j = 0; j < columns; j++) {
      const below = i + 1 < n ? factor * solution[(i + 1) * columns + j] : 0;
      solution[i * columns + j] = solution[i * columns + j] / d[i] - below;
    }
  }
  return solution;
}

/** T M for a row-major M [n, columns]. */
export function multiplyRows(
  { n, diagonal, offDiagonal }: TridiagonalForm,
  matrix: Float64Array,
  columns: number,
): Float64Array {
  const product = new Float64Array(matrix.length);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = diagonal[i] * matrix[i * columns + j];
      if (i > 0) sum += offDiagonal[i - 1] * matrix[(i - 1) * columns + j];
      if (i + 1 < n) sum += offDiagonal[i] * matrix[(i + 1) * columns + j];
      product[i * columns + j] = sum;
    }
  }
  return product;
}
