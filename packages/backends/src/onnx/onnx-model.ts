import { ArgumentError, EngineError, ShapeError } from "@erlangen/numerics";
import { formatShape, type Tensor } from "@erlangen/tensor";
import { firstLine, loadRuntime, runtimeOptions, type OnnxRuntime } from "../native/runtime.ts";
import type { RuntimeSession, RuntimeTensor } from "../native/runtime.ts";
import { readOnnx } from "./decode-model.ts";
import { fromRuntime, toRuntime } from "./foreign-tensor.ts";
import type { OnnxModelData, OnnxValue } from "./model.ts";

/** What {@link loadOnnx} accepts. */
export interface LoadOnnxOptions {
  /** Name of the file in error messages. */
  readonly source?: string;
  /** Threads inside one operator, >= 1. Default: 1. */
  readonly threads?: number;
  /** Used instead of the installed `onnxruntime-node`. */
  readonly module?: OnnxRuntime;
}

/** Tensors by name. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** An ONNX model that is ready to run. */
export interface OnnxModel {
  /** What the file holds. */
  readonly content: OnnxModelData;
  /** What has to be fed. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /**
   * Runs the model on one tensor for each input.
   *
   * @throws ArgumentError or ShapeError when an input is missing, unknown, or of another type or shape.
   * @throws EngineError when ONNX Runtime fails.
   */
  run(inputs: NamedTensors): Promise<NamedTensors>;
  dispose(): void;
}

/**
 * Loads an ONNX model, ours or not, into ONNX Runtime on the CPU.
 *
 * Inputs of int64 take int32 tensors; outputs of int64 and of the small integer types come out as int32.
 *
 * @param bytes - The whole file; constants in other files are not looked for.
 * @throws FormatError when the bytes are not an ONNX model; EngineError when ONNX Runtime is missing or refuses it.
 *
 * ```ts
 * import { graphToOnnx, loadOnnx } from "@erlangen/backends/onnx";
 * import { mul, tensor, trace } from "@erlangen/tensor";
 *
 * const { graph } = trace((x) => mul(x, x), [tensor([1, 2, 3])]);
 * const model = await loadOnnx(graphToOnnx(graph, { inputNames: ["x"], outputNames: ["y"] }));
 * const { y } = await model.run({ x: tensor([3, 4, 5]) });
 * y.toArray(); // => [9, 16, 25]
 * model.dispose();
 * ```
 */
export async function loadOnnx(
  bytes: Uint8Array,
  options: LoadOnnxOptions = {},
): Promise<OnnxModel> {
  const { threads = 1, source = "ONNX model" } = options;
  const content = readOnnx(bytes, { source });
  const runtime = await loadRuntime("loadOnnx", options.module);
  let session: RuntimeSession;
  try {
    session = await runtime.InferenceSession.create(bytes, runtimeOptions("cpu", threads));
  } catch (cause) {
    throw new EngineError(
      `loadOnnx: expected ONNX Runtime to load ${source}, got: ${firstLine(cause)}`,
      { cause },
    );
  }
  const constants = new Set(content.graph.initializers.map(({ name }) => name));
  const inputs = content.graph.inputs.filter(({ name }) => !constants.has(name));
  const { outputs } = content.graph;
  return {
    content,
    inputs,
    outputs,
    run: async (given) => {
      const feeds = feedsOf(runtime, inputs, given);
      let results: Readonly<Record<string, RuntimeTensor>>;
      try {
        results = await session.run(feeds);
      } catch (cause) {
        throw new EngineError(`loadOnnx: expected ${source} to run, got: ${firstLine(cause)}`, {
          cause,
        });
      }
      return Object.fromEntries(
        outputs.map(({ name }) => [name, fromRuntime(name, results[name])]),
      );
    },
    dispose: () => void session.release(),
  };
}

/** Loads a model, runs it once, and frees it. See {@link loadOnnx}. */
export async function runOnnx(
  bytes: Uint8Array,
  inputs: NamedTensors,
  options: LoadOnnxOptions = {},
): Promise<NamedTensors> {
  const model = await loadOnnx(bytes, options);
  try {
    return await model.run(inputs);
  } finally {
    model.dispose();
  }
}

function feedsOf(
  runtime: OnnxRuntime,
  inputs: readonly OnnxValue[],
  given: NamedTensors,
): Record<string, RuntimeTensor> {
  const names = inputs.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ArgumentError(
      `loadOnnx: expected inputs named ${names.join(", ")}, got "${unknown}" too`,
    );
  }
  return Object.fromEntries(
    inputs.map((input) => {
      const tensor = Object.hasOwn(given, input.name) ? given[input.name] : undefined;
      if (tensor === undefined) {
        throw new ArgumentError(
          `loadOnnx: expected inputs named ${names.join(", ")}, got no "${input.name}"`,
        );
      }
      expectShape(input, tensor);
      return [input.name, toRuntime(runtime, input, tensor)];
    }),
  );
}

/** Lengths that the file knows by name only may be anything. */
function expectShape({ name, shape }: OnnxValue, tensor: Tensor): void {
  const fits =
    shape.length === tensor.rank &&
    shape.every((length, axis) => typeof length === "string" || length === tensor.shape[axis]);
  if (fits) return;
  throw new ShapeError(
    `loadOnnx: expected ${name} of shape [${shape.join(", ")}], got ${formatShape(tensor.shape)}`,
  );
}
