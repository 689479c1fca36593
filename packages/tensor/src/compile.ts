import { ArgumentError } from "@erlangen/numerics";
import type { Engine, Executable } from "./engine/engine.ts";
import { hostEngine } from "./engine/host.ts";
import { placeholder } from "./primitive.ts";
import type { Tensor } from "./tensor.ts";
import { graphOf, type Graph } from "./trace/graph.ts";
import { simplify } from "./trace/simplify.ts";
import { flatten, unflatten, type Tree, type TreeStructure } from "./tree.ts";

/** A traced function: its program, and how its results are arranged. */
export interface Traced {
  readonly graph: Graph;
  readonly result: TreeStructure;
}

/**
 * Runs `f` on placeholders of the shapes of `args` and returns its simplified program.
 *
 * @param args - Trees of tensors; their numbers are not looked at.
 * @throws ErlangenError when `f` asks for numbers, or keeps tensors of another trace.
 */
export function trace<Args extends readonly Tree[]>(
  f: (...args: Args) => Tree,
  args: Args,
): Traced {
  const { leaves, structure } = flatten("trace", args);
  const inputs = leaves.map((leaf, i) => placeholder(leaf, `input ${i}`));
  const { leaves: outputs, structure: result } = flatten(
    "trace",
    f(...(unflatten<Tree>(structure, inputs) as unknown as Args)),
  );
  return { graph: simplify(graphOf(inputs, outputs)), result };
}

/** How to compile. */
export interface CompileSettings {
  /** Where the program runs. Default: the host. */
  readonly engine?: Engine;
}

/** A compiled function: like the original, but asynchronous. */
export interface Compiled<Args extends readonly Tree[], R extends Tree> {
  (...args: Args): Promise<R>;
  /** Frees the device buffers of every signature. */
  dispose(): void;
}

/**
 * Compiles a function for an engine.
 *
 * `f` is traced once for each signature (arrangement, shapes and element types of the arguments); the executables
 * are kept. What `f` captures is frozen into the program. Arguments without type annotations are taken for tensors.
 *
 * @param f - Maps trees of tensors to a tree of tensors; must not look at numbers.
 * @returns An asynchronous function with the same arguments and result.
 * @throws EngineError (on the first call) when the engine cannot run the program.
 *
 * ```ts
 * import { compile, grad, mul, sum, tensor } from "@erlangen/tensor";
 *
 * const slope = compile(grad((x) => sum(mul(x, x))));
 * (await slope(tensor([1, 2, 3]))).toArray(); // => [2, 4, 6]
 * ```
 */
export function compile<Args extends readonly Tensor[], R extends Tree>(
  f: (...args: Args) => R,
  settings?: CompileSettings,
): Compiled<Args, R>;
export function compile<Args extends readonly Tree[], R extends Tree>(
  f: (...args: Args) => R,
  settings?: CompileSettings,
): Compiled<Args, R>;
export function compile<Args extends readonly Tree[], R extends Tree>(
  f: (...args: Args) => R,
  settings: CompileSettings = {},
): Compiled<Args, R> {
  const engine = settings.engine ?? hostEngine;
  const cache = new Map<string, Promise<{ executable: Executable; result: TreeStructure }>>();
  const compiled = async (...args: Args): Promise<R> => {
    const { leaves, structure } = flatten("compile", args);
    rejectTraced("compile", leaves);
    const key = signature(leaves, structure);
    let entry = cache.get(key);
    if (entry === undefined) {
      entry = prepare(f, args, engine);
      cache.set(key, entry);
      entry.catch(() => cache.delete(key));
    }
    const { executable, result } = await entry;
    return unflatten<R>(result, await executable.run(leaves));
  };
  const dispose = (): void => {
    for (const entry of cache.values())
      void entry.then(
        ({ executable }) => executable.dispose(),
        () => {},
      );
    cache.clear();
  };
  return Object.assign(compiled, { dispose });
}

async function prepare<Args extends readonly Tree[]>(
  f: (...args: Args) => Tree,
  args: Args,
  engine: Engine,
): Promise<{ executable: Executable; result: TreeStructure }> {
  const { graph, result } = trace(f, args);
  return { executable: await engine.compile(graph), result };
}

/** A text that two argument lists share exactly when one program serves both. */
export function signature(leaves: readonly Tensor[], structure: TreeStructure): string {
  return `${JSON.stringify(structure)} ${leaves.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join()}`;
}

/** Compiled functions take numbers: inside a trace, call the function itself. */
export function rejectTraced(caller: string, leaves: readonly Tensor[]): void {
  if (leaves.some((leaf) => leaf.origin !== undefined)) {
    throw new ArgumentError(
      `${caller}: expected arguments with numbers, got a tensor inside a trace; call the uncompiled function there`,
    );
  }
}
