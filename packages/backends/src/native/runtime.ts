import { EngineError } from "@erlangen/numerics";
import type { DType, Storage } from "@erlangen/tensor";

/** Where ONNX Runtime computes. */
export type NativeDevice = "cpu" | "webgpu" | "cuda";

/** What this package uses of `onnxruntime-node`, so that another build of it can be passed in. */
export interface OnnxRuntime {
  readonly Tensor: {
    new (type: DType, data: Storage, shape: readonly number[]): RuntimeTensor;
    new (type: "int64", data: BigInt64Array, shape: readonly number[]): RuntimeTensor;
  };
  readonly InferenceSession: {
    create(model: Uint8Array, options: RuntimeOptions): Promise<RuntimeSession>;
  };
  readonly env: { readonly versions: { readonly node?: string } };
}

/** A tensor of ONNX Runtime in host memory. */
export interface RuntimeTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** A loaded model. */
export interface RuntimeSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Results go into the tensors of `fetches`, in place, or into new memory where there is null or nothing. */
  run(
    feeds: Readonly<Record<string, RuntimeTensor>>,
    fetches?: Readonly<Record<string, RuntimeTensor | null>>,
  ): Promise<Readonly<Record<string, RuntimeTensor>>>;
  release(): Promise<void>;
}

/** How a model is loaded. */
export interface RuntimeOptions {
  readonly executionProviders: readonly string[];
  readonly graphOptimizationLevel: "all";
  readonly intraOpNumThreads: number;
  readonly logSeverityLevel: 4;
}

/**
 * ONNX Runtime, loaded on first use.
 *
 * @param module - Used instead of the installed package.
 * @throws EngineError when the package is missing or its native library does not load.
 */
export async function loadRuntime(caller: string, module?: OnnxRuntime): Promise<OnnxRuntime> {
  if (module !== undefined) return module;
  try {
    return await import("onnxruntime-node");
  } catch (cause) {
    const missing = (cause as { code?: string }).code === "ERR_MODULE_NOT_FOUND";
    throw new EngineError(
      missing
        ? `${caller}: expected the package onnxruntime-node, got none; run \`npm install onnxruntime-node\` or pass \`module\``
        : `${caller}: expected onnxruntime-node to load, got: ${firstLine(cause)}; ` +
            "run `npm install onnxruntime-node` again on this machine or pass `module`",
      { cause },
    );
  }
}

/** The options with which every model is loaded. Severity 4: the library prints nothing. */
export function runtimeOptions(provider: string, threads: number): RuntimeOptions {
  return {
    executionProviders: [provider],
    graphOptimizationLevel: "all",
    intraOpNumThreads: threads,
    logSeverityLevel: 4,
  };
}

/** The first line of what was thrown, without the source position that ONNX Runtime puts before it. */
export function firstLine(thrown: unknown): string {
  const [line] = (thrown instanceof Error ? thrown.message : String(thrown)).split("\n");
  return line.replace(/^\/\S+:\d+ .*?(?:::<lambda\(\)>|\)) (?=\S)/, "").trim();
}
