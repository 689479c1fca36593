import { ArgumentError, matmul, nullSpace } from "@erlangen/numerics";
import type { Representation } from "../group/representation.ts";
import { endomorphismsOf } from "./endomorphisms.ts";
import { equivariantBasis } from "./equivariant-basis.ts";

/** The copies of an irrep in an orthogonal representation. */
export interface Embeddings {
  readonly multiplicity: number;
  /**
   * Orthonormal columns, row-major [dim, multiplicity dim(irrep)]: the columns of copy s are a basis
   * on which the group acts by the matrices of the irrep.
   */
  readonly columns: Float64Array;
}

/**
 * Finds the copies of an irrep ψ in ρ.
 *
 * An equivariant W from ψ to ρ of Frobenius norm sqrt(dim ψ) is an isometry, as Wᵀ W commutes with ψ
 * and is symmetric, so a multiple of 1 (Schur). The images of W and W' are orthogonal when W' is
 * orthogonal to all W J, J running through what commutes with ψ.
 *
 * @throws ArgumentError when the maps do not come in such sets, so one of the two is no orthogonal
 * representation, or ψ is reducible.
 */
export function embeddingsOf<Element>(
  irrep: Representation<Element>,
  representation: Representation<Element>,
): Embeddings {
  const maps = equivariantBasis(irrep, representation);
  const endomorphisms = endomorphismsOf(irrep);
  const { dim } = representation;
  const width = irrep.dim;
  const multiplicity = maps.dimension / endomorphisms.length;
  if (!Number.isInteger(multiplicity)) {
    throw new ArgumentError(
      `decompose: expected orthogonal representations and an irrep of which a multiple of ${endomorphisms.length} maps start, got ${maps.dimension}`,
    );
  }
  const columns = new Float64Array(dim * multiplicity * width);
  const taken: Float64Array[] = [];
  for (let copy = 0; copy < multiplicity; copy++) {
    const map = maps.combine(nextDirection(taken, maps.dimension));
    for (const endomorphism of endomorphisms.length === 1 ? [] : endomorphisms) {
      const turned = matmul(map, endomorphism, { rows: dim, inner: width, columns: width });
      taken.push(maps.coordinates(turned));
    }
    if (endomorphisms.length === 1) taken.push(unit(copy, maps.dimension));
    for (let i = 0; i < dim; i++) {
      for (let k = 0; k < width; k++) {
        columns[(i * multiplicity + copy) * width + k] = Math.sqrt(width) * map[i * width + k];
      }
    }
  }
  return { multiplicity, columns };
}

/** A unit vector orthogonal to orthonormal ones; the next axis where these are axes. */
function nextDirection(taken: readonly Float64Array[], length: number): Float64Array {
  if (taken.length === 0) return unit(0, length);
  if (taken.every((vector, k) => vector[k] === 1)) return unit(taken.length, length);
  const rows = new Float64Array(taken.length * length);
  taken.forEach((vector, k) => rows.set(vector, k * length));
  return nullSpace(rows, taken.length, length, { tolerance: 1e-6 }).basis.slice(0, length);
}

function unit(index: number, length: number): Float64Array {
  const vector = new Float64Array(length);
  vector[index] = 1;
  return vector;
}
