import { CycleIndex, type PermutationGroup } from "@erlangen/groups";
import { ArgumentError, binomial, factorial } from "@erlangen/numerics";
import { countListedOrbits } from "./listed-orbits.ts";
import { requireInteger } from "./require-argument.ts";

/** Largest group whose elements are walked through. */
const mostElements = 2n ** 24n;
/** Most subsets or monomials that are listed for a larger group. */
const mostListed = 2n ** 18n;

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
 * the number of subsets or monomials over |G|. For groups of more than 2^24 elements without a closed form the orbits
 * themselves are listed, of at most 2^18 subsets or monomials.
 *
 * @param group - A permutation group, or a cycle index: `symmetricCycleIndex(12).onEdges()` counts graph parities.
 * @param options - `kind`, and `k` for all but `subsets`: the number of points, or the degree.
 * @throws ArgumentError for other options, and where both the group and what it acts on are too large.
 *
 * Source: Pólya (1937), «Kombinatorische Anzahlbestimmungen für Gruppen, Graphen und chemische Verbindungen»; Molien (1897).
 *
 * ```ts
 * import { cyclicPermutations, mathieuGroup, symmetricCycleIndex } from "@erlangen/groups";
 * import { orbitCount } from "@erlangen/metrics";
 *
 * orbitCount(cyclicPermutations(20), { kind: "subsets" }); // => 52488n
 * orbitCount(cyclicPermutations(64), { kind: "k-subsets", k: 6 }); // => 1171552n
 * orbitCount(symmetricCycleIndex(12).onEdges(), { kind: "subsets" }); // => 165091172592n
 * orbitCount(mathieuGroup(24), { kind: "k-subsets", k: 5 }); // => 1n
 * ```
 */
export function orbitCount(
  group: PermutationGroup | CycleIndex,
  options: OrbitCountOptions,
): bigint {
  const where = "orbitCount";
  const { kind } = options;
  if (kind === "k-subsets" || kind === "monomials") {
    requireInteger(where, kind === "monomials" ? "k, the degree," : "k", options.k, {
      most: 10_000,
    });
  } else if (kind !== "subsets") {
    throw new ArgumentError(
      `${where}: expected kind to be subsets, k-subsets or monomials, got ${JSON.stringify(kind)}`,
    );
  }
  if (group instanceof CycleIndex) return orbitsOf(group, options);
  if (hasCycleIndex(group)) return orbitsOf(group.cycleIndex(), options);
  const listed = objects(group.degree, options);
  if (listed > mostListed) {
    throw new ArgumentError(
      `${where}: expected at most ${mostElements} elements, or at most ${mostListed} ${kind} to list, ` +
        `got ${group.order} and ${listed} of ${group.name}; pass a cycle index in closed form`,
    );
  }
  const sizes = kind === "subsets" ? everySize(group.degree) : [options.k];
  return sizes.reduce(
    (sum, size) => sum + countListedOrbits(group, size, kind === "monomials"),
    0n,
  );
}

function orbitsOf(index: CycleIndex, options: OrbitCountOptions): bigint {
  if (options.kind === "subsets") return index.colourings(2);
  const { kind, k } = options;
  return kind === "k-subsets" ? index.subsets(k) : index.molien(k)[k];
}

/** Whether the elements are few, or those of a symmetric or alternating group, which has a closed form. */
function hasCycleIndex({ order, degree }: PermutationGroup): boolean {
  return order <= mostElements || (degree <= 60 && 2n * order >= factorial(degree));
}

function everySize(degree: number): readonly number[] {
  return Array.from({ length: degree + 1 }, (_, size) => size);
}

/** How many subsets or monomials there are. */
function objects(degree: number, options: OrbitCountOptions): bigint {
  if (options.kind === "subsets") return 2n ** BigInt(degree);
  const { kind, k } = options;
  if (kind === "k-subsets") return binomial(degree, k);
  return k === 0 ? 1n : binomial(degree + k - 1, k);
}
