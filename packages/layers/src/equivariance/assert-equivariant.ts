import type { Representation } from "@erlangen/groups";
import type { Random } from "@erlangen/numerics";
import { tensor, type FloatDType, type Tensor, type Tree } from "@erlangen/tensor";
import type { InitOptions } from "../layer.ts";
import { describeOrthogonal, EquivarianceError, relativeDifference } from "./equivariance-error.ts";

/** What {@link assertEquivariant} checks: any layer, or a compiled one. */
export interface CheckedLayer<Parameters extends Tree, Element> {
  readonly input: readonly Representation<Element>[];
  readonly output: Representation<Element>;
  init(random: Random, options?: InitOptions): Parameters;
  apply(parameters: Parameters, ...inputs: readonly Tensor[]): Tensor | Promise<Tensor>;
}

/** Options of {@link assertEquivariant}. */
export interface AssertEquivariantOptions<Parameters extends Tree, Element> {
  /** Draws parameters, inputs and group elements. */
  readonly random: Random;
  /** Default: those that `init` draws. */
  readonly parameters?: Parameters;
  /** One `[rows, dim]` for each input; default normal numbers. */
  readonly inputs?: readonly Tensor[];
  /** Rows of drawn inputs; default 4. */
  readonly rows?: number;
  /** Element type of drawn parameters and inputs; default `float32`. */
  readonly dtype?: FloatDType;
  /** Largest error that passes; default 1e-5 in float32, 1e-12 in float64. */
  readonly tolerance?: number;
  /** Elements to try, or how many to draw (default 8). */
  readonly elements?: number | readonly Element[];
}

/** How large the largest error was. */
export interface EquivarianceReport {
  /** max |f(g x) - g f(x)| / max |f(x)| over the elements that were tried. */
  readonly error: number;
  /** The element with the largest error, in words. */
  readonly element: string;
}

/**
 * Throws unless f(g x) = g f(x) at random inputs for random elements g of the group, inversions included.
 *
 * The error of an element is max |f(g x) - g f(x)| / max |f(x)|.
 *
 * @returns The largest error that was seen.
 * @throws EquivarianceError (the promise rejects) that names the element with the largest error.
 *
 * ```ts
 * import { assertEquivariant, irrepsLinear } from "@erlangen/layers";
 * import { Random } from "@erlangen/numerics";
 *
 * const random = Random.fromSeed(0);
 * const { error } = await assertEquivariant(irrepsLinear("4x0e + 2x1o", "3x0e + 3x1o"), { random });
 * error < 1e-6; // => true
 * ```
 */
export async function assertEquivariant<Parameters extends Tree, Element>(
  layer: CheckedLayer<Parameters, Element>,
  options: AssertEquivariantOptions<Parameters, Element>,
): Promise<EquivarianceReport> {
  const { random, rows = 4, elements = 8 } = options;
  const drawn = (representation: Representation<Element>, k: number): Tensor =>
    tensor(
      random
        .split("inputs")
        .split(k)
        .normal(rows * representation.dim),
      [rows, representation.dim],
      options.dtype ?? "float32",
    );
  const inputs = options.inputs ?? layer.input.map(drawn);
  const dtype = (inputs[0]?.dtype ?? options.dtype ?? "float32") as FloatDType;
  const parameters = options.parameters ?? layer.init(random.split("parameters"), { dtype });
  const tolerance = options.tolerance ?? (dtype === "float64" ? 1e-12 : 1e-5);
  const { group } = layer.output;
  const stream = random.split("elements");
  const tried =
    typeof elements === "number"
      ? Array.from({ length: elements }, (_, k) => group.sample(stream.split(k)))
      : elements;
  const output = await layer.apply(parameters, ...inputs);
  let worst: EquivarianceReport = { error: 0, element: "none" };
  for (const g of tried) {
    const turned = inputs.map((x, k) => transform(x, layer.input[k].matrix(g)));
    const after = await layer.apply(parameters, ...turned);
    const before = transform(output, layer.output.matrix(g));
    const error = relativeDifference(after.data, before.data);
    if (error > worst.error) worst = { error, element: describeElement(group.name, g) };
  }
  if (!(worst.error <= tolerance)) {
    throw new EquivarianceError(
      `assertEquivariant: expected |f(gx) - g f(x)| <= ${tolerance} max|f(x)| for all g in ${group.name}, got ${worst.error.toExponential(2)} for ${worst.element}`,
      worst,
    );
  }
  return worst;
}

/** Rows x -> x Mᵀ, summed in float64. */
export function transform(x: Tensor, matrix: Float64Array): Tensor {
  const dim = x.shape[x.rank - 1];
  const result = new Float64Array(x.size);
  const { data } = x;
  for (let start = 0; start < data.length; start += dim) {
    for (let i = 0; i < dim; i++) {
      let sum = 0;
      for (let j = 0; j < dim; j++) sum += matrix[i * dim + j] * data[start + j];
      result[start + i] = sum;
    }
  }
  return tensor(result, x.shape, x.dtype);
}

function describeElement(group: string, g: unknown): string {
  return g instanceof Float64Array && g.length === 9 && /^S?O\(3\)$/.test(group)
    ? describeOrthogonal(g)
    : String(g);
}
