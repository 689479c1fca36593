import {
  add,
  div,
  grad,
  graphOf,
  hessian,
  maximum,
  minimum,
  mul,
  placeholder,
  pow,
  remainder,
  square,
  sub,
  sum,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";

const scalar = (x: number): Tensor => tensor(x, [], "float64");

describe("arithmetic", () => {
  it("follows JavaScript's numbers element by element, and NumPy's rule for shapes", () => {
    forDraws((draw) => {
      const a = draw.tensor();
      const [b] = [draw.tensor("nonzero", [])];
      const { data } = a;
      expect(add(a, b).data).toEqual(data.map((x: number) => x + b.item()));
      expect(sub(b, a).data).toEqual(data.map((x: number) => b.item() - x));
      expect(mul(a, b.item()).data).toEqual(data.map((x: number) => x * b.item()));
      expect(div(a, b).shape).toEqual(a.shape);
      const smaller = draw.tensor("any", draw.smaller());
      expect(add(a, smaller).data).toEqual(add(smaller, a).data);
    });
  });

  it("broadcasts rows and columns", () => {
    const table = add(tensor([[10], [20]]), tensor([1, 2, 3]));
    expect(table.toArray()).toEqual([
      [11, 12, 13],
      [21, 22, 23],
    ]);
  });

  it("keeps int32 integers, which wrap around", () => {
    const big = tensor([2 ** 30, -7], undefined, "int32");
    expect(add(big, big).toArray()).toEqual([-(2 ** 31), -14]);
    expect(mul(tensor([0x7fffffff], undefined, "int32"), 0x7fffffff).toArray()).toEqual([1]);
  });

  it("takes remainders with the sign of the divisor, as NumPy does", () => {
    expect(remainder(tensor([7, -7, 7, -7, 6]), tensor([3, 3, -3, -3, 3])).toArray()).toEqual([
      1, 2, -2, -1, 0,
    ]);
  });

  it("passes NaN on through maximum and minimum", () => {
    const [a, b] = [tensor([Number.NaN, 1, 2]), tensor([1, Number.NaN, 3])];
    expect(maximum(a, b).toArray()).toEqual([Number.NaN, Number.NaN, 3]);
    expect(minimum(a, b).toArray()).toEqual([Number.NaN, Number.NaN, 2]);
  });

  it("shares the derivative of maximum and minimum between equal operands", () => {
    for (const f of [maximum, minimum]) {
      expect(grad(([a, b]: readonly Tensor[]) => f(a, b))([scalar(2), scalar(2)])).toEqual([
        scalar(0.5),
        scalar(0.5),
      ]);
    }
  });

  it("has right derivatives of integer powers at negative numbers and at 0, to third order", () => {
    const third = (n: number) => grad(grad(grad((x: Tensor) => pow(x, n))));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: -3, max: 3 }), (n, x) => {
        const expected = n < 3 ? 0 : n * (n - 1) * (n - 2) * x ** (n - 3);
        expect(third(n)(scalar(x)).item()).toBeCloseTo(expected, 9);
      }),
      { seed: 1 },
    );
  });

  it("has the derivative of 0^b in b set to 0, and no NaN in the mixed one at b = 0", () => {
    const slopes = grad(([a, b]: readonly Tensor[]) => pow(a, b))([scalar(0), scalar(2)]);
    expect(slopes.map((slope) => slope.item())).toEqual([0, 0]);
    const mixed = hessian((ab) => pow(first(ab), second(ab)))(tensor([2, 0], [2], "float64"));
    expect(mixed.toArray()).toEqual([
      [0, 0.5],
      [0.5, Math.log(2) ** 2],
    ]);
  });

  it("keeps a number beside a traced operand a single number of the program", () => {
    const x = placeholder({ shape: [1000, 1000], dtype: "float32" }, "x");
    const { values } = graphOf([x], [add(mul(x, 2), tensor([1]))]);
    const sizes = values.flatMap((value) => (value.kind === "constant" ? [value.tensor.size] : []));
    expect(sizes).toEqual([1, 1]);
  });

  it("computes such numbers when the program is differentiated outside a trace", () => {
    const x = tensor([[1, 2, 3]], undefined, "float64");
    expect(grad((y: Tensor) => sum(square(mul(y, 2))))(x).toArray()).toEqual([[8, 16, 24]]);
  });

  it("says which operands do not fit", () => {
    expect(() => add(tensor([1, 2]), tensor([1, 2, 3]))).toThrow(
      "add: expected shapes that broadcast, got [2] and [3]",
    );
    expect(() => mul(tensor([1]), tensor([1], [1], "float64"))).toThrow(
      "mul: expected operands of one element type, got float32 and float64; use cast",
    );
    expect(() => sub(1, 2)).toThrow("sub: expected a tensor among the operands, got 1 and 2");
    expect(() => add(tensor([1], [1], "int32"), 0.5)).toThrow(
      "add: expected an operand that fits int32, got 0.5; use cast",
    );
    expect(() => div(tensor([1], [1], "int32"), 2)).toThrow(
      "div: expected an operand of float32 or float64, got int32 [1]; use cast",
    );
  });
});

function first(x: Tensor): Tensor {
  return sum(mul(x, tensor([1, 0], [2], "float64")));
}

function second(x: Tensor): Tensor {
  return sum(mul(x, tensor([0, 1], [2], "float64")));
}
