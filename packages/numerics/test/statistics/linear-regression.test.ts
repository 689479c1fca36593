import { Random, linearRegression } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, relativeError } from "../tolerances.ts";

test("exact data give back their coefficients, without error", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, k) => {
      const random = Random.fromSeed(seed);
      const [x, b] = [random.normal(40 * k), random.normal(k)];
      const y = Float64Array.from({ length: 40 }, (_, i) =>
        b.reduce((sum, slope, j) => sum + slope * x[i * k + j], 3),
      );
      const fit = linearRegression(x, y);
      expect(
        relativeError([fit.intercept.value, ...fit.slopes.map(({ value }) => value)], [3, ...b]),
      ).toBeLessThan(accurate);
      expect(Math.max(...fit.slopes.map(({ standardError }) => standardError))).toBeLessThan(
        accurate,
      );
      expect(relativeError([fit.rSquared], [1])).toBeLessThan(accurate);
    }),
  );
});

// Source: NIST Statistical Reference Datasets, Longley.
test("the certified values of Longley's data", () => {
  const rows = [
    [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
    [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
    [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
    [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
    [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
    [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
    [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
    [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
    [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
    [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
    [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
    [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
    [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
    [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
    [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
    [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
  ];
  const fit = linearRegression(
    rows.flatMap((row) => row.slice(1)),
    rows.map(([y]) => y),
  );
  const estimates = [fit.intercept, ...fit.slopes];
  const values = [
    -3482258.63459582, 15.0618722713733, -0.35819179292591e-1, -2.02022980381683, -1.03322686717359,
    -0.511041056535807e-1, 1829.15146461355,
  ];
  const errors = [
    890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699, 0.214274163161675,
    0.22607320006937, 455.478499142212,
  ];
  const certified = 1e-8;
  estimates.forEach(({ value, standardError }, i) => {
    expect(relativeError([value, standardError], [values[i], errors[i]])).toBeLessThan(certified);
  });
  expect(relativeError([fit.rSquared, fit.degreesOfFreedom], [0.995479004577296, 9])).toBeLessThan(
    certified,
  );
  expect(relativeError([Math.sqrt(fit.residualVariance)], [304.854073561965])).toBeLessThan(
    certified,
  );
});

test("the standard error is the spread of the slope over repeated noise", () => {
  const random = Random.fromSeed(0);
  const x = random.uniform(30);
  const fits = Array.from({ length: 2000 }, () => linearRegression(x, random.normal(30)));
  const spread = Math.sqrt(fits.reduce((sum, { slopes }) => sum + slopes[0].value ** 2, 0) / 2000);
  const stated = Math.sqrt(
    fits.reduce((sum, { slopes }) => sum + slopes[0].standardError ** 2, 0) / 2000,
  );
  expect(Math.abs(spread / stated - 1)).toBeLessThan(0.06);
});

test("a constant response has no share to explain", () => {
  expect(linearRegression([0, 1, 2], [0, 0, 0]).rSquared).toBeNaN();
});

test.each([
  [
    "linearRegression: expected predictors of shape [samples, k] with samples = 2, got 3 numbers",
    () => linearRegression([1, 2, 3], [1, 2]),
  ],
  [
    "linearRegression: expected at least 3 samples for 1 predictors, got 2",
    () => linearRegression([1, 2], [1, 2]),
  ],
  [
    "linearRegression: expected independent predictors, got predictor 0",
    () => linearRegression([4, 4, 4], [1, 2, 3]),
  ],
  [
    "linearRegression: expected response to hold finite numbers, got NaN",
    () => linearRegression([1, 2, 3], [1, 2, NaN]),
  ],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
