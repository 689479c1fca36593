import {
  abs,
  add,
  grad,
  graphOf,
  interpretOnHost,
  isFloat,
  jvp,
  mul,
  placeholder,
  sum,
  Tensor,
  tensor,
  trace,
  vjp,
} from "@erlangen/tensor";
import type { Random } from "@erlangen/numerics";
import { expect } from "vitest";

/** Agreement with central differences, relative to the sum of |slope · direction|. */
const numericTolerance = 1e-6;
/** Agreement of two exact derivatives, relative to the same. */
const exactTolerance = 1e-10;
/** What rounding alone may leave where the true derivative vanishes, relative to 1 + |value|. */
const roundingFloor = 1e-9;

/** A function of float64 tensors to one or several tensors; all results must be float64. */
export type Differentiable = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/**
 * Checks the derivatives of `f` at `inputs`: first order (reverse, forward) and second order against central
 * differences along random directions, forward against reverse, the symmetry of the second derivative, and that
 * neither tracing nor simplification changes a value.
 *
 * @param inputs - Away from kinks by more than 0.01 in each element.
 */
export function expectDerivatives(
  f: Differentiable,
  inputs: readonly Tensor[],
  random: Random,
): void {
  const outputs = listOf(f(...inputs));
  for (const output of outputs) expect(isFloat(output.dtype)).toBe(true);
  const like = (part: string, tensors: readonly Tensor[]): Tensor[] =>
    tensors.map(({ shape, size }, i) =>
      tensor(directions(random.split(part).split(i), size), shape),
    );
  const u = like("cotangent", outputs);
  const v = like("tangent", inputs);
  const w = like("second tangent", inputs);
  const list = (xs: readonly Tensor[]): Tensor[] => listOf(f(...xs));
  // L(x) = <u, f(x)> has all first derivatives, G_w(x) = <dL/dx, w> all second ones, w.p. 1.
  const first = (xs: readonly Tensor[]): Tensor => contract(u, list(xs));
  const along = (direction: readonly Tensor[]) => (xs: readonly Tensor[]) =>
    contract(direction, grad(first)(xs));

  const reverse = vjp(list, inputs);
  reverse.value.forEach((value, i) => expect(value.data).toEqual(outputs[i].data));
  const slopes = reverse.pullback(u);
  slopes.forEach((slope, i) => expect(slope.shape).toEqual(inputs[i].shape));
  // The mean of nothing is NaN, the largest of nothing infinite: shapes are all that can be checked.
  if (
    inputs.some(({ size }) => size === 0) &&
    !outputs.every(({ data }) => data.every(Number.isFinite))
  )
    return;

  const forward = jvp(list, inputs, v);
  const firstOrder = new Agreement(slopes, v, evaluate(first, inputs));
  firstOrder.expect("jvp", dot(u, forward.tangent), exactTolerance);
  firstOrder.expect("central difference", centralDifference(first, inputs, v), numericTolerance);

  const curvature = grad(along(w))(inputs);
  const secondOrder = new Agreement(curvature, v, dot(slopes, w));
  const program = trace((xs: readonly Tensor[]) => grad(along(w))(xs), [inputs]);
  const simplified = interpretOnHost(program.graph, inputs);
  secondOrder.expect("simplified program", dot(simplified, v), exactTolerance);
  secondOrder.expect("symmetry", dot(grad(along(v))(inputs), w), exactTolerance);
  secondOrder.expect(
    "central difference",
    centralDifference(along(w), inputs, v),
    numericTolerance,
  );
}

/** A derivative along a direction, and how near other computations of it come. */
class Agreement {
  readonly #exact: number;
  readonly #scale: number;
  readonly #floor: number;

  constructor(slopes: readonly Tensor[], direction: readonly Tensor[], value: number) {
    this.#exact = dot(slopes, direction);
    this.#scale = contract(slopes.map(abs), direction.map(abs)).item();
    this.#floor = roundingFloor * (1 + Math.abs(value));
  }

  expect(what: string, other: number, tolerance: number): void {
    const error = Math.abs(other - this.#exact);
    const bound = tolerance * Math.max(this.#scale, Math.abs(other)) + this.#floor;
    expect(error <= bound, `${what}: expected ${this.#exact}, got ${other}, bound ${bound}`).toBe(
      true,
    );
  }
}

/**
 * d/dt f(x + t v) at t = 0, by Richardson extrapolation of central differences.
 *
 * Source: Ridders (1982), «Accurate computation of F'(x) and F'(x) F''(x)».
 */
function centralDifference(
  f: (xs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  v: readonly Tensor[],
): number {
  const variables = inputs.map((input, i) => placeholder(input, `input ${i}`));
  const graph = graphOf(variables, [f(variables)]);
  const at = (t: number): number => {
    const moved = inputs.map(({ data, shape }, i) =>
      tensor(
        Float64Array.from(data, (x, j) => x + t * v[i].data[j]),
        shape,
      ),
    );
    return interpretOnHost(graph, moved)[0].item();
  };
  const table: number[][] = [];
  let best = Number.NaN;
  let smallest = Infinity;
  for (let level = 0; level < 6; level++) {
    const h = 0.01 / 2 ** level;
    const row = [(at(h) - at(-h)) / (2 * h)];
    for (let k = 1; k <= level; k++) {
      row.push(row[k - 1] + (row[k - 1] - table[level - 1][k - 1]) / (4 ** k - 1));
      const error = Math.max(
        Math.abs(row[k] - row[k - 1]),
        Math.abs(row[k] - table[level - 1][k - 1]),
      );
      if (error <= smallest) {
        smallest = error;
        best = row[k];
      }
    }
    table.push(row);
  }
  return best;
}

function evaluate(f: (xs: readonly Tensor[]) => Tensor, inputs: readonly Tensor[]): number {
  return f(inputs).item();
}

/** Numbers in ±[0.3, 1]: no slope goes unseen. */
function directions(random: Random, count: number): Float64Array {
  return random.uniform(count).map((x) => (x < 0.5 ? -1 + 1.4 * x : 0.3 + 1.4 * (x - 0.5)));
}

function contract(weights: readonly Tensor[], xs: readonly Tensor[]): Tensor {
  return xs.map((x, i) => sum(mul(x, weights[i]))).reduce(add);
}

function dot(a: readonly Tensor[], b: readonly Tensor[]): number {
  return contract(a, b).item();
}

function listOf(value: Tensor | readonly Tensor[]): Tensor[] {
  return value instanceof Tensor ? [value] : [...value];
}
