import { tridiagonalQl } from "../linear-algebra/tridiagonal-ql.ts";

/** Nodes and weights: ∫ f dμ ≈ Σ_i weights[i] f(nodes[i]). */
export interface QuadratureRule {
  /** Ascending [n]. */
  readonly nodes: Float64Array;
  /** Positive [n]. */
  readonly weights: Float64Array;
}

/** A measure by the recurrence of its orthonormal polynomials, b_(k+1) p_(k+1) = (x - a_k) p_k - b_k p_(k-1). */
export interface Measure {
  /** a_k, for k = 0, 1, ... */
  readonly a: (k: number) => number;
  /** b_k > 0, for k = 1, 2, ... */
  readonly b: (k: number) => number;
  /** The integral of 1. */
  readonly mass: number;
  /** Whether the measure is even, so that every a_k is 0. */
  readonly even: boolean;
}

const newtonSteps = 3;

/**
 * The rule of n nodes that is exact for polynomials of degree below 2n.
 *
 * The nodes are the zeros of p_n: eigenvalues of the Jacobi matrix, then Newton steps, which give small nodes their
 * relative accuracy. The weights are mass / Σ_(k<n) p_k(x)², which does not cancel.
 *
 * Source: Golub, Welsch (1969), «Calculation of Gauss quadrature rules»; Gautschi (2004), «Orthogonal polynomials»,
 * theorem 3.2 and section 3.1.1.
 */
export function gaussRule(n: number, { a, b, mass, even }: Measure): QuadratureRule {
  const nodes = Float64Array.from({ length: n }, (_, k) => a(k));
  const couplings = Float64Array.from({ length: n }, (_, k) => (k + 1 < n ? b(k + 1) : 0));
  tridiagonalQl(nodes, couplings, new Float64Array(0));
  nodes.sort();
  for (let i = 0; i < n; i++) {
    for (let step = 0; step < newtonSteps; step++) {
      const { value, slope } = evaluate(n, { a, b }, nodes[i]);
      nodes[i] -= value / slope;
    }
  }
  if (even) for (let i = 0; 2 * i < n; i++) mirror(nodes, i);
  const weights = nodes.map((x) => mass / evaluate(n, { a, b }, x).squares);
  return { nodes, weights };
}

/** p_n and its derivative at x, up to the factor b_n, and Σ_(k<n) p_k². */
function evaluate(
  n: number,
  { a, b }: Pick<Measure, "a" | "b">,
  x: number,
): { readonly value: number; readonly slope: number; readonly squares: number } {
  let [previous, value, previousSlope, slope, squares] = [0, 1, 0, 0, 0];
  for (let k = 0; k < n; k++) {
    squares += value * value;
    const before = k === 0 ? 0 : b(k);
    const after = k + 1 < n ? b(k + 1) : 1;
    const next = ((x - a(k)) * value - before * previous) / after;
    const nextSlope = (value + (x - a(k)) * slope - before * previousSlope) / after;
    [previous, value, previousSlope, slope] = [value, next, slope, nextSlope];
  }
  return { value, slope, squares };
}

/** Makes node i and its mirror image opposite to each other, exactly. */
function mirror(nodes: Float64Array, i: number): void {
  const j = nodes.length - 1 - i;
  const half = (nodes[j] - nodes[i]) / 2;
  nodes[i] = -half;
  nodes[j] = half;
}
