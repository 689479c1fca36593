import { ArgumentError } from "@erlangen/numerics";
import { RationalRoot, clebschGordanExact } from "@erlangen/groups";
import { describe, expect, it } from "vitest";

describe("clebschGordanExact", () => {
  it.each([
    [[1, 0, 1, 0, 0, 0], "-sqrt(1/3)"],
    [[1, 0, 1, 0, 2, 0], "sqrt(2/3)"],
    [[1, 1, 1, -1, 1, 0], "sqrt(1/2)"],
    [[2, 2, 1, -1, 1, 1], "sqrt(3/5)"],
    [[3, 2, 2, -1, 4, 1], "sqrt(7/20)"],
    [[1, 1, 1, 1, 1, 1], undefined],
    [[0, 0, 5, -3, 5, -3], "1"],
    [[1, 0, 1, 0, 1, 0], "0"],
    [[1, 1, 1, 0, 2, 0], "0"],
    [[1, 0, 1, 0, 5, 0], "0"],
  ] as [[number, number, number, number, number, number], string | undefined][])(
    "of %j is %s",
    (numbers, expected) => {
      const value = clebschGordanExact(...numbers);
      expect(value.toString()).toBe(expected ?? "0");
    },
  );

  it("has exactly orthonormal columns: sum over m1, m2 of c(l3, m3) c(l3', m3) = delta", () => {
    for (const [l1, l2] of [
      [2, 1],
      [4, 3],
      [6, 6],
    ]) {
      for (let l3 = Math.abs(l1 - l2); l3 <= l1 + l2; l3++) {
        for (let other = l3; other <= l1 + l2; other++) {
          const m3 = l3 % 3;
          expect(overlap([l1, l2], [l3, other], m3)).toBe(l3 === other ? "1/1" : "0/1");
        }
      }
    }
  });

  it("has an exact size beyond the range of float64 factorials", () => {
    const stretched = clebschGordanExact(90, 90, 90, 90, 180, 180);
    expect(stretched.toString()).toBe("1");
    const middle = clebschGordanExact(90, 0, 90, 0, 180, 0);
    // <l 0, l 0 | 2l 0>^2 tends to sqrt(2 / (pi l)).
    expect(middle.toNumber() ** 2).toBeCloseTo(Math.sqrt(2 / (Math.PI * 90)), 3);
  });

  it("refuses orders beyond the degree", () => {
    expect(() => clebschGordanExact(1, 2, 1, 0, 1, 2)).toThrow(
      new ArgumentError("clebschGordanExact: expected m1 to be an integer from -1 to 1, got 2"),
    );
    expect(() => clebschGordanExact(-1, 0, 1, 0, 1, 0)).toThrow(
      "expected l1 to be an integer >= 0",
    );
  });
});

describe("RationalRoot", () => {
  it("is kept in lowest terms, zero included", () => {
    const root = new RationalRoot(-1, 6n, 8n);
    expect([root.sign, root.numerator, root.denominator]).toEqual([-1, 3n, 4n]);
    const zero = new RationalRoot(1, 0n, 5n);
    expect([zero.sign, zero.numerator, zero.denominator]).toEqual([0, 0n, 1n]);
    expect(zero.toNumber()).toBe(0);
    expect(new RationalRoot(1, 4n, 2n).toString()).toBe("sqrt(2)");
  });

  it("rounds once, however long the integers", () => {
    const huge = 10n ** 400n;
    expect(new RationalRoot(1, 2n * huge + 1n, huge).toNumber()).toBe(Math.SQRT2);
    expect(new RationalRoot(-1, 1n, huge).toNumber()).toBe(-1e-200);
  });
});

/**
 * The exact overlap of two columns. Every product of two roots is a rational multiple of the first
 * one, since the factors that depend on m1 and m2 come in pairs; so the sum is rational up to that
 * first root.
 */
function overlap([l1, l2]: number[], [l3, other]: number[], m3: number): string {
  let first: [bigint, bigint] | undefined;
  let [numerator, denominator] = [0n, 1n];
  for (let m1 = -l1; m1 <= l1; m1++) {
    const m2 = m3 - m1;
    if (Math.abs(m2) > l2) {
      continue;
    }
    const a = clebschGordanExact(l1, m1, l2, m2, l3, m3);
    const b = clebschGordanExact(l1, m1, l2, m2, other, m3);
    if (a.sign * b.sign === 0) {
      continue;
    }
    const [p, q] = [a.numerator * b.numerator, a.denominator * b.denominator];
    first ??= l3 === other ? [1n, 1n] : [p, q];
    const [rootP, rootQ] = exactRoot(p * first[1], q * first[0]);
    numerator = numerator * rootQ + BigInt(a.sign * b.sign) * rootP * denominator;
    denominator *= rootQ;
  }
  const sum = new RationalRoot(1, numerator < 0n ? -numerator : numerator, denominator);
  return `${sum.numerator}/${sum.denominator}`;
}

function exactRoot(p: bigint, q: bigint): [bigint, bigint] {
  const reduced = new RationalRoot(1, p, q);
  const roots = [reduced.numerator, reduced.denominator].map((square) => {
    let root = BigInt(Math.round(Math.sqrt(Number(square))));
    for (let step = 0; step < 60; step++) {
      const next = (root + square / root) / 2n;
      if (next === root) {
        break;
      }
      root = next;
    }
    for (const candidate of [root - 1n, root, root + 1n]) {
      if (candidate * candidate === square) {
        return candidate;
      }
    }
    return expect.fail(`${square} is no square`);
  });
  return [roots[0], roots[1]];
}
