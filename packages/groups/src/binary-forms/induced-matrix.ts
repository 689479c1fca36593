import { assertDegree } from "../rotation/degree.ts";
import { requireForm, requireSubstitution } from "./require-form.ts";

/**
 * The matrix by which a linear substitution g = [[a, b], [c, e]] acts on the monomials of degree d:
 * z(g (x, y)) = M z(x, y), where z = (y^d, x y^(d-1), ..., x^d).
 *
 * Row k holds the coefficients of (a x + b y)^k (c x + e y)^(d-k). It is the d-th symmetric power
 * of g: M(g h) = M(g) M(h), and det M = det(g)^(d(d+1)/2).
 *
 * Shapes: g [2, 2] -> [d+1, d+1], row-major.
 *
 * @param g - Any real matrix; of determinant 1 for an element of SL(2,R).
 * @param d - Degree, an integer >= 0.
 * @throws ShapeError unless g has four numbers; ArgumentError when one is not finite or d is no
 * degree.
 *
 * Numerics: the condition number is about that of g to the power d.
 *
 * Source: Lawrence, Harris (2024), «Learning polynomial problems with SL(2,R)-equivariance»,
 * section 2.
 *
 * ```ts
 * import { inducedMatrix } from "@erlangen/groups";
 *
 * [...inducedMatrix([1, 2, 0, 1], 2)]; // => [1, 0, 0, 2, 1, 0, 4, 4, 1]
 * ```
 */
export function inducedMatrix(g: ArrayLike<number>, d: number): Float64Array {
  requireSubstitution("inducedMatrix", g);
  assertDegree("inducedMatrix", "d", d);
  return powerMatrix(g, d);
}

/**
 * The form p(g (x, y)) that results from a linear substitution of the variables.
 *
 * A right action: substituting g, then h, is substituting g h. For the left action use
 * {@link binaryFormRepresentation}, which substitutes the inverse.
 *
 * Shapes: form [d+1] -> [d+1], coefficient k of x^k y^(d-k).
 *
 * @param form - Coefficients of p.
 * @param g - Any real matrix [2, 2], row-major.
 * @throws ShapeError or ArgumentError when either is malformed.
 *
 * Source: Lawrence, Harris (2024), section 2.
 *
 * ```ts
 * import { substitute } from "@erlangen/groups";
 *
 * [...substitute([0, 0, 1], [1, 1, 0, 1])]; // => [1, 2, 1]
 * ```
 */
export function substitute(form: ArrayLike<number>, g: ArrayLike<number>): Float64Array {
  const d = requireForm("substitute", "form", form);
  requireSubstitution("substitute", g);
  const matrix = powerMatrix(g, d);
  const result = new Float64Array(d + 1);
  for (let k = 0; k <= d; k++) {
    for (let m = 0; m <= d; m++) result[m] += form[k] * matrix[k * (d + 1) + m];
  }
  return result;
}

function powerMatrix(g: ArrayLike<number>, d: number): Float64Array {
  const width = d + 1;
  const first = linearPowers(g[0], g[1], d);
  const second = linearPowers(g[2], g[3], d);
  const matrix = new Float64Array(width * width);
  for (let k = 0; k <= d; k++) {
    const [left, right] = [first[k], second[d - k]];
    for (let i = 0; i < left.length; i++) {
      for (let j = 0; j < right.length; j++) matrix[k * width + i + j] += left[i] * right[j];
    }
  }
  return matrix;
}

/** The coefficients of (s x + t y)^k for k = 0..d; that of x^i y^(k-i) at i. */
function linearPowers(s: number, t: number, d: number): Float64Array[] {
  const powers = [Float64Array.of(1)];
  for (let k = 1; k <= d; k++) {
    const power = new Float64Array(k + 1);
    powers[k - 1].forEach((coefficient, i) => {
      power[i] += t * coefficient;
      power[i + 1] += s * coefficient;
    });
    powers.push(power);
  }
  return powers;
}
