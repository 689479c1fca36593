import { CycleIndex, type PermutationGroup } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { requireInteger } from "./require-argument.ts";

/** What is counted: subsets of the points, those of k points, or monomials of degree k in one variable for each point. */
export type OrbitCountOptions =
  | { readonly kind: "subsets" }
  | { readonly kind: "k-subsets" | "monomials"; readonly k: number };

/**
 * How many orbits a permutation group has on subsets, on k-subsets or on monomials, exactly.
 *
 * It is the dimension of a space of invariant functions with an orthonormal basis, one function for each orbit: parities
 * on {±1}^n (subsets), products of Hermite polynomials of Gaussians (monomials), orbit sums of {@link alternatingReluFamily}
 * (k-subsets). So `csqLowerBound({ dim, eps: 0, tau })` holds for it.
 *
 * Means over the group, by cycle lengths l: of 2^{cycles}, of [t^k] Π (1 + t^l), of [t^k] Π 1 / (1 - t^l). Each is at least
 * the number of subsets or monomials over |G|.
 *
 * @param group - A permutation group, or a cycle index where the group is too large to be walked through:
 *   `symmetricCycleIndex(12).onEdges()` counts graph parities.
 * @param options - `kind`, and `k` for all but `subsets`: the number of points, or the degree.
 * @throws ArgumentError for other options, and for groups of more than 2^24 elements without a closed form.
 *
 * Source: Pólya (1937), «Kombinatorische Anzahlbestimmungen für Gruppen, Graphen und chemische Verbindungen»; Molien (1897).
 *
 * ```ts
 * import { cyclicPermutations, symmetricCycleIndex } from "@erlangen/groups";
 * import { orbitCount } from "@erlangen/metrics";
 *
 * orbitCount(cyclicPermutations(20), { kind: "subsets" }); // => 52488n
 * orbitCount(cyclicPermutations(64), { kind: "k-subsets", k: 6 }); // => 1171552n
 * orbitCount(symmetricCycleIndex(12).onEdges(), { kind: "subsets" }); // => 165091172592n
 * ```
 */
export function orbitCount(
  group: PermutationGroup | CycleIndex,
  options: OrbitCountOptions,
): bigint {
  const where = "orbitCount";
  const { kind } = options;
  const index = group instanceof CycleIndex ? group : group.cycleIndex();
  if (kind === "subsets") return index.colourings(2);
  if (kind !== "k-subsets" && kind !== "monomials") {
    throw new ArgumentError(
      `${where}: expected kind to be subsets, k-subsets or monomials, got ${JSON.stringify(kind)}`,
    );
  }
  const { k } = options;
  requireInteger(where, kind === "monomials" ? "k, the degree," : "k", k, { most: 10_000 });
  return kind === "k-subsets" ? index.subsets(k) : index.molien(k)[k];
}
