import { ArgumentError, Random } from "@erlangen/numerics";
import {
  alternatingPermutations,
  cyclicPermutations,
  dihedralPermutations,
  disjointProduct,
  Permutation,
  PermutationGroup,
  symmetricPermutations,
  wreathPermutations,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permutations, smallGroups } from "./arbitraries.ts";

/** The elements by closing the generators under products. */
function closure(group: PermutationGroup): ReadonlyMap<string, Permutation> {
  const found = new Map([[group.identity.toString(), group.identity]]);
  for (const g of found.values()) {
    for (const generator of group.generators) {
      const product = generator.compose(g);
      found.set(product.toString(), product);
    }
  }
  return found;
}

describe("PermutationGroup", () => {
  it("has as many elements as its generators produce, by either method", () => {
    fc.assert(
      fc.property(smallGroups(6), (group) => {
        const elements = closure(group);
        expect(group.order).toBe(BigInt(elements.size));
        const { generators } = group;
        const again = PermutationGroup.fromGenerators(generators, { method: "deterministic" });
        expect(again.order).toBe(group.order);
        expect(new Set(group.elements().map(String))).toEqual(new Set(elements.keys()));
      }),
    );
  });

  it("contains its products and nothing else", () => {
    fc.assert(
      fc.property(smallGroups(6), fc.nat({ max: 2 ** 30 }), (group, seed) => {
        const elements = closure(group);
        const candidate = Permutation.fromImages(Random.fromSeed(seed).permutation(group.degree));
        expect(group.contains(candidate)).toBe(elements.has(candidate.toString()));
        expect(group.contains(group.random(Random.fromSeed(seed)))).toBe(true);
        expect(group.contains(Permutation.identity(group.degree + 1))).toBe(false);
      }),
    );
  });

  it("draws every element equally often", () => {
    const group = alternatingPermutations(4);
    const random = Random.fromSeed(5);
    const counts = new Map<string, number>();
    const draws = 2400;
    for (let draw = 0; draw < draws; draw++) {
      const text = group.sample(random).toString();
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const expected = draws / 12;
    const chiSquared = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(12);
    // 11 degrees of freedom: beyond 31.3 once in a thousand seeds.
    expect(chiSquared).toBeLessThan(31.3);
  });

  it("has orbits and stabilizers whose sizes multiply to the order", () => {
    fc.assert(
      fc.property(smallGroups(8), fc.nat({ max: 7 }), (group, point) => {
        const x = point % group.degree;
        const stabilizer = group.stabilizer(x);
        expect(BigInt(group.orbit(x).length) * stabilizer.order).toBe(group.order);
        expect(stabilizer.isSubgroupOf(group)).toBe(true);
        for (const generator of stabilizer.generators) expect(generator.apply(x)).toBe(x);
        expect(
          group
            .orbits()
            .flat()
            .toSorted((a, b) => a - b),
        ).toEqual(Array.from({ length: group.degree }, (_, y) => y));
        expect(group.orbits().some((orbit) => orbit.join() === group.orbit(x).join())).toBe(true);
      }),
    );
  });

  it("has transversals that send the point to each point of its orbit", () => {
    fc.assert(
      fc.property(smallGroups(8), (group) => {
        const transversal = group.transversal(0);
        expect([...transversal.keys()].toSorted((a, b) => a - b)).toEqual(group.orbit(0));
        for (const [image, element] of transversal) {
          expect(element.apply(0)).toBe(image);
          expect(group.contains(element)).toBe(true);
        }
      }),
    );
  });

  it("has a stabilizer chain with a base that only the identity fixes", () => {
    fc.assert(
      fc.property(smallGroups(8), (group) => {
        const chain = group.stabilizerChain();
        expect(chain.reduce((order, { orbit }) => order * BigInt(orbit.length), 1n)).toBe(
          group.order,
        );
        const base = chain.map(({ point }) => point);
        expect(group.pointwiseStabilizer(base).order).toBe(1n);
        const strong = PermutationGroup.fromGenerators(group.strongGenerators, {
          degree: group.degree,
        });
        expect(strong.isSameGroup(group)).toBe(true);
      }),
    );
  });

  it("begins its base with the points that are asked for", () => {
    const group = PermutationGroup.fromGenerators(symmetricPermutations(6).generators, {
      base: [4, 2],
    });
    expect(
      group
        .stabilizerChain()
        .map(({ point }) => point)
        .slice(0, 2),
    ).toEqual([4, 2]);
    expect(group.order).toBe(720n);
  });

  it("finds the blocks of imprimitive groups", () => {
    const group = wreathPermutations(symmetricPermutations(3), symmetricPermutations(4));
    expect(group.blockSystems()).toEqual([
      [
        [0, 1, 2],
        [3, 4, 5],
        [6, 7, 8],
        [9, 10, 11],
      ],
    ]);
    expect(group.blockSystem([0, 2])).toEqual(group.blockSystems()[0]);
    expect(group.isPrimitive).toBe(false);
    expect(alternatingPermutations(5).isPrimitive).toBe(true);
    const sizes = cyclicPermutations(12)
      .blockSystems()
      .map((system) => system[0].length);
    expect(sizes).toEqual([2, 3, 4, 6]);
    expect(cyclicPermutations(7).isPrimitive).toBe(true);
  });

  it("moves blocks to blocks", () => {
    fc.assert(
      fc.property(smallGroups(8), (group) => {
        fc.pre(group.isTransitive);
        for (const system of group.blockSystems()) {
          const names = new Set(system.map((block) => block.join()));
          for (const { images } of group.generators) {
            for (const block of system) {
              const image = block.map((x) => images[x]).toSorted((a, b) => a - b);
              expect(names.has(image.join())).toBe(true);
            }
          }
        }
      }),
    );
  });

  it("verifies groups that a few random elements would get wrong", () => {
    const lights = wreathPermutations(cyclicPermutations(2), cyclicPermutations(20));
    expect(lights.order).toBe(20n * 2n ** 20n);
    const product = disjointProduct(alternatingPermutations(9), dihedralPermutations(8));
    expect(product.order).toBe(181440n * 16n);
    const manySwaps = PermutationGroup.fromGenerators(
      Array.from({ length: 40 }, (_, i) =>
        Permutation.fromCycles(`(${2 * i + 1} ${2 * i + 2})`, 80),
      ),
    );
    expect(manySwaps.order).toBe(2n ** 40n);
  });

  it("knows the trivial group, of no points too", () => {
    expect(PermutationGroup.fromGenerators([], { degree: 3 }).order).toBe(1n);
    expect(PermutationGroup.fromGenerators([], { degree: 0 }).elements().length).toBe(1);
    expect(PermutationGroup.fromCycles("()", 3).contains(Permutation.identity(3))).toBe(true);
  });

  it("is averaged over by all its elements", () => {
    const { elements, weights } = symmetricPermutations(4).haarRule();
    expect(elements.length).toBe(24);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it("reads generators from one text", () => {
    const group = PermutationGroup.fromCycles("(1 2 3)(4 5), (1,4)", 6);
    expect(group.generators.join(" ")).toBe("(1 2 3)(4 5) (1 4)");
    expect(group.order).toBe(120n);
    expect(group.orbits()).toEqual([[0, 1, 2, 3, 4], [5]]);
  });

  it("obeys the interface of groups", () => {
    fc.assert(
      fc.property(permutations(6), permutations(6), (g, h) => {
        const group = symmetricPermutations(6);
        expect(group.equals(group.compose(g, h), g.compose(h))).toBe(true);
        expect(group.equals(group.compose(group.inverse(g), g), group.identity)).toBe(true);
      }),
    );
  });

  it("refuses what it cannot do, and names what can", () => {
    const big = symmetricPermutations(30);
    expect(() => big.elements()).toThrow(ArgumentError);
    expect(() => big.elements()).toThrow("use random, contains or cosets of a stabilizer");
    const huge = wreathPermutations(symmetricPermutations(8), symmetricPermutations(3));
    expect(() => huge.cycleIndex()).toThrow("closed forms for families");
    expect(() => PermutationGroup.fromGenerators([])).toThrow("expected generators or a degree");
    expect(() =>
      PermutationGroup.fromGenerators([Permutation.identity(2), Permutation.identity(3)]),
    ).toThrow("expected a permutation of 2 points, got one of 3");
    expect(() => PermutationGroup.fromCycles("(1 9)", 6)).toThrow("expected points from 1 to 6");
    expect(() => big.stabilizer(30)).toThrow("expected point to be an integer from 0 to 29");
    expect(() => big.tupleOrbits(6)).toThrow("expected at most 67108864 tuples, got 30^6");
    expect(() => PermutationGroup.fromCycles("(1 2)", 3).blockSystems()).toThrow(
      "expected a transitive group, got one with 2 orbits",
    );
    expect(() => PermutationGroup.fromGenerators(big.generators, { base: [1, 1] })).toThrow(
      "expected different points in base",
    );
  });
});
