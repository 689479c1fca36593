import { Random } from "@erlangen/numerics";
import {
  add,
  apply,
  mul,
  stopGradient,
  tanh,
  tensor,
  type Primitive,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "./derivative-check.ts";

const point = tensor([0.3, -0.7, 1.1], undefined, "float64");
const expectRight = (f: (x: Tensor) => Tensor): void => {
  expectDerivatives(f, [point], Random.fromSeed(1));
};

/** x³ with a rule of our choice. */
function cube(vjp: Primitive<object>["vjp"]): (x: Tensor) => Tensor {
  const primitive: Primitive<object> = {
    name: "cube",
    spec: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
    host: ([x], _, output) => output.data.set(x.data.map((value: number) => value ** 3)),
    vjp,
  };
  return (x) => apply(primitive, [x], {});
}

describe("the derivative check", () => {
  it("accepts a right rule", () => {
    expectRight(cube(({ inputs: [x] }, g, ops) => [ops.mul(g, ops.mul(3, ops.mul(x, x)))]));
  });

  it("rejects a first derivative that is wrong by one part in 100,000", () => {
    const wrong = cube(({ inputs: [x] }, g, ops) => [ops.mul(g, ops.mul(3.00003, ops.mul(x, x)))]);
    expect(() => expectRight(wrong)).toThrow("central difference");
  });

  it("rejects a rule that is right in first order only", () => {
    const flat = cube(({ inputs: [x] }, g, ops) => [
      ops.mul(g, ops.mul(3, stopGradient(ops.mul(x, x)))),
    ]);
    expect(() => expectRight(flat)).toThrow("central difference");
  });

  it("rejects a slope that is held constant, as in x stop(tanh x)", () => {
    expect(() => expectRight((x) => mul(x, stopGradient(tanh(x))))).toThrow("central difference");
    expect(() => expectRight((x) => add(mul(x, tanh(x)), x))).not.toThrow();
  });
});
