import {
  alternatingPermutations,
  cyclicCycleIndex,
  cyclicPermutations,
  dihedralCycleIndex,
  dihedralPermutations,
  disjointProduct,
  mathieuGroup,
  Permutation,
  PermutationGroup,
  rubikGroup,
  symmetricCycleIndex,
  symmetricPermutations,
  wreathPermutations,
} from "@erlangen/groups";
import { orbitCount } from "@erlangen/metrics";
import { Random, binomial } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

/** Number of subsets of {0, ..., n - 1} up to a group, by walking through all of them as bits. */
function orbitsOfBits({ degree, generators }: PermutationGroup): number {
  const seen = new Set<number>();
  let orbits = 0;
  for (let start = 0; start < 2 ** degree; start++) {
    if (seen.has(start)) continue;
    orbits++;
    const orbit = [start];
    seen.add(start);
    for (const subset of orbit) {
      for (const { images } of generators) {
        let image = 0;
        for (let i = 0; i < degree; i++) if ((subset >> i) & 1) image |= 1 << images[i];
        if (!seen.has(image)) orbit.push(image);
        seen.add(image);
      }
    }
  }
  return orbits;
}

/** Number of k-subsets or multisets of k points up to a group: all words are walked through, by their sorted letters. */
function orbitsOfWords(
  { degree, generators }: PermutationGroup,
  k: number,
  repeats: boolean,
): bigint {
  const names = new Set<string>();
  for (let word = 0; word < degree ** k; word++) {
    const letters = Array.from({ length: k }, (_, i) => Math.floor(word / degree ** i) % degree);
    if (!repeats && new Set(letters).size < k) continue;
    names.add(letters.toSorted((a, b) => a - b).join(" "));
  }
  let orbits = 0n;
  while (names.size > 0) {
    orbits++;
    const [first] = names;
    const orbit = [first];
    names.delete(first);
    for (const name of orbit) {
      for (const { images } of generators) {
        const points = name === "" ? [] : name.split(" ").map((point) => images[Number(point)]);
        const image = points.toSorted((a, b) => a - b).join(" ");
        if (names.delete(image)) orbit.push(image);
      }
    }
  }
  return orbits;
}

const subsets = { kind: "subsets" } as const;

describe("orbitCount", () => {
  it("gives the published counts of necklaces and bracelets", () => {
    const necklaces = [2, 3, 4, 6, 8, 14, 20, 36, 60, 108, 188, 352, 632, 1182, 2192, 4116];
    const bracelets = [2, 3, 4, 6, 8, 13, 18, 30, 46, 78, 126, 224, 380, 687, 1224, 2250];
    necklaces.forEach((count, i) => {
      expect(orbitCount(cyclicPermutations(i + 1), subsets)).toBe(BigInt(count));
    });
    bracelets.forEach((count, i) => {
      expect(orbitCount(dihedralCycleIndex(i + 1), subsets)).toBe(BigInt(count));
    });
    expect(orbitCount(cyclicPermutations(20), subsets)).toBe(52488n);
  });

  it.each([
    [8, 3, 7n],
    [16, 4, 116n],
    [32, 5, 6293n],
    [64, 6, 1171552n],
    [128, 7, 738482775n],
    [12, 6, 80n],
  ])("gives the orbits of C_%i on subsets of %i", (n, k, count) => {
    expect(orbitCount(cyclicPermutations(n), { kind: "k-subsets", k })).toBe(count);
  });

  it("gives the published numbers of graphs", () => {
    const graphs = [1, 2, 4, 11, 34, 156, 1044, 12346, 274668, 12005168, 1018997864, 165091172592];
    graphs.forEach((count, i) => {
      expect(orbitCount(symmetricCycleIndex(i + 1).onEdges(), subsets)).toBe(BigInt(count));
    });
  });

  it("counts partitions as monomials up to the symmetric group", () => {
    const partitions = [1, 2, 3, 5, 7, 11, 15, 22, 30, 42, 56, 77, 101, 135, 176, 231, 297, 385];
    partitions.forEach((count, i) => {
      const k = i + 1;
      expect(orbitCount(symmetricCycleIndex(k), { kind: "monomials", k })).toBe(BigInt(count));
      expect(orbitCount(symmetricCycleIndex(k), subsets)).toBe(BigInt(k + 1));
    });
    expect(orbitCount(symmetricCycleIndex(30), { kind: "monomials", k: 30 })).toBe(5604n);
  });

  it.each([
    cyclicPermutations(10),
    dihedralPermutations(9),
    alternatingPermutations(5),
    symmetricPermutations(6),
    wreathPermutations(cyclicPermutations(3), symmetricPermutations(3)),
    PermutationGroup.fromCycles("(1 2 3)(4 5), (6 7)", 8),
    PermutationGroup.fromGenerators([], { degree: 5 }),
    mathieuGroup(11),
  ])("agrees with listing all subsets and monomials: $name", (group) => {
    expect(orbitCount(group, subsets)).toBe(BigInt(orbitsOfBits(group)));
    for (let k = 0; k <= 3; k++) {
      expect(orbitCount(group, { kind: "k-subsets", k })).toBe(orbitsOfWords(group, k, false));
      expect(orbitCount(group, { kind: "monomials", k })).toBe(orbitsOfWords(group, k, true));
    }
  });

  it("is an integer at least the number of subsets over the order, for random groups", () => {
    const random = Random.fromSeed(0);
    for (let trial = 0; trial < 20; trial++) {
      const group = PermutationGroup.fromGenerators(
        [0, 1].map(() => Permutation.fromImages(random.permutation(7))),
      );
      expect(orbitCount(group, subsets)).toBe(BigInt(orbitsOfBits(group)));
      expect(orbitCount(group, subsets) * group.order).toBeGreaterThanOrEqual(2n ** 7n);
      const k = 1 + random.integer(6);
      expect(orbitCount(group, { kind: "k-subsets", k }) * group.order).toBeGreaterThanOrEqual(
        binomial(7, k),
      );
    }
  });

  it("lists orbits where the group is too large to be walked through", () => {
    // M24 is 5-transitive; Rubik's cube has an orbit of 24 corner and one of 24 edge stickers.
    expect(orbitCount(mathieuGroup(24), { kind: "k-subsets", k: 4 })).toBe(1n);
    expect(orbitCount(mathieuGroup(24), { kind: "monomials", k: 3 })).toBe(3n);
    expect(orbitCount(rubikGroup(), { kind: "k-subsets", k: 1 })).toBe(2n);
    const product = disjointProduct(symmetricPermutations(8), symmetricPermutations(7));
    expect(product.order).toBe(203212800n);
    expect(orbitCount(product, subsets)).toBe(72n);
  });

  it.each([
    [() => orbitCount(cyclicCycleIndex(4), { kind: "k-subsets", k: -1 }), /expected k to be .* -1/],
    [() => orbitCount(cyclicCycleIndex(4), { kind: "monomials", k: 0.5 }), /k, the degree, .* 0.5/],
    [
      () => orbitCount(cyclicCycleIndex(4), { kind: "words" as "subsets" }),
      /expected kind to be subsets, k-subsets or monomials, got "words"/,
    ],
    [() => orbitCount(rubikGroup(), subsets), /at most 262144 subsets to list.*cycle index/],
  ])("refuses what it cannot count: %#", (count, message) => {
    expect(count).toThrow(message);
  });
});
