import {
  alternatingCycleIndex,
  alternatingPermutations,
  CycleIndex,
  cyclicCycleIndex,
  cyclicPermutations,
  dihedralCycleIndex,
  dihedralPermutations,
  mathieuGroup,
  partitionCount,
  Permutation,
  PermutationGroup,
  symmetricCycleIndex,
  symmetricPermutations,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallGroups } from "./arbitraries.ts";

/** Number of orbits of the generators on colourings, given as lists that pass `filter`, by listing them. */
function countColourings(
  group: PermutationGroup,
  colours: number,
  filter: (colouring: readonly number[]) => boolean = () => true,
): number {
  const n = group.degree;
  const seen = new Set<string>();
  let orbits = 0;
  for (let code = 0; code < colours ** n; code++) {
    const start = Array.from({ length: n }, (_, x) => Math.floor(code / colours ** x) % colours);
    if (!filter(start) || seen.has(start.join())) continue;
    orbits++;
    seen.add(start.join());
    const stack = [start];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      for (const { images } of group.generators) {
        const moved = new Array<number>(n);
        for (let x = 0; x < n; x++) moved[images[x]] = top[x];
        if (seen.has(moved.join())) continue;
        seen.add(moved.join());
        stack.push(moved);
      }
    }
  }
  return orbits;
}

describe("CycleIndex", () => {
  it("counts what listing counts", () => {
    fc.assert(
      fc.property(smallGroups(6), (group) => {
        const index = group.cycleIndex();
        expect(index.order).toBe(group.order);
        expect(index.orbits()).toBe(BigInt(group.orbits().length));
        expect(index.orbitals()).toBe(BigInt(group.orbitals().length));
        expect(index.colourings(2)).toBe(BigInt(countColourings(group, 2)));
        expect(index.colourings(3)).toBe(BigInt(countColourings(group, 3)));
        for (const k of [1, 2, 3]) {
          const total = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
          expect(index.subsets(k)).toBe(
            BigInt(countColourings(group, 2, (subset) => total(subset) === k)),
          );
          expect(index.molien(3)[k]).toBe(
            BigInt(countColourings(group, 4, (exponents) => total(exponents) === k)),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it("is the same from closed forms and from elements", () => {
    for (let n = 3; n <= 8; n++) {
      expect(`${cyclicCycleIndex(n)}`).toBe(`${cyclicPermutations(n).cycleIndex()}`);
      expect(`${dihedralCycleIndex(n)}`).toBe(`${dihedralPermutations(n).cycleIndex()}`);
      const types = new CycleIndex(
        symmetricPermutations(n)
          .elements()
          .map(({ cycleType }) => ({ lengths: cycleType, count: 1n })),
      );
      expect(`${symmetricCycleIndex(n)}`).toBe(`${types}`);
      expect(`${alternatingCycleIndex(n)}`).toBe(`${alternatingPermutations(n).cycleIndex()}`);
    }
  });

  it("counts necklaces: subsets up to rotation, n = 1, ..., 16 and 20", () => {
    const counts = Array.from({ length: 16 }, (_, i) => cyclicCycleIndex(i + 1).colourings(2));
    expect(counts.map(Number)).toEqual([
      2, 3, 4, 6, 8, 14, 20, 36, 60, 108, 188, 352, 632, 1182, 2192, 4116,
    ]);
    expect(cyclicCycleIndex(20).colourings(2)).toBe(52488n);
  });

  it("counts bracelets: subsets up to rotation and reflection", () => {
    const counts = Array.from({ length: 16 }, (_, i) => dihedralCycleIndex(i + 1).colourings(2));
    expect(counts.map(Number)).toEqual([
      2, 3, 4, 6, 8, 13, 18, 30, 46, 78, 126, 224, 380, 687, 1224, 2250,
    ]);
  });

  it.each([
    [8, 3, 7n],
    [16, 4, 116n],
    [32, 5, 6293n],
    [64, 6, 1171552n],
    [128, 7, 738482775n],
    [12, 6, 80n],
  ])("counts subsets of fixed size up to rotation: C_%d, k = %d", (n, k, count) => {
    expect(cyclicCycleIndex(n).subsets(k)).toBe(count);
  });

  it("counts partitions as monomials up to order of the variables", () => {
    const partitions = [
      1, 2, 3, 5, 7, 11, 15, 22, 30, 42, 56, 77, 101, 135, 176, 231, 297, 385, 490, 627,
    ];
    expect(symmetricCycleIndex(20).molien(20).slice(1).map(Number)).toEqual(partitions);
    expect(partitions.map((_, i) => Number(partitionCount(i + 1)))).toEqual(partitions);
    expect(partitionCount(50)).toBe(204226n);
    expect(partitionCount(100)).toBe(190569292n);
    expect(symmetricCycleIndex(4).molien(9)[9]).toBe(partitionCount(9, 4));
  });

  it("counts subsets up to any order by their size, n + 1", () => {
    for (let n = 1; n <= 12; n++) expect(symmetricCycleIndex(n).colourings(2)).toBe(BigInt(n + 1));
  });

  it("counts graphs up to isomorphism, n = 1, ..., 12", () => {
    const counts = Array.from({ length: 12 }, (_, i) =>
      symmetricCycleIndex(i + 1)
        .onEdges()
        .colourings(2),
    );
    expect(counts).toEqual([
      1n,
      2n,
      4n,
      11n,
      34n,
      156n,
      1044n,
      12346n,
      274668n,
      12005168n,
      1018997864n,
      165091172592n,
    ]);
  });

  it("acts on edges as the group itself does", () => {
    fc.assert(
      fc.property(smallGroups(6), (group) => {
        const n = group.degree;
        const names = new Map<string, number>();
        for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) names.set(`${a} ${b}`, names.size);
        const onEdges = group.generators.map(({ images }) =>
          Permutation.fromImages(
            [...names.keys()].map((key) => {
              const [a, b] = key.split(" ").map((x) => images[Number(x)]);
              return names.get(`${Math.max(a, b)} ${Math.min(a, b)}`) ?? -1;
            }),
          ),
        );
        const edges = PermutationGroup.fromGenerators(onEdges, { degree: names.size });
        fc.pre(edges.order === group.order && names.size > 0);
        expect(`${group.cycleIndex().onEdges()}`).toBe(`${edges.cycleIndex()}`);
      }),
      { numRuns: 20 },
    );
  });

  it("gives the Hilbert series of invariants over elementary symmetric polynomials", () => {
    expect(symmetricPermutations(4).cycleIndex().hilbertSeries().numerator).toEqual([1n]);
    // Alternating groups need one more invariant, the discriminant's root of degree n (n - 1) / 2.
    expect(alternatingPermutations(4).cycleIndex().hilbertSeries().numerator).toEqual([
      1n,
      0n,
      0n,
      0n,
      0n,
      0n,
      1n,
    ]);
    const { numerator, denominatorDegrees } = mathieuGroup(11).cycleIndex().hilbertSeries();
    expect(denominatorDegrees.length).toBe(11);
    // The secondary invariants are as many as the index in the symmetric group.
    expect(numerator.reduce((sum, count) => sum + count, 0n)).toBe(39916800n / 7920n);
  });

  it("is written as a polynomial", () => {
    expect(`${cyclicCycleIndex(4)}`).toBe("1/4 (a1^4 + a2^2 + 2 a4)");
    expect(`${new CycleIndex([{ lengths: [1, 1], count: 1n }])}`).toBe("a1^2");
  });

  it("refuses negative numbers, no terms and terms of different degrees", () => {
    const index = cyclicCycleIndex(3);
    expect(() => index.colourings(-1)).toThrow("expected colours to be an integer >= 0, got -1");
    expect(() => index.subsets(-1)).toThrow("expected k to be an integer");
    expect(() => symmetricCycleIndex(61)).toThrow("expected n to be an integer from 0 to 60");
    expect(() => new CycleIndex([])).toThrow("expected at least one term");
    expect(
      () =>
        new CycleIndex([
          { lengths: [1], count: 1n },
          { lengths: [2], count: 1n },
        ]),
    ).toThrow("all of the same degree, got [1], [2]");
  });
});
