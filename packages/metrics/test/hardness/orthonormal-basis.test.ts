import { doublingCoefficient, orthonormalPolynomials } from "@erlangen/metrics";
import { binomial } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { ruleOf } from "./rule-of.ts";

const bases = ["hermite", "legendre", "laguerre"] as const;

describe("orthonormalPolynomials", () => {
  it.each(bases)("are orthonormal: %s", (basis) => {
    const { nodes, weights } = ruleOf(basis, 12);
    const h = orthonormalPolynomials(basis, nodes, 10);
    h.forEach((first, i) => {
      h.forEach((second, j) => {
        const product = weights.reduce((sum, w, s) => sum + w * first[s] * second[s], 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
      });
    });
  });

  it("refuse other bases and degrees", () => {
    expect(() => orthonormalPolynomials("jacobi" as "hermite", [0], 1)).toThrow(
      /one of hermite, legendre, laguerre, got "jacobi"/,
    );
    expect(() => orthonormalPolynomials("hermite", [0], 65)).toThrow(/from 0 to 64, got 65/);
  });
});

describe("doublingCoefficient", () => {
  it("is the root of a binomial coefficient for Hermite polynomials", () => {
    for (let a = 0; a <= 12; a++) {
      const expected = Math.sqrt(Number(binomial(2 * a, a)));
      expect(doublingCoefficient("hermite", a) / expected).toBeCloseTo(1, 9);
    }
  });

  it("has the published values for Legendre polynomials", () => {
    [0.894427, 0.857143, 0.840455].forEach((expected, i) => {
      expect(Math.abs(doublingCoefficient("legendre", i + 1) - expected)).toBeLessThan(5e-7);
    });
    expect(doublingCoefficient("legendre", 1)).toBeCloseTo(2 / Math.sqrt(5), 12);
  });

  it.each(bases)("is positive: %s", (basis) => {
    for (let a = 0; a <= 16; a++) expect(doublingCoefficient(basis, a)).toBeGreaterThan(0);
  });
});
