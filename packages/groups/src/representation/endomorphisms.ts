import { nullSpace } from "@erlangen/numerics";
import type { RealIrrep, Representation } from "../group/representation.ts";
import { equivariantBasis } from "./equivariant-basis.ts";

/**
 * An orthogonal basis of the matrices that commute with an irrep: the identity, and 0, 1 or 3 skew
 * matrices with square -1; taken from the irrep where it knows them.
 *
 * All matrices that commute with a real irrep form a division algebra R, C or H that is closed under
 * transposition: its symmetric members are multiples of the identity, the others skew.
 */
export function endomorphismsOf<Element>(
  irrep: Representation<Element> | RealIrrep<Element>,
): readonly Float64Array[] {
  if ("endomorphisms" in irrep) return irrep.endomorphisms;
  const { dim } = irrep;
  const identity = Float64Array.from({ length: dim * dim }, (_, i) =>
    i % (dim + 1) === 0 ? 1 : 0,
  );
  const maps = equivariantBasis(irrep, irrep);
  if (maps.dimension === 1) return [identity];
  const others = nullSpace(maps.coordinates(identity), 1, maps.dimension);
  const scale = Math.sqrt(dim);
  const skew = Array.from({ length: others.dim }, (_, k) =>
    maps
      .combine(others.basis.subarray(k * maps.dimension, (k + 1) * maps.dimension))
      .map((entry) => scale * entry),
  );
  return [identity, ...skew];
}
