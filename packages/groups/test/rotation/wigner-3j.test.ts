import { ArgumentError, Random } from "@erlangen/numerics";
import { wigner3j, wigner3jExact, wigner3jSparse, wignerD } from "@erlangen/groups";
import type { RationalRoot } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose } from "../closeness.ts";

const reference = golden<{
  entries: { l: [number, number, number]; nonzero: [number, number, number, number][] }[];
}>("e3nn_wigner_3j");

const exactDegree = 12;

/** Any triple that satisfies the triangle rule, degrees up to `largest`. */
const triple = (largest: number): fc.Arbitrary<[number, number, number]> =>
  fc
    .tuple(fc.nat(largest), fc.nat(largest), fc.nat(2 * largest))
    .map(([l1, l2, seed]): [number, number, number] => {
      const lowest = Math.abs(l1 - l2);
      return [l1, l2, lowest + (seed % (Math.min(largest, l1 + l2) - lowest + 1))];
    });

describe("the invariant tensor of three irreps", () => {
  it("is that of e3nn, sign and all, for every triple up to l = 4", () => {
    for (const { l, nonzero } of reference.entries) {
      const expected = new Float64Array(l.reduce((size, degree) => size * (2 * degree + 1), 1));
      for (const [i, j, k, value] of nonzero) {
        expected[(i * (2 * l[1] + 1) + j) * (2 * l[2] + 1) + k] = value;
      }
      expectClose(wigner3j(...l), expected, 1e-14);
      expect(wigner3jSparse(...l).length).toBe(nonzero.length);
    }
  });

  it("has squares that sum to exactly one, for every triple up to l = 12", () => {
    for (let l1 = 0; l1 <= exactDegree; l1++) {
      for (let l2 = l1; l2 <= exactDegree; l2++) {
        for (let l3 = l2; l3 <= Math.min(exactDegree, l1 + l2); l3++) {
          const squares = wigner3jExact(l1, l2, l3).map(({ value }) => value);
          expect(sumOfSquaresIsOne(squares), `${l1} ${l2} ${l3}`).toBe(true);
        }
      }
    }
  });

  it("has rows of exactly equal norm 1/(2l+1), along each of the three axes", () => {
    fc.assert(
      fc.property(triple(exactDegree), (l) => {
        const entries = wigner3jExact(...l);
        for (const [axis, degree] of l.entries()) {
          const width = BigInt(2 * degree + 1);
          for (let index = 0; index <= 2 * degree; index++) {
            const row = entries.filter(({ i, j, k }) => [i, j, k][axis] === index);
            const [numerator, denominator] = sumOfSquares(row.map(({ value }) => value));
            expect(numerator * width).toBe(denominator);
          }
        }
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it("changes by exactly (-1)^(l1+l2+l3) when two arguments swap", () => {
    fc.assert(
      fc.property(triple(exactDegree), ([l1, l2, l3]) => {
        const sign = (l1 + l2 + l3) % 2 === 0 ? 1 : -1;
        const text = (value: RationalRoot, factor: number): string =>
          `${value.sign * factor} ${value.numerator}/${value.denominator}`;
        const swapped = new Map(
          wigner3jExact(l2, l1, l3).map(({ i, j, k, value }) => [
            `${j},${i},${k}`,
            text(value, sign),
          ]),
        );
        const turned = new Map(
          wigner3jExact(l1, l3, l2).map(({ i, j, k, value }) => [
            `${i},${k},${j}`,
            text(value, sign),
          ]),
        );
        for (const { i, j, k, value } of wigner3jExact(l1, l2, l3)) {
          expect(swapped.get(`${i},${j},${k}`)).toBe(text(value, 1));
          expect(turned.get(`${i},${j},${k}`)).toBe(text(value, 1));
        }
      }),
      { numRuns: 30, seed: 2 },
    );
  });

  it("makes the full change of basis of two irreps orthogonal", () => {
    for (const [l1, l2] of [
      [1, 1],
      [2, 3],
      [5, 4],
      [20, 3],
    ]) {
      const size = (2 * l1 + 1) * (2 * l2 + 1);
      const gram = new Float64Array(size * size);
      for (let l3 = Math.abs(l1 - l2); l3 <= l1 + l2; l3++) {
        const table = wigner3j(l1, l2, l3);
        const width = 2 * l3 + 1;
        for (let a = 0; a < size; a++) {
          for (let b = 0; b < size; b++) {
            for (let k = 0; k < width; k++) {
              gram[a * size + b] += width * table[a * width + k] * table[b * width + k];
            }
          }
        }
      }
      const identity = gram.map((_, position) => (position % (size + 1) === 0 ? 1 : 0));
      expectClose(gram, identity, 1e-13);
    }
  });

  it("stays the same when all three indices turn together", () => {
    const random = Random.fromSeed(13);
    for (const [l1, l2, l3] of [
      [1, 1, 1],
      [2, 1, 2],
      [3, 4, 5],
      [12, 2, 11],
    ]) {
      const rotation = random.rotation();
      const [a, b, c] = [l1, l2, l3].map((l) => wignerD(l, rotation));
      const [n1, n2, n3] = [l1, l2, l3].map((l) => 2 * l + 1);
      const turned = new Float64Array(n1 * n2 * n3);
      for (const { i, j, k, value } of wigner3jSparse(l1, l2, l3)) {
        for (let position = 0; position < turned.length; position++) {
          const [x, y, z] = [
            Math.floor(position / (n2 * n3)),
            Math.floor(position / n3) % n2,
            position % n3,
          ];
          turned[position] += a[x * n1 + i] * b[y * n2 + j] * c[z * n3 + k] * value;
        }
      }
      expectClose(turned, wigner3j(l1, l2, l3), 1e-14);
    }
  });

  it("of two vectors gives the dot and the cross product", () => {
    const named = wigner3jExact(1, 1, 1).map(({ i, j, k, value }) => `${i}${j}${k} ${value}`);
    expect(named).toEqual([
      "012 sqrt(1/6)",
      "021 -sqrt(1/6)",
      "102 -sqrt(1/6)",
      "120 sqrt(1/6)",
      "201 sqrt(1/6)",
      "210 -sqrt(1/6)",
    ]);
    expect(wigner3jExact(1, 1, 0).map(({ value }) => `${value}`)).toEqual(
      Array.from({ length: 3 }, () => "sqrt(1/3)"),
    );
  });

  it("cannot be spoilt by writing into what was returned", () => {
    wigner3j(1, 1, 0).fill(7);
    expect(wigner3j(1, 1, 0)[0]).toBe(Math.sqrt(1 / 3));
    expect(Object.isFrozen(wigner3jSparse(1, 1, 0))).toBe(true);
    expect(Object.isFrozen(wigner3jSparse(1, 1, 0)[0])).toBe(true);
  });

  it("refuses degrees that break the triangle rule", () => {
    expect(() => wigner3j(1, 1, 3)).toThrow(
      new ArgumentError("wigner3j: expected |l1-l2| <= l3 <= l1+l2, got l1 = 1, l2 = 1, l3 = 3"),
    );
    expect(() => wigner3j(1, -1, 0)).toThrow("wigner3j: expected l2 to be an integer >= 0, got -1");
    expect(() => wigner3jSparse(0.5, 1, 0)).toThrow("expected l1 to be an integer");
  });
});

function sumOfSquares(values: readonly RationalRoot[]): [bigint, bigint] {
  let [numerator, denominator] = [0n, 1n];
  for (const value of values) {
    numerator = numerator * value.denominator + value.numerator * denominator;
    denominator *= value.denominator;
    // The common factors are small powers: dividing by one known multiple keeps the integers short.
    const divisor = gcd(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }
  return [numerator, denominator];
}

function sumOfSquaresIsOne(values: readonly RationalRoot[]): boolean {
  const [numerator, denominator] = sumOfSquares(values);
  return numerator === denominator;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) {
    [x, y] = [y, x % y];
  }
  return x;
}
