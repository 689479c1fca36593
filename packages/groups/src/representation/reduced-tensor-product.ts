import { ArgumentError } from "@erlangen/numerics";
import type { Representation } from "../group/representation.ts";
import { Irreps } from "../rotation/irreps.ts";
import { decompose } from "./decompose.ts";
import type { DecomposeOptions, IsotypicTerm } from "./decompose.ts";
import { parseIndexSymmetry } from "./index-symmetry.ts";
import type { IndexSymmetry } from "./index-symmetry.ts";
import { monomialAction } from "./linear-action.ts";
import { requireDimension } from "./require-argument.ts";
import { signedOrbits } from "./signed-orbits.ts";
import type { SignedOrbits } from "./signed-orbits.ts";
import { subrepresentation } from "./subrepresentation.ts";
import { tensorRepresentation } from "./tensor-representation.ts";

/** A tensor product with index symmetries, in irreps. */
export interface ReducedTensorProduct<Element> {
  /** The irreps, in the order of the rows of `changeOfBasis`. */
  readonly terms: readonly IsotypicTerm<Element>[];
  /** Sum of the dimensions of the irreps, with their copies. */
  readonly dim: number;
  /**
   * Orthonormal rows, row-major [dim, dim(i), dim(j), ...]: from tensors to irreps. Those of one copy
   * of an irrep of dimension d have squares that add up to d.
   */
  readonly changeOfBasis: Float64Array;
}

/** Up to here (entries of the change of basis) symmetric tensors are written out: 2 GiB. */
const largestBasis = 2 ** 28;

/**
 * The tensors with given index symmetries, decomposed into irreps of any compact group.
 *
 * @param formula - For instance `ij=-ji`: each further term is a permutation of the first, with the
 * sign that it brings; see also e3nn's `ReducedTensorProducts`.
 * @param factors - The orthogonal representation of each index, or of one index of each set that
 * symmetries exchange; texts are irreps of O(3).
 * @param options - As for `decompose`.
 * @throws ArgumentError when the formula does not parse, an index has no representation, or exchanged
 * indices have different ones.
 *
 * Source: Geiger and Smidt (2022), «e3nn: Euclidean neural networks», reduced tensor products; differs
 * in: symmetric tensors by orbits of their entries. Rows are determined up to sign and to mixing of
 * copies of one irrep.
 *
 * ```ts
 * import { reducedTensorProduct } from "@erlangen/groups";
 *
 * const { terms } = reducedTensorProduct("ij=ji", { i: "1o" });
 * terms.map(({ irrep }) => irrep.name); // => ["0e", "2e"]
 * ```
 */
export function reducedTensorProduct(
  formula: string,
  factors: Readonly<Record<string, Representation<Float64Array> | string>>,
  options?: DecomposeOptions<Float64Array>,
): ReducedTensorProduct<Float64Array>;
export function reducedTensorProduct<Element>(
  formula: string,
  factors: Readonly<Record<string, Representation<Element>>>,
  options?: DecomposeOptions<Element>,
): ReducedTensorProduct<Element>;
export function reducedTensorProduct<Element>(
  formula: string,
  factors: Readonly<Record<string, Representation<Element> | string>>,
  options: DecomposeOptions<Element> = {},
): ReducedTensorProduct<Element> {
  const symmetry = parseIndexSymmetry("reducedTensorProduct", formula);
  const representations = factorsOf(symmetry, factors);
  const product = tensorRepresentation(...representations);
  requireDimension("reducedTensorProduct", product.dim);
  const extents = representations.map(({ dim }) => dim);
  const orbits = symmetricOrbits(symmetry, extents, product.dim);
  if (orbits.count === 0) return { terms: [], dim: 0, changeOfBasis: new Float64Array(0) };
  if (orbits.count * product.dim > largestBasis) {
    throw new ArgumentError(
      `reducedTensorProduct: expected at most 2^28 numbers, got a basis [${orbits.count}, ${product.dim}]`,
    );
  }
  const { terms, changeOfBasis } = decompose(
    subrepresentation(product, orbitRows(orbits, product.dim)),
    options,
  );
  return { terms, dim: orbits.count, changeOfBasis: spread(changeOfBasis, orbits, product.dim) };
}

/** The representation of each index. */
function factorsOf<Element>(
  { indices, exchanged }: IndexSymmetry,
  factors: Readonly<Record<string, Representation<Element> | string>>,
): Representation<Element>[] {
  const where = "reducedTensorProduct";
  const unknown = Object.keys(factors).find((letter) => !indices.includes(letter));
  if (unknown !== undefined) {
    throw new ArgumentError(
      `${where}: expected factors for indices of the formula, got ${JSON.stringify(unknown)}`,
    );
  }
  return indices.map((letter) => {
    const set = exchanged.find((letters) => letters.includes(letter)) ?? [letter];
    const given = set.flatMap((each) => (factors[each] === undefined ? [] : [factors[each]]));
    if (given.length === 0) {
      throw new ArgumentError(`${where}: expected factors.${letter} as a representation, got none`);
    }
    const [factor] = given;
    if (given.some((other) => other !== factor)) {
      throw new ArgumentError(
        `${where}: expected one representation for the exchanged indices ${set.join(", ")}, got several`,
      );
    }
    // A text stands for O(3), whose elements are these matrices.
    return typeof factor === "string"
      ? (Irreps.parse(factor) as unknown as Representation<Element>)
      : factor;
  });
}

/** Orbits of the entries of the tensor under the index symmetries. */
function symmetricOrbits(
  { generators }: IndexSymmetry,
  extents: readonly number[],
  size: number,
): SignedOrbits {
  const strides = extents.map((_, axis) => extents.slice(axis + 1).reduce((a, b) => a * b, 1));
  const actions = generators.map(({ image, sign }) => {
    const moved = new Int32Array(size);
    for (let at = 0; at < size; at++) {
      let target = 0;
      image.forEach((source, axis) => {
        const coordinate = Math.floor(at / strides[source]) % extents[source];
        target += coordinate * strides[axis];
      });
      moved[at] = target;
    }
    return monomialAction(moved, new Int8Array(size).fill(sign));
  });
  return signedOrbits(size, actions);
}

/** The orthonormal basis of symmetric tensors, [count, size]. */
function orbitRows({ count, labels, signs, sizes }: SignedOrbits, size: number): Float64Array {
  const rows = new Float64Array(count * size);
  labels.forEach((label, at) => {
    if (label >= 0) rows[label * size + at] = signs[at] / Math.sqrt(sizes[label]);
  });
  return rows;
}

/** Qᵀ B for Q [count, count] and the basis B of `orbitRows`. */
function spread(
  changeOfBasis: Float64Array,
  { count, labels, signs, sizes }: SignedOrbits,
  size: number,
): Float64Array {
  const rows = new Float64Array(count * size);
  labels.forEach((label, at) => {
    if (label < 0) return;
    const scale = signs[at] / Math.sqrt(sizes[label]);
    for (let z = 0; z < count; z++) rows[z * size + at] = scale * changeOfBasis[label * count + z];
  });
  return rows;
}
