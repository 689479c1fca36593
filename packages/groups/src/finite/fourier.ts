import { ShapeError } from "@erlangen/numerics";
import type { FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import { abelianStructure } from "./abelian-structure.ts";
import { abelianFourier, abelianFourierInverse } from "./abelian-fourier.ts";
import { isAbelian } from "./element-order.ts";
import { endomorphismDim } from "./general-irreps.ts";
import { symmetricFourier, symmetricFourierInverse } from "./symmetric-fourier.ts";
import { SymmetricGroup } from "./symmetric-group.ts";

/**
 * The Fourier transform of a function on a finite group: F(ρ) = Σ_g f(g) ρ(g), for each real irrep.
 *
 * Convolution (f * h)(x) = Σ_g f(g) h(g⁻¹ x) becomes the product F(ρ) H(ρ). Cost O(|G|²); for abelian
 * groups O(|G| log |G|), as long as the primes in |G| are small; for S_n O(n! n³).
 *
 * @param f - Values on the elements, [order].
 * @returns One matrix [dim, dim] for each irrep, in the order of `group.irreps()`.
 * @throws ShapeError when `f` has another length.
 *
 * Source: Diaconis (1988), «Group representations in probability and statistics», chapter 2C.
 *
 * ```ts
 * import { cyclicGroup, fourierTransform } from "@erlangen/groups";
 *
 * const blocks = fourierTransform(cyclicGroup(4), [1, 2, 3, 4]);
 * blocks.map(([first]) => first.toFixed(1)); // => ["10.0", "-2.0", "-2.0"]
 * ```
 */
export function fourierTransform(group: FiniteGroup, f: ArrayLike<number>): Float64Array[] {
  if (f.length !== group.order) {
    throw new ShapeError(
      `fourierTransform: expected f of shape [order] = [${group.order}], got [${f.length}]`,
    );
  }
  if (isAbelian(group)) return abelianFourier(abelianStructure(group), f);
  if (group instanceof SymmetricGroup) return symmetricFourier(group.degree, f);
  return group.irreps().map((irrep) => {
    const sum = new Float64Array(irrep.dim * irrep.dim);
    for (const g of group.elements) {
      if (f[g] === 0) continue;
      const matrix = irrep.matrix(g);
      for (let i = 0; i < sum.length; i++) sum[i] += f[g] * matrix[i];
    }
    return sum;
  });
}

/**
 * The function on a finite group with a given Fourier transform.
 *
 * F(g) = 1/|G| Σ_ρ dim(ρ) / e(ρ) tr(ρ(g)ᵀ F(ρ)), where e = 1, 2, 4 for irreps of real, complex,
 * quaternionic type.
 *
 * @param blocks - One matrix [dim, dim] for each irrep, in the order of `group.irreps()`.
 * @returns [order].
 * @throws ShapeError when there are other blocks.
 */
export function inverseFourierTransform(
  group: FiniteGroup,
  blocks: readonly ArrayLike<number>[],
): Float64Array {
  const irreps = group.irreps();
  const mismatch = irreps.findIndex(({ dim }, i) => blocks[i]?.length !== dim * dim);
  if (mismatch >= 0 || blocks.length !== irreps.length) {
    throw new ShapeError(
      `inverseFourierTransform: expected blocks of dim * dim = [${irreps.map(({ dim }) => dim * dim).join(", ")}] numbers, ` +
        `got [${blocks.map(({ length }) => length).join(", ")}]`,
    );
  }
  if (isAbelian(group)) return abelianFourierInverse(abelianStructure(group), blocks);
  if (group instanceof SymmetricGroup) return symmetricFourierInverse(group.degree, blocks);
  const f = new Float64Array(group.order);
  irreps.forEach((irrep, i) => addPart(f, irrep, blocks[i]));
  return f;
}

function addPart(f: Float64Array, irrep: FiniteIrrep, block: ArrayLike<number>): void {
  const weight = irrep.dim / endomorphismDim[irrep.type] / f.length;
  for (let g = 0; g < f.length; g++) {
    const matrix = irrep.matrix(g);
    let trace = 0;
    for (let i = 0; i < matrix.length; i++) trace += matrix[i] * block[i];
    f[g] += weight * trace;
  }
}
