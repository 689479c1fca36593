import { ArgumentError, determinant } from "@erlangen/numerics";
import { requireForm } from "./require-form.ts";

/**
 * The discriminant of a binary form: zero where it has a repeated linear factor, and otherwise
 * unchanged by substitutions of determinant 1.
 *
 * With p = a prod_i (x - r_i y) it is a^(2d-2) prod_(i<j) (r_i - r_j)^2; computed as (-1)^(d(d-1)/2)
 * d^(2-d) times the resultant of dp/dx and dp/dy, a determinant of size 2(d-1). Under any
 * substitution g it is multiplied by det(g)^(d(d-1)).
 *
 * @param form - Coefficients [d+1] of degree d >= 2, that of x^k y^(d-k) at k.
 * @throws ShapeError or ArgumentError when the form is malformed or linear.
 *
 * Source: Gelfand, Kapranov, Zelevinsky (1994), «Discriminants, resultants and multidimensional
 * determinants», chapter 12.
 *
 * ```ts
 * import { formDiscriminant } from "@erlangen/groups";
 *
 * formDiscriminant([-6, 1, 1]); // => 25.000000000
 * ```
 */
export function formDiscriminant(form: ArrayLike<number>): number {
  const d = requireForm("formDiscriminant", "form", form);
  if (d < 2) {
    throw new ArgumentError(`formDiscriminant: expected a form of degree >= 2, got degree ${d}`);
  }
  const size = 2 * (d - 1);
  const sylvester = new Float64Array(size * size);
  for (let row = 0; row < d - 1; row++) {
    for (let k = 0; k < d; k++) {
      // Coefficients of both derivatives, from x^(d-1) down.
      sylvester[row * size + row + k] = (d - k) * form[d - k];
      sylvester[(d - 1 + row) * size + row + k] = (k + 1) * form[d - 1 - k];
    }
  }
  const sign = ((d * (d - 1)) / 2) % 2 === 0 ? 1 : -1;
  return (sign * determinant(sylvester, size)) / d ** (d - 2);
}
