// The executable tour of the package: read this first.

import {
  add,
  compile,
  grad,
  graphOf,
  hessian,
  jacobian,
  jvp,
  mul,
  placeholder,
  sin,
  square,
  sub,
  sum,
  tanh,
  tensor,
  valueAndGrad,
  vjp,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const scalar = (x: number): Tensor => tensor(x, [], "float64");

describe("a tour of the tensor language", () => {
  it("a tensor is an immutable value: shape, element type, numbers", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(x.shape).toEqual([2, 3]);
    expect(x.dtype).toBe("float32");
    expect(x.data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  });

  it("everything else is a function; shapes broadcast and numbers take the type of the other operand", () => {
    const x = tensor([[1], [2]]);
    expect(add(mul(x, 10), tensor([1, 2])).toArray()).toEqual([
      [11, 12],
      [21, 22],
    ]);
  });

  it("element types never change silently", () => {
    expect(() => add(tensor([1]), tensor([1], [1], "int32"))).toThrow("use cast");
  });

  it("grad turns a scalar function into its derivative", () => {
    expect(grad((x: Tensor) => square(x))(scalar(3)).item()).toBe(6);
  });

  it("the derivative is a function again, so every order is right", () => {
    const f = (x: Tensor): Tensor => mul(x, tanh(x));
    expect(f(scalar(0.7)).item()).toBeCloseTo(0.4231, 4);
    expect(grad(f)(scalar(0.7)).item()).toBeCloseTo(1.0487, 4);
    expect(grad(grad(f))(scalar(0.7)).item()).toBeCloseTo(0.7324, 4);
  });

  it("parameters are plain trees of tensors, and so is their gradient", () => {
    const loss = ({ scale, shifts }: { scale: Tensor; shifts: Tensor[] }): Tensor =>
      sum(mul(scale, add(shifts[0], shifts[1])));
    const parameters = { scale: scalar(2), shifts: [scalar(3), scalar(4)] };
    const [value, gradient] = valueAndGrad(loss)(parameters);
    expect(value.item()).toBe(14);
    expect(gradient).toEqual({ scale: scalar(7), shifts: [scalar(2), scalar(2)] });
  });

  it("forces are gradients of an energy, and a loss on them has a gradient too", () => {
    const energy = (x: Tensor, k: Tensor): Tensor => mul(k, sum(square(x)));
    const positions = tensor([1, 2], undefined, "float64");
    const target = tensor([4, 8], undefined, "float64");
    const loss = (k: Tensor): Tensor =>
      sum(square(sub(grad((x: Tensor) => energy(x, k))(positions), target)));
    expect(loss(scalar(2)).item()).toBe(0);
    expect(grad(loss)(scalar(1)).item()).toBe(-40);
  });

  it("vjp pulls cotangents back, jvp pushes tangents forward, jacobian and hessian list all partials", () => {
    const f = (x: Tensor): Tensor => mul(x, sum(x));
    const x = tensor([1, 2], undefined, "float64");
    const u = tensor([1, 0], undefined, "float64");
    expect(jacobian(f)(x).toArray()).toEqual([
      [4, 1],
      [2, 5],
    ]);
    expect(vjp(f, x).pullback(u).toArray()).toEqual([4, 1]);
    expect(jvp(f, x, u).tangent.toArray()).toEqual([4, 2]);
    expect(hessian((y: Tensor) => sum(f(y)))(x).toArray()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it("inside a trace a tensor has a shape and an origin, but no numbers", () => {
    const x = placeholder({ shape: [3], dtype: "float32" }, "x");
    const y = sin(x);
    expect(y.shape).toEqual([3]);
    expect(() => y.data).toThrow("expected a tensor with numbers, got one inside a trace");
    expect(graphOf([x], [y]).values.map(({ kind }) => kind)).toEqual(["input", "application"]);
  });

  it("compile traces a function once for each signature and runs the program on an engine", async () => {
    let traces = 0;
    const slope = compile((x: Tensor) => {
      traces++;
      return grad((y: Tensor) => sum(square(y)))(x);
    });
    expect((await slope(tensor([1, 2]))).toArray()).toEqual([2, 4]);
    expect((await slope(tensor([3, 4]))).toArray()).toEqual([6, 8]);
    expect(traces).toBe(1);
    slope.dispose();
  });
});
