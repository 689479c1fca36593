import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { operations } from "../functions/operations.ts";
import { placeholder } from "../primitive.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { substitute, substituteOnto } from "../trace/substitute.ts";
import { flatten, unflatten, type Tree } from "../tree.ts";
import { backward } from "./backward.ts";

/** A function and its derivative at a point, before numbers are put in. */
interface Linearized {
  readonly value: Tree;
  readonly outputs: readonly Tensor[];
  readonly variables: readonly Tensor[];
}

function linearize<T extends Tree>(caller: string, f: (x: T) => Tree, point: T): Linearized {
  const { leaves, structure } = flatten(caller, point);
  const variables = leaves.map((leaf, i) => {
    if (!isFloat(leaf.dtype)) {
      throw new ArgumentError(
        `${caller}: expected a point of float32 or float64 tensors, got ${leaf.dtype} ${formatShape(leaf.shape)} (leaf ${i})`,
      );
    }
    return placeholder(leaf, `variable ${i}`);
  });
  const value = f(unflatten<T>(structure, variables));
  return { value, outputs: flatten(caller, value).leaves, variables };
}

/**
 * Value and gradient of a scalar function with respect to its first argument.
 *
 * The result is again a function of the language: it can be compiled, and differentiated again. An argument without a
 * type annotation is taken for one tensor.
 *
 * @param f - Maps a tree of float tensors (and further arguments, held constant) to a scalar tensor.
 * @returns A function to `[f(x), df/dx]`; the gradient has the arrangement and shapes of `x`.
 * @throws ShapeError when `f` does not return one scalar; ArgumentError when `x` holds integers.
 *
 * ```ts
 * import { mul, tanh, tensor, valueAndGrad } from "@erlangen/tensor";
 *
 * const [value, slope] = valueAndGrad((x) => mul(x, tanh(x)))(tensor(0.7, [], "float64"));
 * value.item(); // => 0.4230574
 * slope.item(); // => 1.0486855
 * ```
 */
export function valueAndGrad<Rest extends readonly unknown[]>(
  f: (x: Tensor, ...rest: Rest) => Tensor,
): (x: Tensor, ...rest: Rest) => [value: Tensor, gradient: Tensor];
export function valueAndGrad<T extends Tree, Rest extends readonly unknown[]>(
  f: (x: T, ...rest: Rest) => Tensor,
): (x: T, ...rest: Rest) => [value: Tensor, gradient: T];
export function valueAndGrad<T extends Tree, Rest extends readonly unknown[]>(
  f: (x: T, ...rest: Rest) => Tensor,
): (x: T, ...rest: Rest) => [value: Tensor, gradient: T] {
  return (x, ...rest) => {
    const { leaves, structure } = flatten("valueAndGrad", x);
    const { outputs, variables } = linearize("valueAndGrad", (point: T) => f(point, ...rest), x);
    const [value] = outputs;
    if (outputs.length !== 1 || value.shape.length !== 0 || !isFloat(value.dtype)) {
      throw new ShapeError(
        `valueAndGrad: expected f to return one float scalar of shape [], got ${outputs
          .map((output) => `${output.dtype} ${formatShape(output.shape)}`)
          .join(" and ")}`,
      );
    }
    const one = operations.constant(Float64Array.of(1), [], value.dtype);
    const gradients = orZeros(backward(outputs, [one], variables), variables);
    const [number, ...slopes] = substitute([value, ...gradients], variables, leaves);
    return [number, unflatten<T>(structure, slopes)];
  };
}

/**
 * Gradient of a scalar function with respect to its first argument; see {@link valueAndGrad}.
 *
 * ```ts
 * import { grad, mul, tanh, tensor } from "@erlangen/tensor";
 *
 * const second = grad(grad((x) => mul(x, tanh(x))));
 * second(tensor(0.7, [], "float64")).item(); // => 0.7324
 * ```
 */
export function grad<Rest extends readonly unknown[]>(
  f: (x: Tensor, ...rest: Rest) => Tensor,
): (x: Tensor, ...rest: Rest) => Tensor;
export function grad<T extends Tree, Rest extends readonly unknown[]>(
  f: (x: T, ...rest: Rest) => Tensor,
): (x: T, ...rest: Rest) => T;
export function grad<T extends Tree, Rest extends readonly unknown[]>(
  f: (x: T, ...rest: Rest) => Tensor,
): (x: T, ...rest: Rest) => T {
  const both = valueAndGrad<T, Rest>(f);
  return (x, ...rest) => both(x, ...rest)[1];
}

/**
 * Value of `f` at `x`, and the map from a cotangent u of the value to the cotangent u^T df/dx of `x`.
 *
 * @param f - Maps a tree of float tensors to a tree of tensors.
 * @returns `value`, and `pullback(u)` where `u` has the arrangement and shapes of the value.
 * @throws ArgumentError when `u` does not fit.
 */
export function vjp<T extends Tree, R extends Tree>(
  f: (x: T) => R,
  x: T,
): { value: R; pullback: (cotangent: R) => T } {
  const { leaves, structure } = flatten("vjp", x);
  const { value, outputs, variables } = linearize("vjp", f, x);
  const shape = flatten("vjp", value).structure;
  // Value and pullback share one forward pass, so that a derivative of both walks back through it once.
  const forward = new Map<Tensor, Tensor>();
  return {
    value: unflatten<R>(shape, substituteOnto(forward, outputs, variables, leaves)),
    pullback: (cotangent) => {
      const given = flatten("vjp", cotangent).leaves;
      if (given.length !== outputs.length) {
        throw new ArgumentError(
          `vjp: expected a cotangent of ${outputs.length} tensors, got ${given.length}`,
        );
      }
      const slots = given.map((leaf, i) => placeholder(leaf, `cotangent ${i}`));
      const flowing = orZeros(backward(outputs, slots, variables), variables);
      return unflatten<T>(
        structure,
        substituteOnto(new Map(forward), flowing, [...variables, ...slots], [...leaves, ...given]),
      );
    },
  };
}

/**
 * Value of `f` at `x`, and its directional derivative (df/dx) v.
 *
 * Computed as the transpose of the transpose, so that each primitive needs one rule only.
 *
 * @param tangent - Same arrangement and shapes as `x`.
 */
export function jvp<T extends Tree, R extends Tree>(
  f: (x: T) => R,
  x: T,
  tangent: T,
): { value: R; tangent: R } {
  const { leaves } = flatten("jvp", x);
  const { value, outputs, variables } = linearize("jvp", f, x);
  const directions = flatten("jvp", tangent).leaves;
  if (directions.length !== leaves.length) {
    throw new ArgumentError(
      `jvp: expected a tangent of ${leaves.length} tensors, got ${directions.length}`,
    );
  }
  const slots = outputs.map((output, i) => placeholder(output, `cotangent ${i}`));
  const transposed = backward(outputs, slots, variables);
  const pushed = orZeros(backward(orZeros(transposed, variables), directions, slots), outputs);
  const results = substitute([...outputs, ...pushed], variables, leaves);
  const shape = flatten("jvp", value).structure;
  return {
    value: unflatten<R>(shape, results.slice(0, outputs.length)),
    tangent: unflatten<R>(shape, results.slice(outputs.length)),
  };
}

function orZeros(tensors: readonly (Tensor | undefined)[], like: readonly Tensor[]): Tensor[] {
  return tensors.map((t, i) => t ?? operations.zeros(like[i].shape, like[i].dtype));
}
