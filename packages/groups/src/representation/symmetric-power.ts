import type { Representation } from "../group/representation.ts";
import { actionMatrix } from "./apply-action.ts";
import { monomialAction } from "./linear-action.ts";
import type { LinearAction } from "./linear-action.ts";
import { powerBasis } from "./power-basis.ts";
import type { PowerBasis } from "./power-basis.ts";
import { requireInteger } from "./require-argument.ts";
import { actionOf, algebraActionOf, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";
import { trivialRepresentation } from "./trivial-representation.ts";

/**
 * The symmetric power Sym^k ρ: tensors of order k that no exchange of indices changes, or
 * homogeneous polynomials of degree k.
 *
 * Basis, orthonormal in the tensor power: for indices i₁ ≤ ... ≤ i_k in lexicographic order the sum
 * of the distinct rearrangements of e_{i₁} ⊗ ... ⊗ e_{i_k}, over its length. Computed as products
 * of linear forms; the tensor power is never written out.
 *
 * Shapes: dim = binomial(n + k - 1, k), n = dim(ρ).
 *
 * @param order - k, an integer >= 0; 0 is the trivial representation.
 *
 * ```ts
 * import { Irreps, symmetricPower } from "@erlangen/groups";
 *
 * symmetricPower(Irreps.parse("1o"), 2).dim; // => 6
 * ```
 */
export function symmetricPower<Element>(
  representation: Representation<Element>,
  order: number,
): StructuredRepresentation<Element> {
  requireInteger("symmetricPower", "order", order, { most: 64 });
  return power(representation, order, "symmetric");
}

/**
 * The antisymmetric (exterior) power Λ^k ρ: tensors of order k that change sign when two indices
 * are exchanged.
 *
 * Basis, orthonormal in the tensor power: for indices i₁ < ... < i_k in lexicographic order the
 * signed sum of the rearrangements of e_{i₁} ⊗ ... ⊗ e_{i_k}, over sqrt(k!).
 *
 * Shapes: dim = binomial(n, k), n = dim(ρ).
 *
 * @param order - k, an integer from 0 to dim(ρ); 0 is the trivial representation, and dim(ρ) the
 * determinant.
 */
export function antisymmetricPower<Element>(
  representation: Representation<Element>,
  order: number,
): StructuredRepresentation<Element> {
  requireInteger("antisymmetricPower", "order", order, { most: representation.dim });
  return power(representation, order, "antisymmetric");
}

function power<Element>(
  representation: Representation<Element>,
  order: number,
  symmetry: "symmetric" | "antisymmetric",
): StructuredRepresentation<Element> {
  if (order === 0) return trivialRepresentation(representation.group);
  const basis = powerBasis(representation.dim, order, symmetry);
  return structured({
    group: representation.group,
    dim: basis.lengths.length,
    action: (g) => powerAction(actionOf(representation, g), basis),
    algebraAction: (x) => powerDerivation(algebraActionOf(representation, x), basis),
  });
}

function powerAction(action: LinearAction, basis: PowerBasis): LinearAction {
  const dim = basis.lengths.length;
  if (action.kind === "monomial") {
    const [image, sign] = [new Int32Array(dim), new Int8Array(dim)];
    basis.indices.forEach((indices, column) => {
      let [at, factor] = [0, 1];
      indices.forEach((index, degree) => {
        const table = basis.insertions[degree];
        const slot = at * basis.n + action.image[index];
        factor *= action.sign[index] * table.sign[slot];
        at = table.target[slot];
      });
      image[column] = at;
      sign[column] = factor;
    });
    return monomialAction(image, sign);
  }
  const matrix = actionMatrix(action);
  const entries = new Float64Array(dim * dim);
  basis.indices.forEach((indices, column) => {
    let product: Float64Array = Float64Array.of(1);
    indices.forEach((index, degree) => {
      product = multiplied(basis, degree, product, (i) => matrix[i * basis.n + index]);
    });
    writeColumn(entries, product, column, basis);
  });
  return { kind: "dense", dim, entries };
}

/** The derivative of the product of linear forms, by Leibniz. */
function powerDerivation(action: LinearAction, basis: PowerBasis): LinearAction {
  const dim = basis.lengths.length;
  const matrix = actionMatrix(action);
  const entries = new Float64Array(dim * dim);
  basis.indices.forEach((indices, column) => {
    let product: Float64Array = Float64Array.of(1);
    let derivative: Float64Array = Float64Array.of(0);
    indices.forEach((index, degree) => {
      const unit = (i: number): number => (i === index ? 1 : 0);
      const kept = multiplied(basis, degree, derivative, unit);
      const changed = multiplied(basis, degree, product, (i) => matrix[i * basis.n + index]);
      derivative = kept.map((value, i) => value + changed[i]);
      product = multiplied(basis, degree, product, unit);
    });
    writeColumn(entries, derivative, column, basis);
  });
  return { kind: "dense", dim, entries };
}

/** A polynomial of some degree times the linear form with coefficients `form`. */
function multiplied(
  { n, insertions }: PowerBasis,
  degree: number,
  polynomial: Float64Array,
  form: (i: number) => number,
): Float64Array {
  const { target, sign, size } = insertions[degree];
  const product = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    const coefficient = form(i);
    if (coefficient === 0) continue;
    for (let at = 0; at < polynomial.length; at++) {
      const slot = at * n + i;
      if (sign[slot] !== 0) product[target[slot]] += sign[slot] * coefficient * polynomial[at];
    }
  }
  return product;
}

/** From monomials to the orthonormal basis, whose elements are monomials over their lengths. */
function writeColumn(
  entries: Float64Array,
  product: Float64Array,
  column: number,
  { lengths }: PowerBasis,
): void {
  const dim = lengths.length;
  for (let i = 0; i < dim; i++) {
    entries[i * dim + column] = (product[i] * lengths[i]) / lengths[column];
  }
}
