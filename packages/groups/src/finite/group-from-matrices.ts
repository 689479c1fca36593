import { ArgumentError, matmul } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { Representation } from "../group/representation.ts";
import { requireInteger } from "../group/require-integer.ts";
import { enumerate } from "./enumerate.ts";
import { LawGroup } from "./law-group.ts";
import type { GroupLaw } from "./law-group.ts";
import { MatrixLookup } from "./matrix-lookup.ts";
import { requireElement } from "./require-element.ts";
import { walkedLaw } from "./walked-law.ts";

/** Largest entry of A Aᵀ - 1 that still counts as rounding. */
const orthogonalityTolerance = 1e-9;

/** A finite group whose elements are orthogonal matrices. */
export interface FiniteMatrixGroup extends FiniteGroup {
  /** Each element as its matrix. */
  readonly defining: Representation<number>;
}

/** A law together with matrices of the elements. */
export class ListedMatrixGroup extends LawGroup implements FiniteMatrixGroup {
  readonly defining: Representation<number>;

  constructor(law: GroupLaw, matrices: readonly Float64Array[], dim: number) {
    super(law);
    this.defining = {
      group: this,
      dim,
      matrix: (g) => {
        requireElement("FiniteMatrixGroup.defining.matrix", "g", this, g);
        return matrices[g].slice();
      },
    };
  }
}

/**
 * The finite group that orthogonal matrices generate, with all its elements listed; 0 is the
 * identity.
 *
 * @param generators - Matrices [dim, dim], row-major, orthogonal to 1e-9.
 * @param options - `dim`: size of the matrices; `name`: how the group is called.
 * @throws ArgumentError when a matrix is not orthogonal or has another size, or there are more than
 * 250,000 elements (as when the group is infinite).
 *
 * ```ts
 * import { finiteGroupFromMatrices } from "@erlangen/groups";
 *
 * const turn = [0, -1, 1, 0];
 * const mirror = [1, 0, 0, -1];
 * finiteGroupFromMatrices([turn, mirror], { dim: 2 }).order; // => 8
 * ```
 */
export function finiteGroupFromMatrices(
  generators: readonly ArrayLike<number>[],
  { dim, name = "G" }: { readonly dim: number; readonly name?: string },
): FiniteMatrixGroup {
  requireInteger("finiteGroupFromMatrices", "dim", dim, { least: 1, most: 1024 });
  const matrices = generators.map((generator) => requireOrthogonal(generator, dim));
  const { values, law } = matrixLaw(name, matrices, dim);
  return new ListedMatrixGroup(law, values, dim);
}

/** The elements that orthogonal matrices generate, and their law. */
export function matrixLaw(
  name: string,
  generators: readonly Float64Array[],
  dim: number,
): { readonly values: readonly Float64Array[]; readonly law: GroupLaw } {
  const shape = { rows: dim, inner: dim, columns: dim };
  const identity = new Float64Array(dim * dim);
  for (let i = 0; i < dim; i++) identity[i * (dim + 1)] = 1;
  const lookup = new MatrixLookup();
  lookup.add(identity, 0);
  const moving = generators.filter((generator) => lookup.find(generator) === undefined);
  const numbers = new MatrixLookup();
  const { values, right } = enumerate("finiteGroupFromMatrices", moving, {
    identity,
    multiply: (a, b) => matmul(a, b, shape),
    find: (matrix) => numbers.find(matrix),
    add: (matrix, index) => numbers.add(matrix, index),
  });
  return { values, law: walkedLaw(name, right, values.length) };
}

function requireOrthogonal(matrix: ArrayLike<number>, dim: number): Float64Array {
  const where = "finiteGroupFromMatrices";
  if (matrix?.length !== dim * dim) {
    throw new ArgumentError(
      `${where}: expected generators of shape [dim, dim] = [${dim}, ${dim}], flat, got ${matrix?.length} numbers`,
    );
  }
  const copy = Float64Array.from(matrix);
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j <= i; j++) {
      let product = i === j ? -1 : 0;
      for (let k = 0; k < dim; k++) product += copy[i * dim + k] * copy[j * dim + k];
      if (!(Math.abs(product) <= orthogonalityTolerance)) {
        throw new ArgumentError(
          `${where}: expected orthogonal generators, got rows ${j} and ${i} off by ${product}; ` +
            "a finite group has a basis in which it is orthogonal",
        );
      }
    }
  }
  return copy;
}
