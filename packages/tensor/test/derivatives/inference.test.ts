import {
  add,
  compile,
  compileStep,
  grad,
  mul,
  sum,
  tanh,
  tensor,
  valueAndGrad,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, expectTypeOf, it } from "vitest";

interface Line {
  readonly [name: string]: Tensor;
  readonly slope: Tensor;
  readonly offset: Tensor;
}

const line = { slope: tensor(2, []), offset: tensor(1, []) };
const square = (p: Line, x: Tensor): Tensor => {
  const y = add(mul(p.slope, x), p.offset);
  return sum(mul(y, y));
};

/** A function that does not know which tree it differentiates. */
function slopesOf<P extends Line>(p: P): P {
  return grad((q: P) => square(q, tensor(3, [])))(p);
}

describe("arguments of functions without type annotations", () => {
  it("are tensors for grad, also nested and with further arguments", () => {
    const second = grad(grad((x) => mul(x, tanh(x))));
    expectTypeOf(second).parameter(0).toEqualTypeOf<Tensor>();
    expect(second(tensor(0.7, [], "float64")).item()).toBeCloseTo(0.7324, 4);
    const along = grad((x, factor: number) => mul(x, factor));
    expectTypeOf(along).parameters.toEqualTypeOf<[x: Tensor, factor: number]>();
    expect(along(tensor(1, []), 3).item()).toBe(3);
  });

  it("are tensors for valueAndGrad", () => {
    const [value, slope] = valueAndGrad((x) => mul(x, x))(tensor(3, []));
    expectTypeOf(slope).toEqualTypeOf<Tensor>();
    expect([value.item(), slope.item()]).toEqual([9, 6]);
  });

  it("are tensors for compile and compileStep, as many as the function takes", async () => {
    const product = compile((x, y) => mul(x, y));
    expectTypeOf(product).parameters.toEqualTypeOf<[x: Tensor, y: Tensor]>();
    expect((await product(tensor(2, []), tensor(3, []))).item()).toBe(6);
    const running = compileStep((total, x) => [add(total, x), total], tensor(1, []));
    expectTypeOf<Parameters<typeof running.step>>().toEqualTypeOf<[x: Tensor]>();
    expect((await running.step(tensor(2, []))).item()).toBe(1);
    running.dispose();
  });
});

describe("trees", () => {
  it("keep their type through grad and compile", async () => {
    const slopes = grad(square);
    expectTypeOf(slopes).toEqualTypeOf<(x: Line, rest_0: Tensor) => Line>();
    expect(slopes(line, tensor(3, []))["slope"].item()).toBe(42);
    const compiled = compile(valueAndGrad(square));
    expectTypeOf(compiled).parameter(0).toEqualTypeOf<Line>();
    const [value, { offset }] = await compiled(line, tensor(3, []));
    expect([value.item(), offset.item()]).toEqual([49, 14]);
  });

  it("may be type parameters", () => {
    expect(slopesOf(line).offset.item()).toBe(14);
  });
});
