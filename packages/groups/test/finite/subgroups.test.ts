import {
  cyclicGroup,
  finiteGroupFromName,
  homogeneousSpace,
  octahedralGroup,
  quotientGroup,
  subgroup,
  subgroupAsGroup,
  subgroupClasses,
  symmetricGroup,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupWithElements } from "./samples.ts";

describe("subgroups", () => {
  // Counts of classes and of subgroups: Holt, Eick, O'Brien (2005), and the divisors of 12.
  it.each([
    ["C12", 6, 6],
    ["S3", 4, 6],
    ["D4", 8, 10],
    ["Q8", 6, 6],
    ["S4", 11, 30],
    ["A5", 9, 59],
    ["S5", 19, 156],
    ["Oh", 33, 98],
  ])("of %s fall into %i classes, %i in all", (name, classes, count) => {
    const found = subgroupClasses(finiteGroupFromName(name));
    expect(found.length).toBe(classes);
    expect(found.reduce((sum, { size }) => sum + size, 0)).toBe(count);
    expect(found[0].representative.order).toBe(1);
    expect(found.at(-1)?.representative.index).toBe(1);
  });

  it("are closed, and groups of their own", () => {
    fc.assert(
      fc.property(groupWithElements(2), ({ group, elements }) => {
        const inside = subgroup(group, elements);
        expect(group.order % inside.order).toBe(0);
        expect(inside.order * inside.index).toBe(group.order);
        const { group: own, embed } = subgroupAsGroup(inside);
        const [a, b] = [own.order - 1, own.order >> 1];
        expect(embed(own.multiply(a, b))).toBe(group.multiply(embed(a), embed(b)));
        expect(embed(own.inverse(a))).toBe(group.inverse(embed(a)));
        expect(embed(own.identity)).toBe(group.identity);
      }),
    );
  });

  it("are refused when they are none, or too many", () => {
    const group = symmetricGroup(4);
    expect(() => subgroup(group, [24])).toThrow("subgroup: expected generators to be an element");
    expect(() => subgroupAsGroup({ parent: group, elements: [0, 1, 2] })).toThrow(
      "subgroupAsGroup: expected a subgroup of S4",
    );
    expect(() => subgroupClasses(symmetricGroup(8))).toThrow(
      /order at most 5040, got S8 of order 40320; use subgroup/,
    );
  });
});

describe("homogeneous spaces", () => {
  it("are acted on: products act in turn, and one orbit is all", () => {
    fc.assert(
      fc.property(groupWithElements(3), ({ group, elements: [s, g, h] }) => {
        const space = homogeneousSpace(subgroup(group, [s]));
        const x = (g + h) % space.size;
        expect(space.act(group.multiply(g, h), x)).toBe(space.act(g, space.act(h, x)));
        expect(space.act(group.identity, x)).toBe(x);
        expect(space.cosetOf(g)).toBe(space.act(g, 0));
        const orbit = new Set(group.elements.map((each) => space.act(each, 0)));
        expect(orbit.size).toBe(space.size);
      }),
    );
  });

  it("of a cube are its faces", () => {
    const cube = octahedralGroup();
    const faces = homogeneousSpace(subgroup(cube, [cube.generators[0]]));
    expect(faces.size).toBe(6);
    expect(() => faces.act(0, 6)).toThrow("expected x to be an element of the space");
    expect(() => homogeneousSpace({ parent: cube, elements: [0, 1, 2] })).toThrow(
      "homogeneousSpace: expected the elements of a subgroup of O",
    );
  });
});

describe("quotients", () => {
  it("are groups, and the projection a homomorphism", () => {
    const parent = symmetricGroup(4);
    const klein = subgroup(parent, [7, 16]);
    expect(klein.order).toBe(4);
    const { group, project, lift } = quotientGroup(klein);
    expect(group.irreps().map(({ dim }) => dim)).toEqual([1, 1, 2]);
    for (const a of parent.elements) {
      expect(project(lift(project(a)))).toBe(project(a));
      for (const b of parent.generators) {
        expect(project(parent.multiply(a, b))).toBe(group.multiply(project(a), project(b)));
      }
    }
  });

  it("need a normal subgroup", () => {
    expect(() => quotientGroup(subgroup(symmetricGroup(3), [1]))).toThrow(
      "quotientGroup: expected a normal subgroup of S3",
    );
    expect(quotientGroup(subgroup(cyclicGroup(6), [3])).group.order).toBe(3);
  });
});
