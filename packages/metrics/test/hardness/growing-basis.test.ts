import { growingBasis, orthonormalPolynomials } from "@erlangen/metrics";
import type { PolynomialBasis } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { ruleOf } from "./rule-of.ts";

const float64 = 1e-9;
const bases = ["hermite", "legendre", "laguerre"] as const;

type Terms = readonly (readonly [exponents: readonly number[], coefficient: number])[];

/** Σ c Π h at the rows of `inputs`, [samples, variables]. */
function polynomial(basis: PolynomialBasis, terms: Terms, inputs: Float64Array): Float64Array {
  const count = terms[0][0].length;
  const samples = inputs.length / count;
  const values = new Float64Array(samples);
  for (const [exponents, coefficient] of terms) {
    const product = new Float64Array(samples).fill(coefficient);
    exponents.forEach((degree, i) => {
      const points = Float64Array.from({ length: samples }, (_, s) => inputs[s * count + i]);
      const factor = orthonormalPolynomials(basis, points, degree)[degree];
      product.forEach((_, s) => (product[s] *= factor[s]));
    });
    product.forEach((value, s) => (values[s] += value));
  }
  return values;
}

/** All nodes of a product rule, [nodes³, 3], and their weights. */
function productRule(
  basis: PolynomialBasis,
  nodes: number,
): { readonly inputs: Float64Array; readonly weights: Float64Array } {
  const rule = ruleOf(basis, nodes);
  const inputs = new Float64Array(3 * nodes ** 3);
  const weights = new Float64Array(nodes ** 3);
  for (let at = 0; at < weights.length; at++) {
    const places = [Math.floor(at / nodes ** 2), Math.floor(at / nodes) % nodes, at % nodes];
    places.forEach((place, i) => (inputs[3 * at + i] = rule.nodes[place]));
    weights[at] = places.reduce((product, place) => product * rule.weights[place], 1);
  }
  return { inputs, weights };
}

describe("growingBasis", () => {
  const terms: Terms = [
    [[3, 0, 1], 0.6],
    [[1, 1, 1], -0.8],
    [[0, 2, 0], 0.5],
    [[0, 0, 3], 0.9],
    [[0, 0, 0], -0.7],
  ];

  it.each(bases)("recovers a polynomial from exact means, the largest term first: %s", (basis) => {
    const { inputs, weights } = productRule(basis, 13);
    const learned = growingBasis(inputs, polynomial(basis, terms, inputs), {
      bases: basis,
      maxDegree: 3,
      threshold: 0.1,
      weights,
    });
    expect(learned.end).toBe("small");
    expect(learned.residual).toBeLessThan(float64);
    expect(learned.terms.map(({ exponents }) => exponents)).toEqual(terms.map(([e]) => e));
    learned.terms.forEach(({ coefficient }, i) => {
      expect(coefficient).toBeCloseTo(terms[i][1], 9);
    });
  });

  it("recovers a polynomial in eight uniform variables from samples", () => {
    const random = Random.fromSeed(2);
    const samples = 20_000;
    const inputs = random.uniform(8 * samples).map((u) => 2 * u - 1);
    const sparse: Terms = [
      [[2, 0, 0, 0, 0, 0, 1, 0], 0.7],
      [[0, 0, 1, 0, 1, 0, 0, 0], -0.9],
      [[0, 0, 0, 0, 0, 3, 0, 0], 0.6],
    ];
    const targets = polynomial("legendre", sparse, inputs);
    const learned = growingBasis(inputs, targets, {
      bases: "legendre",
      maxDegree: 4,
      maxTotalDegree: 4,
      threshold: 0.1,
    });
    expect(learned.terms.map(({ exponents }) => exponents)).toEqual(sparse.map(([e]) => e));
    expect(learned.residual).toBeLessThan(float64);
    expect(learned.queries).toBeLessThan(200);
  });

  it("finds the terms under noise, and stops when only noise is left", () => {
    const random = Random.fromSeed(3);
    const samples = 20_000;
    const inputs = random.uniform(3 * samples).map((u) => 2 * u - 1);
    const sparse: Terms = [[[1, 0, 2], 0.8]];
    const noise = random.split("noise").normal(samples);
    const targets = polynomial("legendre", sparse, inputs).map((y, s) => y + 0.3 * noise[s]);
    const learned = growingBasis(inputs, targets, {
      bases: "legendre",
      maxDegree: 3,
      threshold: 0.05,
    });
    expect(learned.end).toBe("noise");
    expect(learned.terms.map(({ exponents }) => exponents)).toEqual([[1, 0, 2]]);
    expect(Math.abs(learned.terms[0].coefficient - 0.8)).toBeLessThan(0.02);
    expect(Math.abs(learned.residual - 0.09 / (0.64 + 0.09))).toBeLessThan(0.02);
  });

  it("learns an invariant of cyclic shifts from the power spectrum", () => {
    const random = Random.fromSeed(4);
    const [n, samples] = [7, 40_000];
    const x = random.normal(n * samples);
    // |x̂_k|² / n for k = 1, 2, 3 are independent and exponential.
    const inputs = new Float64Array(3 * samples);
    for (let s = 0; s < samples; s++) {
      for (let k = 1; k <= 3; k++) {
        let [real, imaginary] = [0, 0];
        for (let i = 0; i < n; i++) {
          real += x[s * n + i] * Math.cos((2 * Math.PI * k * i) / n);
          imaginary += x[s * n + i] * Math.sin((2 * Math.PI * k * i) / n);
        }
        inputs[3 * s + k - 1] = (real * real + imaginary * imaginary) / n;
      }
    }
    const sparse: Terms = [
      [[1, 0, 1], 1],
      [[0, 1, 0], -0.8],
    ];
    const learned = growingBasis(inputs, polynomial("laguerre", sparse, inputs), {
      bases: ["laguerre", "laguerre", "laguerre"],
      maxDegree: 2,
      threshold: 0.2,
    });
    expect(learned.terms.map(({ exponents }) => exponents)).toEqual(sparse.map(([e]) => e));
    expect(learned.residual).toBeLessThan(float64);
  });

  it("keeps to the limits on degrees and terms", () => {
    const { inputs, weights } = productRule("legendre", 13);
    const targets = polynomial("legendre", terms, inputs);
    const options = { bases: "legendre", maxDegree: 3, threshold: 0.1, weights } as const;
    const short = growingBasis(inputs, targets, { ...options, maxTerms: 2 });
    expect([short.end, short.terms.length]).toEqual(["limit", 2]);
    const linear = growingBasis(inputs, targets, { ...options, maxTotalDegree: 1 });
    for (const { exponents } of linear.terms) {
      expect(exponents.reduce((sum, degree) => sum + degree, 0)).toBeLessThanOrEqual(1);
    }
  });

  it("returns nothing for a target that is 0", () => {
    const options = { bases: "hermite", maxDegree: 2, threshold: 0.1 } as const;
    const { terms: none, end } = growingBasis([1, 2, 3, 4], [0, 0], options);
    expect([none, end]).toEqual([[], "small"]);
  });

  it("refuses shapes, numbers and options that do not fit", () => {
    const options = { bases: "hermite", maxDegree: 2, threshold: 0.1 } as const;
    const learn =
      (change: object, inputs: readonly number[] = [1, 2, 3, 4]): (() => unknown) =>
      () =>
        growingBasis(inputs, [1, 2], { ...options, ...change });
    expect(learn({}, [1, 2, 3])).toThrow(/inputs of shape \[samples, variables\].* got 3 and 2/);
    expect(learn({}, [1, NaN])).toThrow(/inputs to hold finite numbers, got NaN at index 1/);
    expect(learn({ bases: ["hermite"] })).toThrow(/bases to be one or 2, .* got 1/);
    expect(learn({ bases: "fourier" })).toThrow(/one of hermite, legendre, laguerre/);
    expect(learn({ maxDegree: 17 })).toThrow(/maxDegree .* from 1 to 16, got 17/);
    expect(learn({ threshold: 0 })).toThrow(/0 < threshold, got 0/);
    expect(learn({ guard: -1 })).toThrow(/0 <= guard, got -1/);
    expect(learn({ maxTerms: 0 })).toThrow(/maxTerms .*, got 0/);
    expect(learn({ tolerance: NaN })).toThrow(/tolerance, got NaN/);
    expect(learn({ maxTotalDegree: 0 })).toThrow(/maxTotalDegree, got 0/);
    expect(learn({ weights: [1, 1] })).toThrow(/sum of weights <= 1.000001, got 2/);
    expect(learn({ weights: [1] })).toThrow(/weights of shape \[samples\].* got 1/);
  });
});
