import { splitIndices } from "@erlangen/data";
import { ArgumentError, Random } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("splitIndices", () => {
  test("parts are disjoint, of the sizes asked for, and the same for the same seed", () => {
    const cases = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat());
    fc.assert(
      fc.property(cases, ([a, b, rest, seed]) => {
        const split = () => splitIndices(a + b + rest, { a, b }, Random.fromSeed(seed));
        const parts = split();
        expect([parts.a.length, parts.b.length]).toEqual([a, b]);
        expect(new Set([...parts.a, ...parts.b]).size).toBe(a + b);
        expect([...parts.a, ...parts.b].every((i) => i >= 0 && i < a + b + rest)).toBe(true);
        expect(split()).toEqual(parts);
      }),
      { seed: 1 },
    );
  });

  test("sizes that do not fit are refused", () => {
    const random = Random.fromSeed(0);
    expect(() => splitIndices(10, { train: 8, test: 3 }, random)).toThrow(ArgumentError);
    expect(() => splitIndices(10, { train: 8, test: 3 }, random)).toThrow(
      "splitIndices: expected sizes of at most 10 together, got 11",
    );
    expect(() => splitIndices(10, { train: -1 }, random)).toThrow(
      'splitIndices: expected the size of "train" to be an integer >= 0, got -1',
    );
  });
});
