import {
  compile,
  exp,
  grad,
  hessian,
  jacobian,
  matmul,
  mul,
  reshape,
  square,
  sum,
  tanh,
  tensor,
  vjp,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../derivative-check.ts";
import { forDraws } from "../draw.ts";

describe("jacobian", () => {
  it("holds the pullbacks of all unit vectors", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const f = (y: Tensor): Tensor => tanh(mul(y, sum(y)));
      const rows = jacobian(f)(x);
      expect(rows.shape).toEqual([...x.shape, ...x.shape]);
      const { pullback } = vjp(f, x);
      for (let i = 0; i < x.size; i++) {
        const unit = new Float64Array(x.size);
        unit[i] = 1;
        const row = pullback(tensor(unit, x.shape)).data;
        row.forEach((value, j) => expect(rows.data[i * x.size + j]).toBeCloseTo(value, 14));
      }
    });
  });

  it("is zero where nothing depends on x", () => {
    expect(jacobian(() => tensor([1, 2]))(tensor([3])).toArray()).toEqual([[0], [0]]);
  });

  it("is the matrix of a linear map", () => {
    const a = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const rows = jacobian((x) => reshape(matmul(a, reshape(x, [3, 1])), [2]))(tensor([0, 0, 0]));
    expect(rows.toArray()).toEqual(a.toArray());
  });

  it("can be differentiated and compiled like any function", async () => {
    forDraws((draw) => {
      const f = jacobian((x) => exp(mul(x, square(sum(x)))));
      expectDerivatives(
        (x) => f(mul(x, 0.2)),
        [draw.tensor("inside", draw.shape.slice(0, 1))],
        draw.random,
      );
    }, 5);
    const compiled = compile(jacobian((x) => square(x)));
    expect((await compiled(tensor([1, 2]))).toArray()).toEqual([
      [2, 0],
      [0, 4],
    ]);
  });

  it("gives symmetric second derivatives that agree with those of grad", () => {
    const f = (x: Tensor): Tensor => sum(mul(tanh(x), square(sum(x))));
    const x = tensor([0.3, -0.2, 0.9], undefined, "float64");
    const h = hessian(f)(x);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) expect(h.data[3 * i + j]).toBeCloseTo(h.data[3 * j + i], 13);
      const unit = tensor(
        [0, 1, 2].map((j) => Number(i === j)),
        undefined,
        "float64",
      );
      const row = grad((y: Tensor) => sum(mul(grad(f)(y), unit)))(x).data;
      row.forEach((value, j) => expect(h.data[3 * i + j]).toBeCloseTo(value, 13));
    }
  });

  it("refuses integers", () => {
    expect(() => jacobian((x) => x)(tensor([1], [1], "int32"))).toThrow(
      "jacobian: expected x of float32 or float64, got int32",
    );
  });
});
