import { ArgumentError } from "@erlangen/numerics";
import { Irrep, Irreps } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";

interface StringCase {
  in: string;
  repr: string;
  dim: number;
  num_irreps: number;
  ls: number[];
  lmax: number | null;
  slices: [number, number][];
  simplify: string;
  sort: string;
  sort_p: number[];
  sort_inv: number[];
  regroup: string;
  remove_zero: string;
}

const reference = golden<{
  strings: StringCase[];
  spherical_harmonics_irreps: Record<string, string>;
}>("e3nn_irreps");

const irrep = fc
  .record({ l: fc.nat(6), even: fc.boolean() })
  .map(({ l, even }) => new Irrep(l, even ? 1 : -1));
const irreps = fc
  .array(fc.record({ multiplicity: fc.nat(5), irrep }), { maxLength: 6 })
  .map((blocks) => Irreps.fromBlocks(blocks));

describe("Irreps", () => {
  it("reads, prints, measures and rearranges as e3nn does", () => {
    for (const expected of reference.strings) {
      const parsed = Irreps.parse(expected.in);
      // oxlint-disable-next-line unicorn/no-array-sort -- immutable
      const sorted = parsed.sort();
      expect({
        in: expected.in,
        repr: parsed.toString(),
        dim: parsed.dim,
        num_irreps: parsed.numIrreps,
        ls: parsed.blocks.flatMap((block) =>
          Array.from({ length: block.multiplicity }, () => block.irrep.l),
        ),
        lmax: parsed.lmax ?? null,
        slices: parsed.blocks.map(({ offset, dim }) => [offset, offset + dim]),
        simplify: parsed.simplify().toString(),
        sort: sorted.irreps.toString(),
        sort_p: sorted.p,
        sort_inv: sorted.inv,
        regroup: parsed.regroup().toString(),
        remove_zero: parsed.removeZeroMultiplicities().toString(),
      }).toEqual(expected);
    }
  });

  it("knows the irreps of the spherical harmonics of a polar and of an axial vector", () => {
    const expected = reference.spherical_harmonics_irreps;
    expect(Irreps.sphericalHarmonics(3).toString()).toBe(expected["lmax3_p-1"]);
    expect(Irreps.sphericalHarmonics(4, 1).toString()).toBe(expected["lmax4_p1"]);
  });

  it("is read back unchanged from its own text", () => {
    fc.assert(
      fc.property(irreps, (value) => {
        expect(Irreps.parse(value.toString()).equals(value)).toBe(true);
        expect(JSON.stringify({ value })).toBe(`{"value":"${value}"}`);
      }),
      { seed: 1 },
    );
  });

  it("never gives anything but a value or a typed error with a position, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("019xeoy+ -.z")), maxLength: 12 });
    fc.assert(
      fc.property(text, (input) => {
        try {
          expect(Irreps.parse(input)).toBeInstanceOf(Irreps);
        } catch (error) {
          expect(error).toBeInstanceOf(ArgumentError);
          expect(String(error)).toMatch(/at position \d+ of/);
        }
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it.each([
    ["1x0e+1z", `expected a parity "e", "o" or "y", got "z" at position 6 of "1x0e+1z"`],
    ["1x0e 1o", `expected "+" or the end, got "1" at position 5 of "1x0e 1o"`],
    ["1x0e+", `expected a multiplicity or a degree, got the end at position 5 of "1x0e+"`],
    ["2x", `expected a degree, got the end at position 2 of "2x"`],
    ["-1o", `expected a multiplicity or a degree, got "-" at position 0 of "-1o"`],
  ])("says where %j stops being a representation", (text, message) => {
    expect(() => Irreps.parse(text)).toThrow(new ArgumentError(`Irreps.parse: ${message}`));
  });

  it("refuses multiplicities and dimensions that are no integers of float64", () => {
    expect(() => Irreps.fromBlocks([{ multiplicity: 1.5, irrep: "1o" }])).toThrow(
      "Irreps.fromBlocks: expected multiplicity of block 0 to be an integer >= 0, got 1.5",
    );
    expect(() => Irreps.parse("9007199254740991x9e")).toThrow("expected a dimension below 2^53");
  });

  it("sorts with a permutation and its inverse, in either order", () => {
    fc.assert(
      fc.property(
        irreps,
        fc.constantFrom("e3nn" as const, "natural-parity" as const),
        (value, order) => {
          // oxlint-disable-next-line unicorn/no-array-sort -- immutable
          const sorted = value.sort(order);
          for (const [old, position] of sorted.p.entries()) {
            expect(sorted.inv[position]).toBe(old);
            expect(sorted.irreps.blocks[position].irrep.equals(value.blocks[old].irrep)).toBe(true);
          }
          const { blocks } = sorted.irreps;
          for (let i = 1; i < blocks.length; i++) {
            expect(blocks[i - 1].irrep.compare(blocks[i].irrep, order)).toBeLessThanOrEqual(0);
          }
        },
      ),
      { seed: 3 },
    );
    expect(Irreps.parse("0e+0o+1e+1o").sort("natural-parity").irreps.toString()).toBe(
      "1x0e+1x0o+1x1o+1x1e",
    );
  });

  it("keeps the number of each irrep through every rearrangement", () => {
    fc.assert(
      fc.property(irreps, irrep, (value, wanted) => {
        const expected = value.count(wanted);
        expect(value.simplify().count(wanted)).toBe(expected);
        expect(value.regroup().count(wanted)).toBe(expected);
        expect(value.removeZeroMultiplicities().count(wanted)).toBe(expected);
        expect(value.has(wanted)).toBe(expected > 0);
      }),
      { seed: 4 },
    );
  });

  it("adds dimensions in direct sums and multiplies them in tensor products", () => {
    fc.assert(
      fc.property(irreps, irreps, (first, second) => {
        expect(first.concat(second).dim).toBe(first.dim + second.dim);
        expect(first.times(3).equals(first.concat(first, first))).toBe(true);
        expect(first.tensorProduct(second).dim).toBe(first.dim * second.dim);
      }),
      { seed: 5 },
    );
    expect(Irreps.parse("2x1o").tensorProduct("1o+0e").toString()).toBe("2x0e+2x1o+2x1e+2x2e");
  });

  it("filters blocks", () => {
    const kept = Irreps.parse("4x0e+3x1o+2x2e").filter((block) => block.irrep.l < 2);
    expect(kept.toString()).toBe("4x0e+3x1o");
  });

  it("is frozen all the way down", () => {
    const value = Irreps.parse("2x1o");
    for (const part of [value, value.blocks, value.blocks[0], value.blocks[0].irrep]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});
