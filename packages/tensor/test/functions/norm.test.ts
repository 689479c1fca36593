import {
  grad,
  gramSchmidt,
  hessian,
  l2Normalize,
  layerNorm,
  matmul,
  mean,
  norm,
  safeNorm,
  tensor,
  transpose,
  variance,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";

const zero = tensor([0, 0, 0], undefined, "float64");

describe("norms", () => {
  it("are Euclidean", () => {
    expect(
      norm(
        tensor([
          [3, 4],
          [5, 12],
        ]),
        1,
      ).toArray(),
    ).toEqual([5, 13]);
    expect(safeNorm).toBe(norm);
  });

  it("have derivatives 0 at 0 in first, second and third order, and no NaN", () => {
    const length = (x: Tensor): Tensor => norm(x);
    expect(grad(length)(zero).toArray()).toEqual([0, 0, 0]);
    expect(hessian(length)(zero).data).toEqual(new Float64Array(9));
    const third = grad((x: Tensor) => norm(hessian(length)(x)));
    expect(third(zero).toArray()).toEqual([0, 0, 0]);
  });

  it("normalises to length 1 and keeps zero", () => {
    expect(
      l2Normalize(
        tensor(
          [
            [3, 4],
            [0, 0],
          ],
          undefined,
          "float64",
        ),
      ).toArray(),
    ).toEqual([
      [0.6, 0.8],
      [0, 0],
    ]);
  });

  it("makes mean 0 and variance 1 along the last axis", () => {
    forDraws((draw) => {
      const y = layerNorm(draw.tensor("distinct", [...draw.shape, 3]), { epsilon: 0 });
      for (const value of mean(y, -1).data) expect(value).toBeCloseTo(0, 12);
      for (const value of variance(y, -1).data) expect(value).toBeCloseTo(1, 12);
    });
  });
});

describe("gramSchmidt", () => {
  it("gives orthonormal rows, the first along the first vector", () => {
    const x = tensor(
      [
        [2, 0, 0],
        [1, 1, 0],
        [3, 4, 5],
      ],
      undefined,
      "float64",
    );
    const q = gramSchmidt(x);
    const gram = matmul(q, transpose(q));
    gram.data.forEach((value, i) => expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 14));
    expect(q.toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it("refuses more vectors than dimensions", () => {
    expect(() => gramSchmidt(tensor([[1], [2]]))).toThrow(
      "gramSchmidt: expected vectors of shape [..., count, dim] with count <= dim, got [2, 1]",
    );
  });
});
