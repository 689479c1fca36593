import {
  erf,
  factorial,
  gaussHermite,
  gaussLaguerre,
  gaussLegendre,
  integrate,
} from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";

/** ∫ x^k dμ of the three measures. */
const moments = {
  gaussLegendre: (k: number): number => (k % 2 === 0 ? 2 / (k + 1) : 0),
  gaussHermite: (k: number): number =>
    k % 2 === 0 ? Number(factorial(k) / (factorial(k / 2) * 2n ** BigInt(k / 2))) : 0,
  gaussLaguerre: (k: number): number => Number(factorial(k)),
};
const rules = { gaussLegendre, gaussHermite, gaussLaguerre };
const names = ["gaussLegendre", "gaussHermite", "gaussLaguerre"] as const;

test.each(names)("%s is exact for polynomials of degree below 2n", (name) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(119), (n, k) => {
      fc.pre(k < 2 * n);
      const value = integrate(rules[name](n), (x) => x ** k);
      const scale = moments[name](k) || integrate(rules[name](n), (x) => Math.abs(x) ** k) || 1;
      expect(Math.abs(value - moments[name](k)) / scale).toBeLessThan(accurate);
    }),
  );
});

test.each(names)(
  "%s has ascending nodes, weights >= 0, and the mass of its measure, up to n = 200",
  (name) => {
    for (const n of [1, 2, 3, 50, 199, 200]) {
      const { nodes, weights } = rules[name](n);
      expect(nodes.every((node, i) => i === 0 || node > nodes[i - 1])).toBe(true);
      expect(weights.every((weight) => weight >= 0)).toBe(true);
      expect(
        relativeError([weights.reduce((sum, weight) => sum + weight)], [moments[name](0)]),
      ).toBeLessThan(accurate);
    }
  },
);

test("gaussLegendre and gaussHermite are even, to the last bit", () => {
  for (const { nodes, weights } of [gaussLegendre(31), gaussHermite(30)]) {
    expect(nodes.toReversed().map((node) => 0 - node)).toEqual(nodes);
    expect(weights.toReversed()).toEqual(weights);
  }
});

// Source: Abramowitz, Stegun (1964), tables 25.4, 25.9, and 25.10 with x = z / sqrt(2).
test("the published nodes and weights of five points", () => {
  expect(
    relativeError(gaussLegendre(5).nodes.slice(3), [0.538469310105683, 0.906179845938664]),
  ).toBeLessThan(exactly);
  expect(
    relativeError(gaussLegendre(5).weights.slice(2), [
      128 / 225,
      0.478628670499366,
      0.236926885056189,
    ]),
  ).toBeLessThan(exactly);
  expect(
    relativeError(
      gaussHermite(5).nodes.slice(3),
      [0.958572464613819, 2.020182870456086].map((x) => x * Math.SQRT2),
    ),
  ).toBeLessThan(exactly);
  expect(
    relativeError(
      gaussLaguerre(3).nodes,
      [0.415774556783479, 2.294280360279042, 6.289945082937479],
    ),
  ).toBeLessThan(exactly);
});

// Source: second moments that e3nn's `normalize2mom` estimates by Monte Carlo; here in closed form or to 12 digits.
test.each([
  ["silu", 1.676532470331, (z: number) => z / (1 + Math.exp(-z))],
  ["tanh", 1.592537419723, Math.tanh],
  ["sigmoid", 1.846228545339, (z: number) => 1 / (1 + Math.exp(-z))],
  ["gelu", 1.533530441196, (z: number) => (z / 2) * (1 + erf(z / Math.SQRT2))],
  ["softplus", 1.041866835536, (z: number) => Math.log1p(Math.exp(z))],
  ["relu", Math.SQRT2, (z: number) => Math.max(z, 0)],
  ["identity", 1, (z: number) => z],
] as const)("gaussHermite gives the constant that normalises %s", (_name, constant, f) => {
  expect(
    relativeError([integrate(gaussHermite(200), (z) => f(z) ** 2) ** -0.5], [constant]),
  ).toBeLessThan(accurate);
});

test.each([
  ["gaussLegendre: expected n to be an integer from 1 to 1000, got 0", () => gaussLegendre(0)],
  ["gaussHermite: expected n to be an integer from 1 to 300, got 301", () => gaussHermite(301)],
  ["gaussLaguerre: expected n to be an integer from 1 to 200, got 2.5", () => gaussLaguerre(2.5)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
