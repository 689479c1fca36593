import type { Tensor } from "@erlangen/tensor";
import type { Differentiable } from "../derivative-check.ts";
import type { Domain, Draw } from "../draw.ts";

/** A function and a point for it, of randomly drawn shapes. */
export interface DerivativeCase {
  readonly f: Differentiable;
  readonly inputs: readonly Tensor[];
}

/** How to make a case of a draw. */
export type CaseMaker = (draw: Draw) => DerivativeCase;

/** A function of one tensor of any shape. */
export function ofOne(f: (x: Tensor) => Tensor, domain: Domain = "any"): CaseMaker {
  return (draw) => ({ f, inputs: [draw.tensor(domain)] });
}

/** A function of two tensors that broadcast, either of which may be the smaller, or a number. */
export function ofTwo(
  f: (a: Tensor | number, b: Tensor | number) => Tensor,
  domains: readonly [Domain, Domain] = ["any", "any"],
): CaseMaker {
  return (draw) => {
    const [first, second] = domains;
    switch (draw.integer(0, 3)) {
      case 0:
        return { f, inputs: [draw.tensor(first), draw.tensor(second)] };
      case 1:
        return { f, inputs: [draw.tensor(first, draw.smaller()), draw.tensor(second)] };
      case 2:
        return { f, inputs: [draw.tensor(first), draw.tensor(second, draw.smaller())] };
      default: {
        // Drawn here and not in f, which has to be the same function each time.
        const [a, b] = [draw.tensor(first, []).item(), draw.tensor(second, []).item()];
        return draw.flag()
          ? { f: (x) => f(a, x), inputs: [draw.tensor(second)] }
          : { f: (x) => f(x, b), inputs: [draw.tensor(first)] };
      }
    }
  };
}
