import {
  ArgumentError,
  Random,
  ShapeError,
  addCrossProduct,
  matmul,
  transpose,
} from "@erlangen/numerics";
import { expect, test, vi } from "vitest";
import { fc } from "../fast-check.ts";
import { exactly, relativeError } from "../tolerances.ts";

/** The sum by its definition. */
function product(a: Float64Array, b: Float64Array, [m, k, n]: readonly number[]): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let p = 0; p < k; p++) c[i * n + j] += a[i * k + p] * b[p * n + j];
    }
  }
  return c;
}

test("the product in blocks agrees with the definition for any extents", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.tuple(...[130, 300, 520].map((max) => fc.integer({ min: 1, max }))),
      (seed, [k, rows, l]) => {
        const random = Random.fromSeed(seed);
        const [x, y] = [random.split("x").normal(rows * k), random.split("y").normal(rows * l)];
        const sum = new Float64Array(k * l).fill(1);
        addCrossProduct(sum, x, y, { rows, columnsOfX: k, columnsOfY: l });
        const expected = product(transpose(x, rows, k), y, [k, rows, l]).map((value) => value + 1);
        expect(relativeError(sum, expected)).toBeLessThan(exactly);
      },
    ),
    { numRuns: 12 },
  );
});

test("without WebAssembly plain code gives the same bits", async () => {
  const [rows, k, l] = [300, 23, 31];
  const [x, y] = [Random.fromSeed(1).normal(rows * k), Random.fromSeed(2).normal(rows * l)];
  const fast = new Float64Array(k * l);
  addCrossProduct(fast, x, y, { rows, columnsOfX: k, columnsOfY: l });

  vi.stubGlobal("WebAssembly", undefined);
  vi.resetModules();
  try {
    const fresh = await import("@erlangen/numerics");
    expect(fresh.addCrossProduct).not.toBe(addCrossProduct);
    const plain = new Float64Array(k * l);
    fresh.addCrossProduct(plain, x, y, { rows, columnsOfX: k, columnsOfY: l });
    expect(plain).toEqual(fast);
  } finally {
    vi.unstubAllGlobals();
  }
});

test("matmul gives the same product on both sides of its switch to blocks", () => {
  const random = Random.fromSeed(4);
  for (const shape of [
    [127, 128, 128],
    [128, 128, 129],
    [300, 20, 400],
  ] as const) {
    const [rows, inner, columns] = shape;
    const a = random.split(`a${shape}`).normal(rows * inner);
    const b = random.split(`b${shape}`).normal(inner * columns);
    const found = matmul(a, b, { rows, inner, columns });
    expect(relativeError(found, product(a, b, shape))).toBeLessThan(exactly);
  }
});

test("the cross product adds Xᵀ Y, of singles too, and is symmetric for one array", () => {
  const [rows, k, l] = [700, 37, 50];
  const random = Random.fromSeed(5);
  const x = Float32Array.from(random.split("x").normal(rows * k));
  const y = random.split("y").normal(rows * l);
  const sum = new Float64Array(k * l).fill(2);
  addCrossProduct(sum, x, y, { rows, columnsOfX: k, columnsOfY: l });
  const expected = product(transpose(x, rows, k), y, [k, rows, l]).map((value) => value + 2);
  expect(relativeError(sum, expected)).toBeLessThan(exactly);

  const square = new Float64Array(k * k);
  addCrossProduct(square, x, x, { rows, columnsOfX: k, columnsOfY: k });
  expect(square).toEqual(transpose(square, k, k));
  const half = product(transpose(x, rows, k), Float64Array.from(x), [k, rows, k]);
  expect(relativeError(square, half)).toBeLessThan(exactly);
});

test("arrays that do not fit are named", () => {
  const x = new Float64Array(6);
  const shape = { rows: 3, columnsOfX: 2, columnsOfY: 2 };
  expect(() => addCrossProduct(new Float64Array(3), x, x, shape)).toThrow(ShapeError);
  expect(() => addCrossProduct(new Float64Array(3), x, x, shape)).toThrow(
    "addCrossProduct: expected sum of shape [columnsOfX, columnsOfY] = [2, 2], flat with 4 numbers, got 3",
  );
  expect(() => addCrossProduct(new Float64Array(4), x, new Float64Array(5), shape)).toThrow(
    "addCrossProduct: expected y of shape [rows, columnsOfY] = [3, 2], flat with 6 numbers, got 5",
  );
  const list = [1, 2, 3, 4, 5, 6] as unknown as Float64Array;
  expect(() => addCrossProduct(new Float64Array(4), list, x, shape)).toThrow(ArgumentError);
  expect(() => addCrossProduct(new Float64Array(4), x, x, { ...shape, rows: 0 })).toThrow(
    "addCrossProduct: expected rows to be an integer from 1",
  );
});
