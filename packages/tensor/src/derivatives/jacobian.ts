import { ArgumentError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { concatenate } from "../functions/concatenate.ts";
import { constant, zeros } from "../functions/creation.ts";
import { reshape } from "../functions/reshape.ts";
import { placeholder } from "../primitive.ts";
import type { Tensor } from "../tensor.ts";
import { substitute } from "../trace/substitute.ts";
import { backward } from "./backward.ts";
import { grad } from "./vjp.ts";

/**
 * All partial derivatives of a function from a tensor to a tensor.
 *
 * One reverse pass for each element of the result; the function itself is computed once. The result is again a
 * function of the language. Shapes: x `[...in]`, f(x) `[...out]` → `[...out, ...in]`.
 *
 * @param f - Its further arguments are held constant.
 * @throws ArgumentError when `x` or f(x) is not of a float type.
 *
 * ```ts
 * import { jacobian, square, tensor } from "@erlangen/tensor";
 *
 * jacobian((x) => square(x))(tensor([1, 2])).toArray(); // => [[2, 0], [0, 4]]
 * ```
 */
export function jacobian<Rest extends readonly unknown[]>(
  f: (x: Tensor, ...rest: Rest) => Tensor,
): (x: Tensor, ...rest: Rest) => Tensor {
  return (x, ...rest) => {
    const variable = placeholder(x, "variable");
    const value = f(variable, ...rest);
    for (const [name, { dtype }] of [
      ["x", x],
      ["f(x)", value],
    ] as const) {
      if (!isFloat(dtype))
        throw new ArgumentError(`jacobian: expected ${name} of float32 or float64, got ${dtype}`);
    }
    const rows = Array.from({ length: value.size }, (_, i) => {
      const unit = new Float64Array(value.size);
      unit[i] = 1;
      const cotangent = constant(unit, value.shape, value.dtype);
      const [row = zeros(x.shape, x.dtype)] = backward([value], [cotangent], [variable]);
      return reshape(row, [1, x.size]);
    });
    const shape = [...value.shape, ...x.shape];
    if (rows.length === 0) return zeros(shape, x.dtype);
    return substitute([reshape(concatenate(rows, 0), shape)], [variable], [x])[0];
  };
}

/**
 * All second partial derivatives of a function from a tensor to a scalar.
 *
 * Shapes: x `[...in]`, f(x) `[]` → `[...in, ...in]`.
 *
 * ```ts
 * import { hessian, mul, square, sum, tensor } from "@erlangen/tensor";
 *
 * hessian((x) => sum(mul(square(x), x)))(tensor([1, 2])).toArray(); // => [[6, 0], [0, 12]]
 * ```
 */
export function hessian<Rest extends readonly unknown[]>(
  f: (x: Tensor, ...rest: Rest) => Tensor,
): (x: Tensor, ...rest: Rest) => Tensor {
  return jacobian(grad(f));
}
