import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { rejectTraced, signature, trace, type CompileSettings } from "./compile.ts";
import type { Executable, Session } from "./engine/engine.ts";
import { hostEngine } from "./engine/host.ts";
import { sameShape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { flatten, unflatten, type Tree, type TreeStructure } from "./tree.ts";

/** A step whose state lives on the device. */
export interface RunningStep<State extends Tree, Args extends readonly Tree[], R extends Tree> {
  /** Advances the state by one step. Steps run one after the other, in the order of the calls. */
  step(...args: Args): Promise<R>;
  /** Copies the state to the host. */
  read(): Promise<State>;
  /** Frees the device buffers of the state and of the program. */
  dispose(): void;
}

/**
 * Compiles a function that updates a state, and keeps the state on the device from step to step.
 *
 * Batches of another shape compile another program and hand the state over. A step that fails leaves the state
 * as it was.
 *
 * @param f - Maps the state and further arguments to the next state (same arrangement, shapes and element types)
 *   and a result.
 * @param initial - The state to begin with; copied.
 *
 * ```ts
 * import { add, compileStep, tensor } from "@erlangen/tensor";
 *
 * const running = compileStep((total, x) => [add(total, x), add(total, x)], tensor([0, 0]));
 * await running.step(tensor([1, 2]));
 * await running.step(tensor([1, 2]));
 * (await running.read()).toArray(); // => [2, 4]
 * running.dispose();
 * ```
 */
export function compileStep<State extends Tree, Args extends readonly Tensor[], R extends Tree>(
  f: (state: State, ...args: Args) => [next: State, result: R],
  initial: State,
  settings?: CompileSettings,
): RunningStep<State, Args, R>;
export function compileStep<State extends Tree, Args extends readonly Tree[], R extends Tree>(
  f: (state: State, ...args: Args) => [next: State, result: R],
  initial: State,
  settings?: CompileSettings,
): RunningStep<State, Args, R>;
export function compileStep<State extends Tree, Args extends readonly Tree[], R extends Tree>(
  f: (state: State, ...args: Args) => [next: State, result: R],
  initial: State,
  settings: CompileSettings = {},
): RunningStep<State, Args, R> {
  const engine = settings.engine ?? hostEngine;
  const { leaves: first, structure } = flatten("compileStep", initial);
  rejectTraced("compileStep", first);
  const programs = new Map<string, { executable: Executable; result: TreeStructure }>();
  let current: { key: string; session: Session; result: TreeStructure } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let disposed = false;

  const program = async (
    key: string,
    args: Args,
  ): Promise<{ executable: Executable; result: TreeStructure }> => {
    const known = programs.get(key);
    if (known !== undefined) return known;
    const { graph, result } = trace<readonly Tree[]>(
      (state, ...rest) => {
        // The trace passes the arrangement of the arguments through unchanged.
        const [next, value] = f(state as State, ...(rest as unknown as Args));
        checkState(flatten("compileStep", next), { leaves: first, structure });
        return [next, value];
      },
      [initial, ...args],
    );
    if (result.kind !== "list") throw new Error("internal: a step without a pair of results");
    const executable = await engine.compile(graph, { carried: first.length });
    const made = { executable, result: result.items[1] };
    programs.set(key, made);
    return made;
  };

  const advance = async (args: Args): Promise<R> => {
    if (disposed)
      throw new ArgumentError("compileStep: expected a running step, got one that was disposed");
    const { leaves, structure: arrangement } = flatten("compileStep", args);
    rejectTraced("compileStep", leaves);
    const key = signature(leaves, arrangement);
    if (current?.key !== key) {
      const { executable, result } = await program(key, args);
      const state = current === undefined ? first : await current.session.read();
      const session = await executable.open(state);
      current?.session.dispose();
      current = { key, session, result };
    }
    return unflatten<R>(current.result, await current.session.step(leaves));
  };

  const enqueue = <T>(task: () => Promise<T>): Promise<T> => {
    const done = queue.then(task);
    queue = done.catch(() => {});
    return done;
  };
  return {
    step: (...args) => enqueue(() => advance(args)),
    read: () =>
      enqueue(async () =>
        unflatten<State>(structure, current === undefined ? first : await current.session.read()),
      ),
    dispose: () => {
      disposed = true;
      void enqueue(async () => {
        current?.session.dispose();
        for (const { executable } of programs.values()) executable.dispose();
        programs.clear();
      });
    },
  };
}

function checkState(next: ReturnType<typeof flatten>, initial: ReturnType<typeof flatten>): void {
  const fits =
    JSON.stringify(next.structure) === JSON.stringify(initial.structure) &&
    next.leaves.every(
      (leaf, i) =>
        leaf.dtype === initial.leaves[i].dtype && sameShape(leaf.shape, initial.leaves[i].shape),
    );
  if (!fits) {
    throw new ShapeError(
      "compileStep: expected a next state with the arrangement, shapes and element types of the initial one, got another",
    );
  }
}
