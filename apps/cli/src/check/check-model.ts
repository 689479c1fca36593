import { loadOnnx, type OnnxModel } from "@erlangen/backends/onnx";
import { ErlangenError, type Random } from "@erlangen/numerics";
import { tensor } from "@erlangen/tensor";
import { checkMotions } from "./check-motions.ts";
import type { CheckGroup } from "./check-group.ts";
import { checkActions } from "./check-actions.ts";
import type { ModelSignature } from "./model-signature.ts";
import type { NamedTexts } from "./representation-arguments.ts";

/** What a model is checked for. */
export interface CheckModelOptions {
  /** Name of the file in messages. */
  readonly source: string;
  readonly group: CheckGroup;
  readonly input: NamedTexts;
  readonly output: NamedTexts;
  readonly elements: number;
  /** Whether to measure the error along an orbit too. */
  readonly orbit: boolean;
  /** Standard deviation of random inputs, or of their differences from the reference in the file. */
  readonly scale: number | undefined;
  readonly random: Random;
}

/** Errors over an orbit, each element in words. */
export interface CheckedOrbit {
  /** What the orbit is, such as `rotations about (0.2, 0.9, 0.4)`. */
  readonly along: string;
  readonly points: readonly {
    readonly element: string;
    readonly max: number;
    readonly mean: number;
  }[];
  readonly max: number;
  readonly mean: number;
}

/** What {@link checkModel} measured. */
export interface CheckedModel {
  readonly error: number;
  /** Error of each output by name. */
  readonly outputs: Readonly<Record<string, number>>;
  readonly worst: {
    readonly output: string;
    readonly value: number;
    /** As data, and in words. */
    readonly element: object;
    readonly text: string;
  };
  /** How many elements were tried, and whether these are all. */
  readonly elements: number;
  readonly complete: boolean;
  readonly orbit: CheckedOrbit | undefined;
}

/** Arrays by the name of an input or output. */
export type Arrays = Readonly<Record<string, Float64Array>>;

/** A model as a function of arrays. */
export interface RunnableModel {
  readonly model: Pick<OnnxModel, "content" | "inputs" | "outputs">;
  /** The outputs that are asked for, and the shapes that they had last. */
  readonly evaluate: <Action>(signature: ModelSignature<Action>, x: Arrays) => Promise<Arrays>;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

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
): Promise<CheckedModel> {
  const model = await loadOnnx(bytes, { source: options.source });
  let running = false;
  const shapes = new Map<string, readonly number[]>();
  const runnable: RunnableModel = {
    model,
    shapes,
    evaluate: async ({ inputs, outputs }, x) => {
      running = true;
      const feeds = Array.from(inputs, ([name, { shape, dtype }]) => [
        name,
        tensor(x[name], shape, dtype),
      ]);
      const results = await model.run(Object.fromEntries(feeds));
      for (const name of outputs.keys()) shapes.set(name, results[name].shape);
      return Object.fromEntries(
        Array.from(outputs.keys(), (name) => [name, Float64Array.from(results[name].data)]),
      );
    },
  };
  try {
    return await (options.group.kind === "space"
      ? checkMotions(runnable, options, options.group.name)
      : checkActions(runnable, options, options.group));
  } catch (error) {
    // Once the model runs, what does not fit is its doing, not that of the arguments.
    if (!running || !(error instanceof ErlangenError)) throw error;
    throw new ErlangenError("domain", `${options.source}: ${error.message}`, { cause: error });
  } finally {
    model.dispose();
  }
}
