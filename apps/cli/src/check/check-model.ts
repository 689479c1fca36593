import { loadOnnx } from "@erlangen/backends/onnx";
import {
  equivarianceError,
  type EquivarianceError,
  type EuclideanGroupName,
} from "@erlangen/metrics";
import { ErlangenError, type Random } from "@erlangen/numerics";
import { tensor } from "@erlangen/tensor";
import { modelSignature, type CheckedInput } from "./model-signature.ts";
import type { NamedIrreps } from "./representation-arguments.ts";

/** What a model is checked for. */
export interface CheckModelOptions {
  /** Name of the file in messages. */
  readonly source: string;
  readonly group: EuclideanGroupName;
  readonly input: NamedIrreps;
  readonly output: NamedIrreps;
  readonly elements: number;
  /** Standard deviation of random inputs, or of their differences from the reference in the file. */
  readonly scale: number | undefined;
  readonly random: Random;
}

type Arrays = Readonly<Record<string, Float64Array>>;

/**
 * Equivariance error of an ONNX model.
 *
 * Inputs are normal random numbers of standard deviation `scale` (default 1); where the file holds reference numbers,
 * these plus such noise (default 0.1).
 *
 * @throws ArgumentError when options do not fit the model; ErlangenError with code `domain` when its outputs are not
 * what they say, or not finite.
 */
export async function checkModel(
  bytes: Uint8Array,
  options: CheckModelOptions,
): Promise<EquivarianceError> {
  const model = await loadOnnx(bytes, { source: options.source });
  let running = false;
  try {
    const { inputs, outputs } = modelSignature(model, options.input, options.output);
    const evaluate = async (x: Arrays): Promise<Arrays> => {
      running = true;
      const feeds = Array.from(inputs, ([name, { shape, dtype }]) => [
        name,
        tensor(x[name], shape, dtype),
      ]);
      const results = await model.run(Object.fromEntries(feeds));
      return Object.fromEntries(
        Array.from(outputs, ([name]) => [name, Float64Array.from(results[name].data)]),
      );
    };
    return await equivarianceError(evaluate, {
      input: Object.fromEntries(Array.from(inputs, ([name, { irreps }]) => [name, irreps])),
      output: Object.fromEntries(outputs),
      random: options.random,
      elements: options.elements,
      group: options.group,
      inputs: (random) =>
        Object.fromEntries(
          Array.from(inputs, ([name, input]) => [
            name,
            drawInput(input, options.scale, random.split(name)),
          ]),
        ),
    });
  } catch (error) {
    // Once the model runs, what does not fit is its doing, not that of the arguments.
    if (!running || !(error instanceof ErlangenError)) throw error;
    throw new ErlangenError("domain", `${options.source}: ${error.message}`, { cause: error });
  } finally {
    model.dispose();
  }
}

/** Rounded to the element type of the model, so that rounding is no part of f(x). */
function drawInput(
  { shape, dtype, reference }: CheckedInput,
  scale: number | undefined,
  random: Random,
): Float64Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const deviation = scale ?? (reference === undefined ? 1 : 0.1);
  const drawn = random.normal(size).map((z, i) => (reference?.[i] ?? 0) + deviation * z);
  return dtype === "float32" ? Float64Array.from(drawn, Math.fround) : drawn;
}
