import { countCovariants } from "@erlangen/groups";
import { describe, expect, it } from "vitest";

describe("countCovariants", () => {
  it("knows the rings of invariants of quadratics to sextics and the octavic", () => {
    const counts = (d: number, last: number): bigint[] =>
      Array.from({ length: last + 1 }, (_, degree) => countCovariants(d, { degree }));
    expect(counts(2, 6)).toEqual([1n, 0n, 1n, 0n, 1n, 0n, 1n]);
    expect(counts(3, 8)).toEqual([1n, 0n, 0n, 0n, 1n, 0n, 0n, 0n, 1n]);
    expect(counts(4, 6)).toEqual([1n, 0n, 1n, 1n, 1n, 1n, 2n]);
    // Generators of degrees 4, 8, 12, 18 with one relation of degree 36.
    expect(countCovariants(5, { degree: 18 })).toBe(1n);
    expect(countCovariants(5, { degree: 8 })).toBe(2n);
    // Generators of degrees 2, 4, 6, 10, 15.
    expect(countCovariants(6, { degree: 15 })).toBe(1n);
    expect(countCovariants(6, { degree: 10 })).toBe(6n);
    // Generators of degrees 2, 3, 4, 5, 6, 7, 8, 9, 10.
    expect(counts(8, 5)).toEqual([1n, 0n, 1n, 1n, 2n, 2n]);
  });

  it("adds up to the dimension of the symmetric power", () => {
    for (const [d, degree] of [
      [3, 4],
      [4, 5],
      [6, 6],
    ]) {
      let dimension = 0n;
      for (let order = 0; order <= d * degree; order++) {
        dimension += countCovariants(d, { degree, order }) * BigInt(order + 1);
      }
      let binomial = 1;
      for (let i = 1; i <= degree; i++) binomial = (binomial * (d + i)) / i;
      expect(dimension).toBe(BigInt(binomial));
    }
    expect(countCovariants(2, { degree: 1, order: 3 })).toBe(0n);
    expect(() => countCovariants(2, { degree: -1 })).toThrow("countCovariants: expected degree");
  });
});
