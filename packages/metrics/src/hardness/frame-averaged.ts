import type { PermutationGroup } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import {
  alternatingRelu,
  alternatingReluFamily,
  alternatingReluMeanSquare,
} from "./alternating-relu.ts";
import type { FiniteFamily } from "./hard-family.ts";
import { orbitCount } from "./orbit-count.ts";
import { requireArray, requireSubset } from "./require-argument.ts";
import { tupleOrbit } from "./tuple-orbit.ts";

/** Most subsets in an orbit, each of which is a term of the function. */
const mostTerms = 2 ** 16;

/**
 * Invariant networks, one for each orbit O of a permutation group on k-subsets of the inputs: an orthonormal family under
 * normal inputs.
 *
 * f_O = |O|^{-1/2} Σ_{S ∈ O} f_S / ‖f_S‖, with f_S of {@link alternatingReluFamily}. It is divided by the size of the
 * orbit, not of the group, so that subsets with stabilizers have norm 1 too. A member is named by any subset of its orbit.
 *
 * @param group - Acts on the n inputs.
 * @param options - `k`: inputs that a term reads, even, from 2 to min(n, 16).
 * @throws ArgumentError for odd k (the functions vanish), and for members whose orbit has more than 2^16 subsets.
 *
 * Source: Kiani et al. (2024), «On the hardness of learning under symmetries», arXiv 2401.01869.
 *
 * ```ts
 * import { cyclicPermutations } from "@erlangen/groups";
 * import { frameAveragedFamily } from "@erlangen/metrics";
 *
 * const family = frameAveragedFamily(cyclicPermutations(16), { k: 4 });
 * family.dim; // => 116n
 * family.correlation([0, 1, 2, 4], [3, 13, 14, 15]); // => 0
 * family.correlation([0, 1, 2, 4], [1, 13, 14, 15]); // => 1
 * ```
 */
export function frameAveragedFamily(
  group: PermutationGroup,
  { k }: { readonly k: number },
): FiniteFamily<readonly number[]> {
  const where = "frameAveragedFamily";
  const n = group.degree;
  const { sample } = alternatingReluFamily({ n, k });
  const norm = Math.sqrt(alternatingReluMeanSquare(k));
  const orbits = new Map<string, readonly (readonly number[])[]>();
  const orbitOf = (member: readonly number[]): readonly (readonly number[])[] => {
    const key = member.join(" ");
    const known = orbits.get(key);
    if (known !== undefined) return known;
    requireSubset(where, "a member", member, n);
    if (member.length !== k) {
      throw new ArgumentError(
        `${where}: expected a member of ${k} inputs, got ${member.length}: [${member.join(", ")}]`,
      );
    }
    const orbit = tupleOrbit(group, member, mostTerms);
    if (orbit.size > mostTerms) {
      throw new ArgumentError(
        `${where}: expected orbits of at most ${mostTerms} subsets, got a larger one of ${group.name}; take a smaller group or k`,
      );
    }
    const subsets = [...orbit.values()];
    for (const name of orbit.keys()) orbits.set(name, subsets);
    return subsets;
  };
  return {
    name: `alternating ReLUs of ${k} of ${n} inputs, averaged over ${group.name}`,
    inputSize: n,
    dim: orbitCount(group, { kind: "k-subsets", k }),
    meanSquare: 1,
    sample,
    evaluate: (member, x) => {
      requireArray(where, x, { name: "x", axes: "[n]", size: n });
      const orbit = orbitOf(member);
      const sum = orbit.reduce((total, subset) => total + alternatingRelu(subset, x), 0);
      return sum / (norm * Math.sqrt(orbit.length));
    },
    correlation: (first, second) => (orbitOf(first) === orbitOf(second) ? 1 : 0),
  };
}
