import { ArgumentError } from "@erlangen/numerics";
import { Permutation } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permutations } from "./arbitraries.ts";

const three = fc
  .integer({ min: 0, max: 12 })
  .chain((degree) => fc.tuple(permutations(degree), permutations(degree), permutations(degree)));

describe("Permutation", () => {
  it("obeys the laws of a group", () => {
    fc.assert(
      fc.property(three, ([f, g, h]) => {
        expect(
          f
            .compose(g)
            .compose(h)
            .equals(f.compose(g.compose(h))),
        ).toBe(true);
        expect(f.compose(f.inverse()).isIdentity).toBe(true);
        expect(f.compose(Permutation.identity(f.degree)).equals(f)).toBe(true);
      }),
    );
  });

  it("acts from the left: the product g h first does h", () => {
    const g = Permutation.fromCycles("(1 2)", 3);
    const h = Permutation.fromCycles("(2 3)", 3);
    expect(g.compose(h).toString()).toBe("(1 2 3)");
    expect(g.compose(h).apply(2)).toBe(g.apply(h.apply(2)));
  });

  it("is read back from its own text, counted from 1 or from 0", () => {
    fc.assert(
      fc.property(three, fc.constantFrom(0 as const, 1 as const), ([g], firstPoint) => {
        const text = g.toString({ firstPoint });
        expect(Permutation.fromCycles(text, g.degree, { firstPoint }).equals(g)).toBe(true);
      }),
    );
  });

  it("reads commas, blanks and the identity", () => {
    expect([...Permutation.fromCycles(" (1,2, 3) ( 4 5 )", 6).images]).toEqual([1, 2, 0, 4, 3, 5]);
    expect(Permutation.fromCycles("()", 2).isIdentity).toBe(true);
    expect(Permutation.fromCycles("", 2).toString()).toBe("()");
    expect(Permutation.fromCycles("(2)", 2).isIdentity).toBe(true);
  });

  it("has the order at which its powers come back", () => {
    fc.assert(
      fc.property(three, ([g]) => {
        expect(g.power(g.order).isIdentity).toBe(true);
        for (let k = 1n; k < g.order; k++) expect(g.power(k).isIdentity).toBe(false);
        expect(g.power(-1).equals(g.inverse())).toBe(true);
        expect(g.power(3).equals(g.compose(g).compose(g))).toBe(true);
      }),
    );
  });

  it("has a sign that multiplies, and cycle lengths that sum to the degree", () => {
    fc.assert(
      fc.property(three, ([g, h]) => {
        expect(g.compose(h).sign).toBe(g.sign * h.sign);
        expect(g.cycleType.reduce((sum, length) => sum + length, 0)).toBe(g.degree);
      }),
    );
    expect(Permutation.fromCycles("(1 2)", 3).sign).toBe(-1);
  });

  it("has a matrix that carries the value at x to g(x)", () => {
    const matrix = Permutation.fromCycles("(1 2 3)", 3).matrix();
    expect([...matrix]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
  });

  it.each([
    ["(1 2", 'expected a point or ")" at character 5 of "(1 2", got the end'],
    ["1 2)", 'expected "(" at character 1 of "1 2)", got "1"'],
    ["(1 x)", 'expected a point or ")" at character 4 of "(1 x)", got "x"'],
    ["(1 2x)", 'expected a space, "," or ")" at character 5 of "(1 2x)", got "x"'],
    ["(1 2)(2 3)", 'expected disjoint cycles, got the point 2 twice in "(1 2)(2 3)"'],
    ["(1 7)", 'expected points from 1 to 6, got 7 in "(1 7)"'],
    ["(0 1)", "pass { firstPoint: 0 } to count from 0"],
    ["(-1 2)", 'expected a point or ")" at character 2'],
  ])("refuses %j and says where", (text, message) => {
    expect(() => Permutation.fromCycles(text, 6)).toThrow(ArgumentError);
    expect(() => Permutation.fromCycles(text, 6)).toThrow(message);
  });

  it("refuses images that are no permutation, wrong degrees and wrong points", () => {
    expect(() => Permutation.fromImages([0, 0])).toThrow("got 0 at index 1");
    expect(() => Permutation.fromImages([0, 2])).toThrow("got 2 at index 1");
    expect(() => Permutation.fromImages([0.5])).toThrow("got 0.5 at index 0");
    expect(() => Permutation.fromCycles("()", -1)).toThrow("expected degree to be an integer");
    expect(() => Permutation.identity(2).compose(Permutation.identity(3))).toThrow(
      "Permutation.compose: expected a permutation of 2 points, got one of 3",
    );
    expect(() => Permutation.identity(2).apply(2)).toThrow("expected a point from 0 to 1, got 2");
    expect(() => Permutation.identity(2).power(0.5)).toThrow("expected exponent to be an integer");
  });
});
