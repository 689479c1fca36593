import { EngineError } from "@erlangen/numerics";
import type { Graph } from "@erlangen/tensor";
import { firstLine, type OnnxRuntime, type RuntimeSession, type RuntimeTensor } from "./runtime.ts";

/** Counts buffers that came to life, or, negative, that were freed. */
export type Lease = (count: number) => void;

/** What an owner gives to the things that it counts. */
export interface Ownership {
  readonly lease: Lease;
  readonly onDispose: () => void;
}

/** A program and the model that computes it; without a session when it has no outputs. */
export interface NativeProgram {
  readonly runtime: OnnxRuntime;
  readonly session: RuntimeSession | undefined;
  readonly graph: Graph;
  readonly carried: number;
}

/** Names of the inputs, or outputs, of the model: i0, i1, ..., or o0, o1, ... */
export function valueNames(prefix: "i" | "o", count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}

/**
 * Runs a model.
 *
 * @param fetches - Memory for outputs; where it has none, ONNX Runtime allocates.
 * @throws EngineError with what ONNX Runtime threw.
 */
export async function runModel(
  session: RuntimeSession,
  feeds: Readonly<Record<string, RuntimeTensor>>,
  fetches: Readonly<Record<string, RuntimeTensor | null>> = {},
): Promise<Readonly<Record<string, RuntimeTensor>>> {
  try {
    return await session.run(feeds, fetches);
  } catch (cause) {
    throw new EngineError(`native: expected the program to run, got: ${firstLine(cause)}`, {
      cause,
    });
  }
}
