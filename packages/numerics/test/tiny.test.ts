// The tour of the package: read this first.

import {
  Random,
  bootstrap,
  eigh,
  erf,
  gaussHermite,
  integrate,
  linearRegression,
  matmul,
  matrixExponential,
  mean,
  nullSpace,
  svd,
} from "@erlangen/numerics";
import { expect, test } from "vitest";
import { accurate, relativeError } from "./tolerances.ts";

test("a random stream is a value: the same seed and name give the same numbers", () => {
  const random = Random.fromSeed(0);
  const weights = random.split("weights").normal(3);
  random.uniform(1000);
  expect(random.split("weights").normal(3)).toEqual(weights);
});

test("a stream can be written down and taken up again", () => {
  const random = Random.fromSeed(0);
  random.normal(5);
  const text = JSON.stringify(random.state);
  const next = random.normal(5);
  expect(Random.fromState(JSON.parse(text)).normal(5)).toEqual(next);
});

test("matrices are flat and row-major; vectors come as columns", () => {
  const { values, vectors } = eigh([2, 1, 1, 2], 2);
  expect(relativeError(values, [1, 3])).toBeLessThan(accurate);
  const image = matmul([2, 1, 1, 2], vectors, { rows: 2, inner: 2, columns: 2 });
  expect(
    relativeError(image, [vectors[0], 3 * vectors[1], vectors[2], 3 * vectors[3]]),
  ).toBeLessThan(accurate);
});

test("the equivariant vectors of a rotation about z are found as a null space", () => {
  const turn = matrixExponential([0, -1, 0, 1, 0, 0, 0, 0, 0], 3);
  const { dim, basis } = nullSpace(
    turn.map((entry, i) => entry - (i % 4 === 0 ? 1 : 0)),
    3,
    3,
  );
  expect(dim).toBe(1);
  expect(relativeError(basis.map(Math.abs), [0, 0, 1])).toBeLessThan(accurate);
});

test("singular values of a rotation are 1", () => {
  const rotation = Random.fromSeed(1).rotation();
  expect(relativeError(svd(rotation, 3, 3).values, [1, 1, 1])).toBeLessThan(accurate);
});

test("the second moment of an activation is an integral over the normal distribution", () => {
  const gelu = (z: number): number => (z / 2) * (1 + erf(z / Math.SQRT2));
  const secondMoment = integrate(gaussHermite(100), (z) => gelu(z) ** 2);
  expect(relativeError([secondMoment ** -0.5], [1.533530441196])).toBeLessThan(accurate);
});

test("a slope comes with its standard error, a statistic with its interval", () => {
  const random = Random.fromSeed(2);
  const x = random.uniform(500);
  const noise = random.normal(500);
  const { slopes } = linearRegression(
    x,
    x.map((value, i) => 3 * value + 0.1 * noise[i]),
  );
  expect(Math.abs(slopes[0].value - 3)).toBeLessThan(3 * slopes[0].standardError);
  const { low, high } = bootstrap(noise, mean, { random });
  expect(low < 0 && 0 < high).toBe(true);
});
