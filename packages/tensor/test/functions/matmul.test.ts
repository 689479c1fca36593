import { Random } from "@erlangen/numerics";
import {
  cast,
  diagonal,
  dot,
  grad,
  graphOf,
  matmul,
  matrixTrace,
  outer,
  placeholder,
  sum,
  tensor,
  tril,
  triu,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";
import { at, build } from "../index-loops.ts";

/** Rounding of sums of 600 products in float64. */
const exact = 1e-12;
/** Rounding of one product in float32, relative to the sum of absolute values. */
const single = 1e-6;

function normal(random: Random, shape: readonly number[]): Tensor {
  return tensor(random.normal(shape.reduce((a, b) => a * b, 1)), [...shape]);
}

function product(a: Tensor, b: Tensor): Tensor {
  const [m, k] = a.shape;
  return build([m, b.shape[1]], ([i, j]) => {
    let total = 0;
    for (let p = 0; p < k; p++) total += at(a, [i, p]) * at(b, [p, j]);
    return total;
  });
}

function expectClose(actual: Tensor, expected: Tensor, tolerance: number): void {
  expect(actual.shape).toEqual(expected.shape);
  actual.data.forEach((value: number, i: number) => {
    expect(Math.abs(value - expected.data[i])).toBeLessThanOrEqual(
      tolerance * (10 + Math.abs(expected.data[i])),
    );
  });
}

describe("matmul", () => {
  it("is the sum of products for sizes that do and do not fill a block", () => {
    const random = Random.fromSeed(1);
    const sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9];
    for (let round = 0; round < 100; round++) {
      const [m, k, n] = [0, 1, 2].map(() => sizes[random.integer(sizes.length)]);
      const [a, b] = [normal(random, [m, k]), normal(random, [k, n])];
      expectClose(matmul(a, b), product(a, b), exact);
    }
    const [a, b] = [normal(random, [5, 600]), normal(random, [600, 6])];
    expectClose(matmul(a, b), product(a, b), exact);
    expectClose(matmul(cast(a, "float32"), cast(b, "float32")), product(a, b), 10 * single);
  });

  it("broadcasts leading axes", () => {
    forDraws((draw) => {
      const [left, right] = [draw.smaller(), draw.smaller()];
      const [m, k, n] = [draw.integer(1, 5), draw.integer(0, 3), draw.integer(1, 3)];
      const a = draw.tensor("any", [...left, m, k]);
      const b = draw.tensor("any", [...right, k, n]);
      const y = matmul(a, b);
      const rank = Math.max(left.length, right.length);
      const own = (batch: number[], shape: readonly number[]): number[] =>
        shape.map((length, axis) => (length === 1 ? 0 : batch[axis + rank - shape.length]));
      const expected = build(y.shape, (index) => {
        const batch = index.slice(0, -2);
        const [i, j] = index.slice(-2);
        let total = 0;
        for (let p = 0; p < k; p++) {
          total += at(a, [...own(batch, left), i, p]) * at(b, [...own(batch, right), p, j]);
        }
        return total;
      });
      expect(y.rank).toBe(rank + 2);
      expectClose(y, expected, exact);
    }, 100);
  });

  it("multiplies many vectors with one matrix as one product, and its gradient too", () => {
    const inputs = [
      placeholder({ shape: [6, 5, 4], dtype: "float32" }, "x"),
      placeholder({ shape: [4, 3], dtype: "float32" }, "weight"),
    ];
    const slope = grad((weight: Tensor) => sum(matmul(inputs[0], weight)))(inputs[1]);
    const names = graphOf(inputs, [slope]).values.flatMap((value) =>
      value.kind === "application" ? [value.primitive.name] : [],
    );
    expect(names.filter((name) => name === "matmul")).toHaveLength(1);
    expect(names).not.toContain("reduceSum");
  });

  it("takes vectors as rows and columns", () => {
    const a = tensor([
      [1, 2],
      [3, 4],
    ]);
    const v = tensor([1, 10]);
    expect(matmul(a, v).toArray()).toEqual([21, 43]);
    expect(matmul(v, a).toArray()).toEqual([31, 42]);
    expect(dot(v, v).item()).toBe(101);
    expect(outer(v, tensor([1, 2, 3])).toArray()).toEqual([
      [1, 2, 3],
      [10, 20, 30],
    ]);
  });

  it("says which shapes and element types do not fit", () => {
    const a = tensor([[1, 2, 3]]);
    expect(() => matmul(a, a)).toThrow(
      "matmul: expected [...batch, m, k] and [...batch, k, n], got [1, 3] and [1, 3]",
    );
    expect(() => matmul(a, tensor(1))).toThrow(
      "matmul: expected [...batch, m, k] and [...batch, k, n], got [1, 3] and []",
    );
    expect(() => matmul(a, tensor(new Float64Array(3)))).toThrow(
      "matmul: expected two float32 or two float64 operands, got float32 and float64; cast one of them",
    );
    expect(() =>
      matmul(tensor(new Float32Array(6), [2, 1, 3]), tensor(new Float32Array(9), [3, 3, 1])),
    ).toThrow("matmul: expected shapes that broadcast, got [2] and [3]");
    expect(() => dot(a, a)).toThrow(
      "dot: expected two vectors of shape [n], got [1, 3] and [1, 3]",
    );
    expect(() => outer(a, tensor([1]))).toThrow(
      "outer: expected vectors of shape [m] and [n], got [1, 3] and [1]",
    );
  });
});

describe("diagonals and triangles", () => {
  it("are those of each matrix", () => {
    forDraws((draw) => {
      const n = draw.integer(0, 4);
      const x = draw.tensor("any", [...draw.shape, n, n]);
      const expected = build([...draw.shape, n], (index) => at(x, [...index, index.at(-1)!]));
      expect(diagonal(x).data).toEqual(expected.data);
      expect(matrixTrace(x).shape).toEqual(draw.shape);
      const offset = draw.integer(-2, 2);
      const y = draw.tensor("any", [...draw.shape, 3, 4]);
      const triangle = (keeps: (row: number, column: number) => boolean): Tensor =>
        build(y.shape, (index) => {
          const [row, column] = index.slice(-2);
          return keeps(row, column) ? at(y, index) : 0;
        });
      expect(tril(y, offset).data).toEqual(triangle((i, j) => j - i <= offset).data);
      expect(triu(y, offset).data).toEqual(triangle((i, j) => j - i >= offset).data);
    }, 50);
  });

  it("need matrices", () => {
    const x = tensor([[1, 2, 3]]);
    expect(() => diagonal(x)).toThrow("diagonal: expected x of shape [..., n, n], got [1, 3]");
    expect(() => matrixTrace(x)).toThrow(
      "matrixTrace: expected x of shape [..., n, n], got [1, 3]",
    );
    expect(() => tril(tensor([1]))).toThrow("tril: expected x of shape [..., m, n], got [1]");
    expect(() => triu(tensor([1]))).toThrow("triu: expected x of shape [..., m, n], got [1]");
  });
});
