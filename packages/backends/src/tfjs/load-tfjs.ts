import { EngineError } from "@erlangen/numerics";
import type { Tfjs } from "./module.ts";

/** The backends that {@link tfjs} can load by itself. */
export type TfjsBackend = "cpu" | "wasm" | "webgl" | "webgpu" | "tensorflow" | "cuda";

/** Package that registers each backend, and its name inside TensorFlow.js. */
export const tfjsBackends: Readonly<
  Record<TfjsBackend, { readonly package: string; readonly backend: string }>
> = {
  cpu: { package: "@tensorflow/tfjs-backend-cpu", backend: "cpu" },
  wasm: { package: "@tensorflow/tfjs-backend-wasm", backend: "wasm" },
  webgl: { package: "@tensorflow/tfjs-backend-webgl", backend: "webgl" },
  webgpu: { package: "@tensorflow/tfjs-backend-webgpu", backend: "webgpu" },
  tensorflow: { package: "@tensorflow/tfjs-node", backend: "tensorflow" },
  cuda: { package: "@tensorflow/tfjs-node-gpu", backend: "tensorflow" },
};

/**
 * TensorFlow.js with a backend registered.
 *
 * @throws EngineError that says what to install when a package is missing, or why it does not load.
 */
export async function loadTfjs(backend: TfjsBackend): Promise<Tfjs> {
  const { package: name } = tfjsBackends[backend];
  // Names in variables: bundlers must not pull packages in that few users have.
  const core = "@tensorflow/tfjs-core";
  try {
    const tf = (await import(/* @vite-ignore */ core)) as Tfjs;
    await import(/* @vite-ignore */ name);
    return tf;
  } catch (cause) {
    const { code } = cause as { readonly code?: string };
    const reason = String(cause instanceof Error ? cause.message : cause).split("\n")[0];
    const isMissing = code === "ERR_MODULE_NOT_FOUND";
    throw new EngineError(
      isMissing
        ? `tfjs: expected the packages ${core} and ${name}, got not both; run \`npm install ${core} ${name}\` or pass \`module\``
        : `tfjs: expected ${name} to load, got: ${reason}`,
      { cause },
    );
  }
}
