import { addCrossProduct, matmul } from "@erlangen/numerics";
import type { RidgePair, RidgeProducts } from "./ridge-pair.ts";
import { effectiveDimension, shrinkage } from "./ridge-pair.ts";
import type { SampleBasis } from "./sample-basis.ts";

/** Below this share of the squared norms the difference of three sums has lost digits. */
const cancels = 1e-3;

/**
 * Two features by their bases V_φ and V_ψ: with M = V_φᵀ V_ψ, a = s_φ²/(s_φ² + λ) and b likewise,
 *
 *     d² = Σ a² + Σ b² - 2 Σ_ij a_i b_j M_ij².
 *
 * Numerics: where that cancels, V_ψ = V_φ M + W gives d² as a sum of squares,
 * ‖diag(a) - M diag(b) Mᵀ‖² + 2 tr(b MᵀM b WᵀW) + tr(b WᵀW b WᵀW), to full relative precision.
 */
export function basisPair(phi: SampleBasis, psi: SampleBasis): RidgePair {
  const overlaps = overlapsOf(phi, psi);
  const squares = overlaps.map((value) => value * value);
  let outside: Float64Array | undefined;
  return {
    products: (lambda) => {
      const [a, b] = [shrinkage(phi.spectrum, lambda), shrinkage(psi.spectrum, lambda)];
      const own = {
        phi: effectiveDimension(phi.spectrum, lambda),
        psi: effectiveDimension(psi.spectrum, lambda),
      };
      const cross = bilinear(a, squares, b);
      const difference = own.phi + own.psi - 2 * cross;
      if (difference > cancels * (own.phi + own.psi)) return { ...own, cross, squared: difference };
      outside ??= outsideProducts(phi, psi, overlaps);
      return { ...own, cross, squared: sumOfSquares(a, b, overlaps, outside) };
    },
  };
}

/** M = V_φᵀ V_ψ, [rank of φ, rank of ψ]. */
export function overlapsOf(phi: SampleBasis, psi: SampleBasis): Float64Array {
  const overlaps = new Float64Array(phi.rank * psi.rank);
  if (overlaps.length === 0) return overlaps;
  const shape = { rows: phi.rows, columnsOfX: phi.rank, columnsOfY: psi.rank };
  addCrossProduct(overlaps, phi.basis, psi.basis, shape);
  return overlaps;
}

/** WᵀW for W = V_ψ - V_φ M, from W itself. */
function outsideProducts(phi: SampleBasis, psi: SampleBasis, overlaps: Float64Array): Float64Array {
  const products = new Float64Array(psi.rank * psi.rank);
  if (psi.rank === 0) return products;
  const outside = psi.basis.slice();
  if (phi.rank > 0) {
    const shape = { rows: phi.rows, inner: phi.rank, columns: psi.rank };
    const inside = matmul(phi.basis, overlaps, shape);
    for (let i = 0; i < outside.length; i++) outside[i] -= inside[i];
  }
  const shape = { rows: psi.rows, columnsOfX: psi.rank, columnsOfY: psi.rank };
  addCrossProduct(products, outside, outside, shape);
  return products;
}

function sumOfSquares(
  a: Float64Array,
  b: Float64Array,
  overlaps: Float64Array,
  outside: Float64Array,
): RidgeProducts["squared"] {
  const [r, s] = [a.length, b.length];
  let sum = 0;
  if (r > 0 && s > 0) {
    const weighted = overlaps.map((value, i) => value * b[i % s]);
    const inside = matmul(weighted, transposed(overlaps, r, s), { rows: r, inner: s, columns: r });
    for (let i = 0; i < r; i++) {
      for (let j = 0; j < r; j++) sum += ((i === j ? a[i] : 0) - inside[i * r + j]) ** 2;
    }
    const gram = new Float64Array(s * s);
    addCrossProduct(gram, overlaps, overlaps, { rows: r, columnsOfX: s, columnsOfY: s });
    for (let i = 0; i < s; i++) {
      for (let j = 0; j < s; j++) sum += 2 * b[i] * b[j] * gram[i * s + j] * outside[i * s + j];
    }
  } else sum += a.reduce((total, value) => total + value * value, 0);
  for (let i = 0; i < s; i++) {
    for (let j = 0; j < s; j++) sum += b[i] * b[j] * outside[i * s + j] ** 2;
  }
  return Math.max(0, sum);
}

/** aᵀ S b */
function bilinear(a: Float64Array, s: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    let row = 0;
    for (let j = 0; j < b.length; j++) row += s[i * b.length + j] * b[j];
    sum += a[i] * row;
  }
  return sum;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = matrix[i * columns + j];
  }
  return turned;
}
