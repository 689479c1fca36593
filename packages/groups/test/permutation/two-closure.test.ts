import {
  affinePermutations,
  alternatingPermutations,
  cyclicPermutations,
  dihedralPermutations,
  disjointProduct,
  mathieuGroup,
  Permutation,
  PermutationGroup,
  symmetricPermutations,
  wreathPermutations,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPermutations, smallGroups } from "./arbitraries.ts";

const trivial = (n: number): PermutationGroup => PermutationGroup.fromGenerators([], { degree: n });
const symmetric = symmetricPermutations;

/** [name, group, order, orbits on pairs, order of the 2-closure]. */
const table: readonly (readonly [string, PermutationGroup, bigint, number, bigint])[] = [
  ["the trivial group", trivial(6), 1n, 36, 1n],
  ["C6", cyclicPermutations(6), 6n, 6, 6n],
  ["C7", cyclicPermutations(7), 7n, 7, 7n],
  ["C4", cyclicPermutations(4), 4n, 4, 4n],
  ["C3", cyclicPermutations(3), 3n, 3, 3n],
  ["D6", dihedralPermutations(6), 12n, 4, 12n],
  ["D7", dihedralPermutations(7), 14n, 4, 14n],
  ["a reversal", PermutationGroup.fromCycles("(1 6)(2 5)(3 4)", 6), 2n, 18, 2n],
  ["S3 x S3", disjointProduct(symmetric(3), symmetric(3)), 36n, 6, 36n],
  ["S3 wr S2", wreathPermutations(symmetric(3), symmetric(2)), 72n, 3, 72n],
  ["S6", symmetric(6), 720n, 2, 720n],
  ["S5 fixing a point", disjointProduct(symmetric(5), trivial(1)), 120n, 5, 120n],
  ["C7 : C3", affinePermutations(7, 2), 21n, 3, 21n],
  ["the regular Klein group", PermutationGroup.fromCycles("(1 2)(3 4), (1 3)(2 4)", 4), 4n, 4, 4n],
  ["one product of three swaps", PermutationGroup.fromCycles("(1 2)(3 4)(5 6)", 6), 2n, 18, 2n],
  ["two turns at once", PermutationGroup.fromCycles("(1 2 3)(4 5 6)", 6), 3n, 12, 3n],
  ["A4", alternatingPermutations(4), 12n, 2, 24n],
  ["A6", alternatingPermutations(6), 360n, 2, 720n],
  ["AGL(1, 5)", affinePermutations(5, 2), 20n, 2, 120n],
  ["AGL(1, 7)", affinePermutations(7, 3), 42n, 2, 5040n],
];

describe("2-closure", () => {
  it.each(table)("of %s is as tabled", (...[, group, order, orbitals, closure]) => {
    expect(group.order).toBe(order);
    expect(group.orbitals().length).toBe(orbitals);
    expect(group.cycleIndex().orbitals()).toBe(BigInt(orbitals));
    expect(group.twoClosure().order).toBe(closure);
    expect(group.isTwoClosed).toBe(order === closure);
  });

  it("contains the group, has its orbitals, and is closed", () => {
    fc.assert(
      fc.property(smallGroups(8), (group) => {
        const closure = group.twoClosure();
        expect(group.isSubgroupOf(closure)).toBe(true);
        expect(closure.tupleOrbits(2)).toEqual(group.tupleOrbits(2));
        expect(closure.isTwoClosed).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("is all that keeps the colours of pairs", () => {
    fc.assert(
      fc.property(smallGroups(5), (group) => {
        const n = group.degree;
        const { colours } = group.tupleOrbits(2);
        const keeping = allPermutations(n).filter((images) =>
          colours.every(
            (colour, pair) =>
              colours[images[Math.floor(pair / n)] * n + images[pair % n]] === colour,
          ),
        );
        expect(group.twoClosure().order).toBe(BigInt(keeping.length));
      }),
      { numRuns: 30 },
    );
  });

  it("of a cyclic group is itself, and of an alternating group is symmetric", () => {
    for (const n of [2, 3, 8, 12, 30]) expect(cyclicPermutations(n).isTwoClosed).toBe(true);
    for (const n of [4, 5, 7, 20]) {
      const closure = alternatingPermutations(n).twoClosure();
      expect(closure.isSameGroup(symmetric(n))).toBe(true);
    }
    expect(mathieuGroup(24).twoClosure().isSameGroup(symmetric(24))).toBe(true);
  });

  it("of a regular representation is itself", () => {
    fc.assert(
      fc.property(smallGroups(5), (group) => {
        const elements = group.elements();
        const index = new Map(elements.map((g, i) => [g.toString(), i]));
        const regular = PermutationGroup.fromGenerators(
          group.generators.map((s) =>
            Permutation.fromImages(elements.map((g) => index.get(s.compose(g).toString()) ?? -1)),
          ),
        );
        expect(regular.order).toBe(group.order);
        expect(regular.isTwoClosed).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("forgets A4, which orbits on triples remember", () => {
    const { count, colours } = alternatingPermutations(4).tupleOrbits(3);
    expect(count).toBe(6);
    const keeping = allPermutations(4).filter((images) =>
      colours.every((colour, triple) => {
        const [x, y, z] = [triple >> 4, (triple >> 2) & 3, triple & 3];
        return colours[images[x] * 16 + images[y] * 4 + images[z]] === colour;
      }),
    );
    expect(keeping.length).toBe(12);
  });
});

describe("orbitals", () => {
  it("pair up with the reversed ones and cover all pairs", () => {
    fc.assert(
      fc.property(smallGroups(8), (group) => {
        const orbitals = group.orbitals();
        const { colours, count } = group.tupleOrbits(2);
        expect(orbitals.length).toBe(count);
        expect(orbitals.reduce((sum, { size }) => sum + size, 0)).toBe(group.degree ** 2);
        orbitals.forEach(({ representative: [x, y], paired, size, isDiagonal }, colour) => {
          expect(colours[x * group.degree + y]).toBe(colour);
          expect(colours[y * group.degree + x]).toBe(paired);
          expect(orbitals[paired]).toMatchObject({ paired: colour, size });
          expect(isDiagonal).toBe(x === y);
        });
      }),
    );
  });

  it("on pairs of pairs number 15 for S_n with n >= 4: the Bell number", () => {
    for (const n of [4, 5, 7]) expect(symmetric(n).tupleOrbits(4).count).toBe(15);
    expect(symmetric(3).tupleOrbits(4).count).toBe(14);
  });
});
