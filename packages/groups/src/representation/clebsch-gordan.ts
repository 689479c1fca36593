import type { Representation } from "../group/representation.ts";
import { embeddingsOf } from "./embeddings.ts";
import { commonGroup } from "./structured-representation.ts";
import { tensorRepresentation } from "./tensor-representation.ts";

/** How an irrep lies in the tensor product of two representations. */
export interface ClebschGordan {
  /** Number of copies of the third in the product of the first two. */
  readonly multiplicity: number;
  /**
   * Row-major [dim(first), dim(second), multiplicity, dim(third)]; as a matrix with a row for each
   * pair of components, its columns are orthonormal.
   */
  readonly coefficients: Float64Array;
}

/**
 * Clebsch-Gordan coefficients of any group: C with (ψ₁ ⊗ ψ₂)(g) C = C (1 ⊗ ψ₃(g)), where 1 acts on
 * the copies.
 *
 * z_k = Σ_ij C[i, j, s, k] x_i y_j is the s-th covariant product of x and y of type ψ₃. The copies are
 * determined up to an orthogonal mixing (one copy: up to sign; irreps of complex and quaternionic type
 * have more freedom). For O(3), `wigner3j` has the same up to a factor, with a fixed sign. Where the
 * representations are not orthogonal, as for groups that are not compact, the columns of C need not be
 * orthonormal.
 *
 * @param first - A representation, an irrep or not; likewise `second`.
 * @param third - A real irrep of the same group; of real type where the group is not compact.
 * @throws ArgumentError when the groups differ.
 *
 * ```ts
 * import { Irreps, clebschGordan } from "@erlangen/groups";
 *
 * const vector = Irreps.parse("1o");
 * const { multiplicity, coefficients } = clebschGordan(vector, vector, Irreps.parse("1e"));
 * multiplicity; // => 1
 * Math.abs(coefficients[5]); // => 0.707106781187
 * ```
 */
export function clebschGordan<Element>(
  first: Representation<Element>,
  second: Representation<Element>,
  third: Representation<Element>,
): ClebschGordan {
  commonGroup("clebschGordan", [first, second, third]);
  const { multiplicity, columns } = embeddingsOf(third, tensorRepresentation(first, second));
  return { multiplicity, coefficients: columns };
}
