import { ArgumentError } from "@erlangen/numerics";
import { requireForm } from "./require-form.ts";
import { transvectant } from "./transvectant.ts";

/** The two invariants that generate all others of a binary quartic. */
export interface QuarticInvariants {
  /** Of degree 2 in the coefficients. */
  readonly i: number;
  /** Of degree 3 in the coefficients. */
  readonly j: number;
}

/**
 * The Hessian p_xx p_yy - p_xy^2 of a binary form, a covariant of degree 2d-4: it vanishes exactly
 * for powers of a linear form.
 *
 * It is d^2 (d-1)^2 / 2 times the second transvectant of p with itself.
 *
 * @param form - Coefficients [d+1] of degree d >= 2, that of x^k y^(d-k) at k.
 * @returns [2d-3]
 * @throws ShapeError or ArgumentError when the form is malformed or linear.
 *
 * Source: Olver (1999), «Classical invariant theory», chapter 2.
 *
 * ```ts
 * import { formHessian } from "@erlangen/groups";
 *
 * [...formHessian([1, 0, 1])]; // => [4]
 * ```
 */
export function formHessian(form: ArrayLike<number>): Float64Array {
  const d = requireForm("formHessian", "form", form);
  if (d < 2) {
    throw new ArgumentError(`formHessian: expected a form of degree >= 2, got degree ${d}`);
  }
  return transvectant(form, form, 2).map((entry) => (entry * d * d * (d - 1) * (d - 1)) / 2);
}

/**
 * The invariants of a binary quartic a x^4 + 4 b x^3 y + 6 c x^2 y^2 + 4 e x y^3 + f y^4:
 * i = a f - 4 b e + 3 c^2 and j = a c f + 2 b c e - c^3 - a e^2 - f b^2.
 *
 * They are 1/2 psi_4(p, p) and 1/6 psi_4(p, psi_2(p, p)); the discriminant is 256 (i^3 - 27 j^2).
 *
 * @param form - Five coefficients, that of x^k y^(4-k) at k (so the third is 6 c).
 * @throws ShapeError or ArgumentError when the form is no quartic.
 *
 * Source: Olver (1999), «Classical invariant theory», example 2.22.
 *
 * ```ts
 * import { quarticInvariants } from "@erlangen/groups";
 *
 * quarticInvariants([1, 0, 6, 0, 1]); // => { i: 4, j: 0 }
 * ```
 */
export function quarticInvariants(form: ArrayLike<number>): QuarticInvariants {
  const d = requireForm("quarticInvariants", "form", form);
  if (d !== 4) {
    throw new ArgumentError(`quarticInvariants: expected a form of degree 4, got degree ${d}`);
  }
  const [f, e4, c6, b4, a] = Array.from(form);
  const [e, c, b] = [e4 / 4, c6 / 6, b4 / 4];
  return {
    i: a * f - 4 * b * e + 3 * c * c,
    j: a * c * f + 2 * b * c * e - c ** 3 - a * e * e - f * b * b,
  };
}
