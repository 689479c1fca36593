import { EngineError } from "@erlangen/numerics";

/** The part of the optional package `webgpu` (Dawn) that is used. */
interface DawnModule {
  readonly create: (options: string[]) => GPU;
}

/** Implementations that were created here: Dawn ends its devices when its own object is collected. */
let dawn: GPU | undefined;

/**
 * WebGPU of the browser, or in Node that of the optional package `webgpu`.
 *
 * @throws EngineError when there is neither, with what to install.
 */
export async function findGpu(): Promise<GPU> {
  const own = (globalThis as { readonly navigator?: { readonly gpu?: GPU } }).navigator?.gpu;
  if (own !== undefined) return own;
  if (dawn !== undefined) return dawn;
  if (!("process" in globalThis)) {
    throw new EngineError(
      "webgpu: expected a browser with WebGPU in a secure context (https or localhost), got none",
    );
  }
  let module: DawnModule;
  try {
    // A variable keeps bundlers for browsers from looking for the package.
    const name = "webgpu";
    module = (await import(/* @vite-ignore */ name)) as DawnModule;
  } catch (cause) {
    const missing = (cause as { code?: string }).code === "ERR_MODULE_NOT_FOUND";
    throw new EngineError(
      missing
        ? "webgpu: expected the package webgpu, got none; run `npm install webgpu` or pass `gpu`"
        : `webgpu: expected the package webgpu to load, got: ${String(cause).split("\n")[0]}; ` +
            "run `npm install webgpu` again on this machine or pass `gpu`",
      { cause },
    );
  }
  dawn = module.create([]);
  return dawn;
}
