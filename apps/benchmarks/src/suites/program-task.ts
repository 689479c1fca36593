import {
  compileStep,
  reshape,
  slice,
  tensor,
  zeros,
  type Engine,
  type Tensor,
} from "@erlangen/tensor";
import { relativeError, type CheckedContender } from "./bench-case.ts";

/** A function of the language on fixed operands, to be timed on engines. */
export interface ProgramTask {
  readonly suite: string;
  readonly name: string;
  /** float32 and int32 operands. */
  readonly operands: readonly Tensor[];
  readonly f: (operands: readonly Tensor[]) => readonly Tensor[];
  /** Floating-point operations that the mathematics needs; a multiply-add counts as two. */
  readonly flops?: number;
  /** Bytes of all operands and results, each once. */
  readonly bytes: number;
  /** Largest difference from float64, relative to the largest number. */
  readonly tolerance: number;
}

/** A contender on a task, with what it holds. */
export interface OpenContender extends CheckedContender {
  readonly dispose: () => void;
}

/**
 * Makes an engine ready for a task and compares its results with those of the host in float64.
 *
 * Operands and results stay on the device: a run computes all results and reads one number back, so that it has
 * certainly ended. That is how a layer inside a model runs.
 *
 * @param name - How the engine is called in the results.
 * @param expected - Results of {@link expectedResults}.
 */
export async function openContender(
  task: ProgramTask,
  { engine, name }: { readonly engine: Engine; readonly name: string },
  expected: readonly Tensor[],
): Promise<OpenContender> {
  type State = { readonly operands: readonly Tensor[]; readonly results: readonly Tensor[] };
  const running = compileStep(
    ({ operands }: State): [State, Tensor] => {
      const results = task.f(operands);
      return [{ operands, results }, firstNumber(results[0])];
    },
    {
      operands: task.operands,
      results: expected.map(({ shape }) => zeros(shape)),
    },
    { engine },
  );
  try {
    await running.step();
    const { results } = await running.read();
    const errors = results.map((result, i) => relativeError(result.data, expected[i].data));
    const error = Math.max(...errors);
    return {
      engine: name,
      run: () => running.step(),
      error,
      correct: error <= task.tolerance,
      dispose: () => running.dispose(),
    };
  } catch (failure) {
    running.dispose();
    throw failure;
  }
}

/** The results of a task in float64, on the host. */
export function expectedResults({ f, operands }: ProgramTask): readonly Tensor[] {
  return f(
    operands.map((operand) =>
      operand.dtype === "float32"
        ? tensor(Float64Array.from(operand.data), operand.shape)
        : operand,
    ),
  );
}

/** Bytes of operands and results, each once. */
export function bytesOf(operands: readonly Tensor[], results: readonly Tensor[]): number {
  return [...operands, ...results].reduce((total, { size }) => total + 4 * size, 0);
}

function firstNumber(x: Tensor): Tensor {
  const flat = reshape(x, [x.size]);
  return slice(flat, [[0, 1]]);
}
