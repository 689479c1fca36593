import {
  cyclicCycleIndex,
  cyclicPermutations,
  dihedralCycleIndex,
  dihedralPermutations,
  partitionCount,
  symmetricCycleIndex,
  symmetricPermutations,
  type CycleIndex,
  type PermutationGroup,
} from "@erlangen/groups";
import { orbitCount } from "@erlangen/metrics";

/** Published counts beside those computed here. */
export interface OrbitTable {
  readonly name: string;
  readonly entries: number;
  /** How many entries are right. */
  readonly right: number;
}

const necklaces = [
  2, 3, 4, 6, 8, 14, 20, 36, 60, 108, 188, 352, 632, 1182, 2192, 4116, 7712, 14602, 27596, 52488,
];
const bracelets = [2, 3, 4, 6, 8, 13, 18, 30, 46, 78, 126, 224, 380, 687, 1224, 2250];
const graphs = [1, 2, 4, 11, 34, 156, 1044, 12346, 274668, 12005168, 1018997864, 165091172592];
const partitions = [
  1, 2, 3, 5, 7, 11, 15, 22, 30, 42, 56, 77, 101, 135, 176, 231, 297, 385, 490, 627,
];
/** n, k, orbits of C_n on k-subsets. */
const subsetsOfLogarithms = [
  [8, 3, 7],
  [16, 4, 116],
  [32, 5, 6293],
  [64, 6, 1171552],
  [128, 7, 738482775],
  [12, 6, 80],
] as const;

/**
 * The tables of orbit counts, recomputed.
 *
 * Source: OEIS A000031 (necklaces), A000029 (bracelets), A000088 (graphs), A000041 (partitions).
 */
export function orbitTables(): readonly OrbitTable[] {
  return [
    table("C_n on subsets, n = 1 to 20", necklaces, (i) => subsets(cyclicCycleIndex(i + 1))),
    table("D_n on subsets, n = 1 to 16", bracelets, (i) => subsets(dihedralCycleIndex(i + 1))),
    table(
      "C_n on k-subsets, up to n = 128, k = 7",
      subsetsOfLogarithms.map(([, , count]) => count),
      (i) => {
        const [n, k] = subsetsOfLogarithms[i];
        return orbitCount(cyclicPermutations(n), { kind: "k-subsets", k });
      },
    ),
    table("S_n on subsets, n = 1 to 12", nextIntegers(12), (i) =>
      orbitCount(symmetricPermutations(i + 1), { kind: "subsets" }),
    ),
    table("S_m on monomials of degree m, m = 1 to 20", partitions, (i) =>
      orbitCount(symmetricCycleIndex(i + 1), { kind: "monomials", k: i + 1 }),
    ),
    table("partitions of 50 and 100", [204226, 190569292], (i) => partitionCount([50, 100][i])),
    table("S_n on edges, n = 1 to 12", graphs, (i) =>
      subsets(symmetricCycleIndex(i + 1).onEdges()),
    ),
  ];
}

/** How often Burnside's counts differ from orbits that are listed one by one, for groups of up to 12 points. */
export function countsAgainstListing(): { readonly compared: number; readonly different: number } {
  let [compared, different] = [0, 0];
  for (let n = 1; n <= 12; n++) {
    for (const group of [
      cyclicPermutations(n),
      dihedralPermutations(n),
      symmetricPermutations(n),
    ]) {
      const sizes = listedOrbitSizes(group);
      const counts = [
        orbitCount(group, { kind: "subsets" }),
        ...sizes.map((_, k) => orbitCount(group, { kind: "k-subsets", k })),
      ];
      const listed = [sizes.reduce((sum, size) => sum + size, 0), ...sizes];
      compared += counts.length;
      different += counts.filter((count, i) => count !== BigInt(listed[i])).length;
    }
  }
  return { compared, different };
}

/** Number of orbits on k-subsets for k = 0, ..., n: all 2^n subsets, as bits, are walked through. */
function listedOrbitSizes({ degree, generators }: PermutationGroup): readonly number[] {
  const seen = new Uint8Array(2 ** degree);
  const counts = new Array<number>(degree + 1).fill(0);
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    const orbit = [start];
    for (const subset of orbit) {
      for (const { images } of generators) {
        let image = 0;
        for (let i = 0; i < degree; i++) if ((subset >> i) & 1) image |= 1 << images[i];
        if (seen[image] === 0) orbit.push(image);
        seen[image] = 1;
      }
    }
    let size = 0;
    for (let rest = start; rest > 0; rest >>= 1) size += rest & 1;
    counts[size]++;
  }
  return counts;
}

function subsets(index: CycleIndex): bigint {
  return orbitCount(index, { kind: "subsets" });
}

function table(
  name: string,
  published: readonly number[],
  count: (i: number) => bigint,
): OrbitTable {
  const right = published.filter((value, i) => count(i) === BigInt(value)).length;
  return { name, entries: published.length, right };
}

function nextIntegers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 2);
}
