import { Random, matmul, transpose } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { exactly, relativeError } from "../tolerances.ts";

test("every entry is the sum over the inner axis, past the size of a panel too", () => {
  const extent = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(
      fc.nat(),
      extent,
      fc.integer({ min: 1, max: 140 }),
      extent,
      (seed, rows, inner, columns) => {
        const random = Random.fromSeed(seed);
        const [a, b] = [random.normal(rows * inner), random.normal(inner * columns)];
        const expected = Array.from({ length: rows * columns }, (_, at) => {
          const [i, j] = [Math.floor(at / columns), at % columns];
          return Array.from(
            { length: inner },
            (_unused, p) => a[i * inner + p] * b[p * columns + j],
          ).reduce((x, y) => x + y);
        });
        expect(relativeError(matmul(a, b, { rows, inner, columns }), expected)).toBeLessThan(1e-13);
      },
    ),
  );
});

test("the transpose of a product is the product of the transposes, in reverse", () => {
  const random = Random.fromSeed(0);
  const [a, b] = [random.normal(6), random.normal(12)];
  const product = matmul(a, b, { rows: 2, inner: 3, columns: 4 });
  const reversed = matmul(transpose(b, 3, 4), transpose(a, 2, 3), {
    rows: 4,
    inner: 3,
    columns: 2,
  });
  expect(relativeError(transpose(product, 2, 4), reversed)).toBeLessThan(exactly);
  expect(transpose(transpose(b, 3, 4), 4, 3)).toEqual(b);
});

test.each([
  [
    "matmul: expected b of shape [inner, columns] = [1, 2], flat with 2 numbers, got 1",
    () => matmul([1], [1], { rows: 1, inner: 1, columns: 2 }),
  ],
  [
    "matmul: expected rows to be an integer from 1",
    () => matmul([], [1], { rows: 0, inner: 1, columns: 1 }),
  ],
  ["transpose: expected matrix of shape [rows, columns] = [1, 2]", () => transpose([1], 1, 2)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
