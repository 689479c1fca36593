import { ArgumentError, Random } from "@erlangen/numerics";
import type { Representation } from "../group/representation.ts";
import { blockBasis, orbitBasis } from "./basis-of-maps.ts";
import type { BasisBlock, BasisOfMaps } from "./basis-of-maps.ts";
import { constraintsOf, expandingConstraints, monomialConstraints } from "./constraint.ts";
import { termsOf } from "./direct-sum.ts";
import { dualRepresentation } from "./dual-representation.ts";
import { denseInvariants, krylovInvariants } from "./invariant-vectors.ts";
import { signedOrbits } from "./signed-orbits.ts";
import { commonGroup } from "./structured-representation.ts";
import { tensorRepresentation } from "./tensor-representation.ts";
import { trivialRepresentation } from "./trivial-representation.ts";

/** How `equivariantBasis` works. */
export interface EquivariantBasisOptions {
  /**
   * `dense`: null spaces by factorisation; `krylov`: from products with vectors; default by size,
   * see there.
   */
  readonly method?: "dense" | "krylov";
  /** Trial vectors of `krylov`; default `Random.fromSeed(0)`. The space does not depend on it. */
  readonly random?: Random;
}

/** Up to here (entries of a map) factorisations are quicker. */
const largestDense = 100;
/** Up to here maps are looked at all: 1.3 GiB for labels and signs. */
const largestMap = 2 ** 28;

/**
 * An orthonormal basis of the linear maps W that commute with a group, W ρ_in(g) = ρ_out(g) W.
 *
 * Row-major W [dim_out, dim_in] is a vector of ρ_out ⊗ ρ_in*; it must be fixed by the generators of
 * the group and annihilated by its Lie algebra. How:
 * - `orbits` where generators act by signed permutations in both (permutation groups in tensors of
 *   any order): entries of W are equal, up to sign, along orbits of pairs of coordinates. Exact, and
 *   linear in the number of entries.
 * - `dense`: null space of each constraint after the other, for up to 256 entries.
 * - `krylov`: beyond, from products with vectors alone; tensor products act factor by factor.
 *
 * The last two treat each pair of terms of direct sums by itself.
 *
 * @param repIn - Representation on the inputs; any, compact group or not.
 * @param repOut - Representation of the same group on the outputs.
 * @param options - `method` and `random`; usually none.
 * @returns The basis: `dimension`, `basis`, and ways to use it without writing it out.
 * @throws ArgumentError when the groups differ or say neither generators nor algebra, or when W
 * would have more than 2^28 entries.
 *
 * Numerics: W ρ_in(g) - ρ_out(g) W stays below 1e-12 for orthogonal representations (`orbits`: 0).
 *
 * Source: Finzi, Welling, Wilson (2021), «A practical method for constructing equivariant multilayer
 * perceptrons», theorem 1; differs in: orbits, and conjugate gradients in place of gradient descent.
 *
 * ```ts
 * import { equivariantBasis, permutationRepresentation, symmetricGroup, tensorPower } from "@erlangen/groups";
 *
 * const points = permutationRepresentation(symmetricGroup(5));
 * [...equivariantBasis(points, points).element(1)].slice(0, 2); // => [0, 0.223606797750]
 * const pairs = tensorPower(points, 2);
 * equivariantBasis(pairs, pairs).dimension; // => 15
 * ```
 */
export function equivariantBasis<Element>(
  repIn: Representation<Element>,
  repOut: Representation<Element>,
  options: EquivariantBasisOptions = {},
): BasisOfMaps {
  const where = "equivariantBasis";
  commonGroup(where, [repIn, repOut]);
  const { method, random = Random.fromSeed(0) } = options;
  if (method !== undefined && method !== "dense" && method !== "krylov") {
    throw new ArgumentError(`${where}: expected method "dense" or "krylov", got ${String(method)}`);
  }
  const [rows, columns] = [repOut.dim, repIn.dim];
  if (rows * columns > largestMap) {
    throw new ArgumentError(
      `${where}: expected maps of at most 2^28 entries, got [${rows}, ${columns}]; decompose the representations into smaller terms`,
    );
  }
  if (rows * columns === 0) return blockBasis({ rows, columns, method: "dense" }, []);
  if (method === undefined) {
    const permutations = monomialConstraints(constraintsOf(where, mapsBetween(repIn, repOut)));
    if (permutations !== undefined) {
      return orbitBasis(rows, columns, signedOrbits(rows * columns, permutations));
    }
  }
  return basisByTerms(repIn, repOut, { method, random });
}

/**
 * An orthonormal basis of the vectors that a group leaves alone, ρ(g) v = v: the maps from the
 * trivial representation, with `columns` 1.
 *
 * @throws As `equivariantBasis`.
 */
export function invariantBasis<Element>(
  representation: Representation<Element>,
  options: EquivariantBasisOptions = {},
): BasisOfMaps {
  return equivariantBasis(trivialRepresentation(representation.group), representation, options);
}

/** Row-major maps as vectors. */
function mapsBetween<Element>(
  repIn: Representation<Element>,
  repOut: Representation<Element>,
): Representation<Element> {
  return tensorRepresentation(repOut, dualRepresentation(repIn));
}

interface TermMethod {
  readonly method: "dense" | "krylov" | undefined;
  readonly random: Random;
}

function basisByTerms<Element>(
  repIn: Representation<Element>,
  repOut: Representation<Element>,
  options: TermMethod,
): BasisOfMaps {
  const solved = new Map<Representation<Element>, Map<Representation<Element>, TermBasis>>();
  const blocks: BasisBlock[] = [];
  let used: "dense" | "krylov" = "dense";
  let row = 0;
  for (const output of termsOf(repOut)) {
    const known = solved.get(output) ?? new Map<Representation<Element>, TermBasis>();
    solved.set(output, known);
    let column = 0;
    for (const input of termsOf(repIn)) {
      const term = known.get(input) ?? termBasis(input, output, options);
      known.set(input, term);
      if (term.method === "krylov") used = "krylov";
      const { count, vectors } = term;
      if (count > 0) {
        blocks.push({ row, column, rows: output.dim, columns: input.dim, count, vectors });
      }
      column += input.dim;
    }
    row += output.dim;
  }
  return blockBasis({ rows: repOut.dim, columns: repIn.dim, method: used }, blocks);
}

interface TermBasis {
  readonly method: "dense" | "krylov";
  readonly count: number;
  readonly vectors: Float64Array;
}

function termBasis<Element>(
  input: Representation<Element>,
  output: Representation<Element>,
  { method, random }: TermMethod,
): TermBasis {
  const size = output.dim * input.dim;
  if (size === 0) return { method: "dense", count: 0, vectors: new Float64Array(0) };
  const maps = mapsBetween(input, output);
  const constraints = constraintsOf("equivariantBasis", maps);
  if ((method ?? (size <= largestDense ? "dense" : "krylov")) === "dense") {
    const { dim, basis } = denseInvariants(size, constraints);
    return { method: "dense", count: dim, vectors: basis };
  }
  const all = [...constraints, ...expandingConstraints(maps, random.split("elements"))];
  const { dim, basis } = krylovInvariants(size, all, random.split("trials"));
  return { method: "krylov", count: dim, vectors: basis };
}
