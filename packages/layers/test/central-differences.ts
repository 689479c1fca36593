import type { Random } from "@erlangen/numerics";
import {
  add,
  flatten,
  grad,
  mapTree,
  mul,
  sum,
  tensor,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";
import { expect } from "vitest";
import { tolerances } from "./closeness.ts";

/**
 * Asserts that first and second derivatives of a scalar function agree with central differences along random
 * directions, relative to the size of the derivative (at least 1).
 */
export function expectDerivatives<T extends Tree>(f: (x: T) => Tensor, x: T, random: Random): void {
  const direction = (name: string): T =>
    mapTree(x, (leaf, i) =>
      tensor(random.split(name).split(i).normal(leaf.size), leaf.shape, leaf.dtype),
    );
  const along = (tree: T, v: T): Tensor => {
    const others = flatten("test", v).leaves;
    return flatten("test", tree)
      .leaves.map((leaf, i) => sum(mul(leaf, others[i])))
      .reduce((a, b) => add(a, b));
  };
  const [v, w] = [direction("v"), direction("w")];
  const slope = (point: T): Tensor => along(grad(f)(point), w);
  expectSlope(f, x, v, along(grad(f)(x), v).item());
  expectSlope(slope, x, v, along(grad(slope)(x), v).item());
}

function expectSlope<T extends Tree>(f: (x: T) => Tensor, x: T, v: T, slope: number): void {
  const at = (step: number): number => {
    const directions = flatten("test", v).leaves;
    return f(mapTree(x, (leaf, i) => add(leaf, mul(directions[i], step)))).item();
  };
  // Fourth order, so that a step far above rounding suffices.
  const h = 1e-3;
  const measured = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
  expect(Math.abs(measured - slope)).toBeLessThanOrEqual(
    tolerances.differences * Math.max(1, Math.abs(slope)),
  );
}
