import {
  cca,
  gulp,
  gulpMatrix,
  linearCka,
  procrustes,
  pwcca,
  ridgeCca,
  similarityMatrix,
  type Features,
} from "@erlangen/metrics";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";
import { normalFeatures } from "./features.ts";

const good = normalFeatures(Random.fromSeed(0), 20, 3);
const measures: Readonly<Record<string, (phi: Features, psi: Features) => number>> = {
  gulp: (phi, psi) => gulp(phi, psi, { lambda: 0.1 }),
  ridgeCca: (phi, psi) => ridgeCca(phi, psi, { lambda: 0.1 }),
  linearCka,
  cca,
  pwcca,
  procrustes,
};

describe.each(Object.keys(measures))("%s", (name) => {
  const measure = measures[name];

  test("features of different inputs are refused", () => {
    const other = normalFeatures(Random.fromSeed(1), 21, 3);
    expect(() => measure(good, other)).toThrow(ShapeError);
    expect(() => measure(good, other)).toThrow(
      `${name}: expected phi and psi to have a row for each of the same inputs, got 20 and 21 rows`,
    );
  });

  test("a number that is not finite is named by row and column", () => {
    const data = Float64Array.from(good.data);
    data[3 * 7 + 2] = NaN;
    expect(() => measure(good, { ...good, data })).toThrow(ArgumentError);
    expect(() => measure(good, { ...good, data })).toThrow(
      `${name}: expected psi to hold finite numbers, got NaN in row 7, column 2`,
    );
  });

  test("a length that does not fit, one row, and other arrays are refused", () => {
    expect(() => measure({ ...good, rows: 19 }, good)).toThrow(
      `${name}: expected phi of shape [rows, columns] with at least 2 rows and 1 column, flat, got [19, 3] with 60 numbers`,
    );
    expect(() => measure({ rows: 1, columns: 60, data: good.data }, good)).toThrow(ShapeError);
    const list = [1, 2] as unknown as Float64Array;
    expect(() => measure({ rows: 2, columns: 1, data: list }, good)).toThrow(
      `${name}: expected phi.data to be a Float32Array or Float64Array, got object`,
    );
  });

  test("features that never vary are refused", () => {
    for (const value of [0, 0.1, 1e20]) {
      const constant = { ...good, data: new Float64Array(60).fill(value) };
      expect(() => measure(constant, good)).toThrow(ArgumentError);
      expect(() => measure(constant, good)).toThrow("expected phi to vary with its input");
    }
  });
});

describe("options and networks", () => {
  test("a regularisation below zero or without a value is refused", () => {
    for (const lambda of [-1, NaN, Infinity]) {
      expect(() => gulp(good, good, { lambda })).toThrow(
        `gulp: expected lambda to be a finite number >= 0, got ${lambda}`,
      );
    }
  });

  test("networks are named: too few, of other inputs, or the same twice", () => {
    const other = normalFeatures(Random.fromSeed(2), 20, 3);
    expect(() => gulpMatrix({ a: good }, { lambda: 1 })).toThrow(
      "gulpMatrix: expected at least two networks, got 1",
    );
    expect(() =>
      similarityMatrix({ a: good, b: { ...other, rows: 10, columns: 6 } }, linearCka),
    ).toThrow(
      'similarityMatrix: expected "a" and "b" to have a row for each of the same inputs, got 20 and 10 rows',
    );
    const copy = { ...good, data: Float64Array.from(good.data) };
    expect(() => gulpMatrix({ a: good, b: other, c: copy }, { lambda: 1 })).toThrow(
      'gulpMatrix: expected different networks, got the same numbers under "a" and "c"; leave one out',
    );
    const constant = { ...good, data: new Float64Array(60).fill(1) };
    expect(() => gulpMatrix({ a: good, dead: constant }, { lambda: 1 })).toThrow(
      'gulpMatrix: expected "dead" to vary with its input',
    );
  });
});
