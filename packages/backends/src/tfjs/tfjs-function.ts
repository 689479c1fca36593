import { ArgumentError } from "@erlangen/numerics";
import type { Tensor } from "@erlangen/tensor";
import { isFloat, placeholder, trace, vjp, type Spec } from "@erlangen/tensor";
import type { Tfjs, TfjsTensor } from "./module.ts";
import { prepareProgram, runProgram, type TfjsProgram } from "./tfjs-program.ts";

/** A function of our language from tensors to one tensor. */
export type TensorFunction = (...inputs: readonly Tensor[]) => Tensor;

/** A function on tensors of TensorFlow.js, differentiable there to any order. */
export interface TfjsFunction {
  (...inputs: readonly TfjsTensor[]): TfjsTensor;
  /** Frees the constants of the programs that were prepared. */
  dispose(): void;
}

/**
 * A function of our language as one differentiable operation of TensorFlow.js.
 *
 * Value and derivatives of every order are computed by its kernels from our programs: no gradient that TensorFlow.js
 * registers is used inside, so second derivatives are right. A program is prepared for each signature of shapes, and
 * for each derivative when it is first asked for.
 *
 * @param tf - TensorFlow.js with a backend chosen.
 * @param f - Takes float32 and int32 tensors; must not look at numbers.
 * @throws ArgumentError when an input is neither float32 nor int32, or `f` does not return one float32 tensor.
 *
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { tfjs, tfjsFunction } from "@erlangen/backends/tfjs";
 * import { mul, tanh } from "@erlangen/tensor";
 *
 * await tfjs({ backend: "cpu" });
 * const f = tfjsFunction(tf, (x) => mul(x, tanh(x)));
 * const second = tf.grad(tf.grad((x) => f(x)));
 * const [slope] = await second(tf.tensor([0.7])).data();
 * slope.toFixed(3); // => "0.732"
 * f.dispose();
 * ```
 */
export function tfjsFunction(tf: Tfjs, f: TensorFunction): TfjsFunction {
  const operations = new Map<string, (...inputs: TfjsTensor[]) => TfjsTensor>();
  const programs: TfjsProgram[] = [];
  const operationFor = (inputs: readonly TfjsTensor[]): ((...x: TfjsTensor[]) => TfjsTensor) => {
    const key = inputs.map(({ dtype, shape }) => `${dtype}[${shape.join(",")}]`).join(" ");
    const known = operations.get(key);
    if (known !== undefined) return known;
    const made = operation(tf, f, { specs: inputs.map(specOf), programs });
    operations.set(key, made);
    return made;
  };
  const apply = (...inputs: readonly TfjsTensor[]): TfjsTensor => operationFor(inputs)(...inputs);
  return Object.assign(apply, {
    dispose: () => {
      for (const { constants } of programs.splice(0)) {
        for (const constant of constants.values()) constant.dispose();
      }
      operations.clear();
    },
  });
}

/** One operation for inputs of these shapes; its derivatives are operations made in the same way. */
function operation(
  tf: Tfjs,
  f: TensorFunction,
  context: { readonly specs: readonly Spec[]; readonly programs: TfjsProgram[] },
): (...inputs: TfjsTensor[]) => TfjsTensor {
  const { specs, programs } = context;
  const { graph } = trace(
    (...inputs: readonly Tensor[]) => f(...inputs),
    specs.map((spec) => placeholder(spec, "")),
  );
  const output = graph.values[graph.outputs[0]];
  if (graph.outputs.length !== 1 || output.dtype !== "float32") {
    throw new ArgumentError(
      `tfjsFunction: expected f to return one float32 tensor, got ${graph.outputs.length} tensors of ${output.dtype}`,
    );
  }
  const program = prepareProgram(tf, graph);
  programs.push(program);
  const derivatives = new Map<number, (...inputs: TfjsTensor[]) => TfjsTensor>();
  const derivative = (position: number): ((...inputs: TfjsTensor[]) => TfjsTensor) => {
    const known = derivatives.get(position);
    if (known !== undefined) return known;
    const made = operation(tf, pullback(f, position), {
      specs: [...specs, output],
      programs,
    });
    derivatives.set(position, made);
    return made;
  };
  const differentiable = tf.customGrad((...tensorsAndSave: unknown[]) => {
    // The last argument saves tensors for the gradient; all inputs are needed there.
    const inputs = tensorsAndSave.slice(0, specs.length) as TfjsTensor[];
    const save = tensorsAndSave[specs.length] as (tensors: TfjsTensor[]) => void;
    save(inputs);
    const value = tf.tidy(() => tf.clone(runProgram(tf, program, inputs)[0]));
    return {
      value,
      gradFunc: (cotangent: TfjsTensor, saved: TfjsTensor[]): TfjsTensor[] =>
        specs.map((spec, position) =>
          isFloat(spec.dtype)
            ? derivative(position)(...saved, cotangent)
            : tf.zerosLike(saved[position]),
        ),
    };
  });
  return (...inputs) => differentiable(...inputs);
}

/** (inputs, cotangent) -> the cotangent of one input. */
function pullback(f: TensorFunction, position: number): TensorFunction {
  return (...arguments_) => {
    const inputs = arguments_.slice(0, -1);
    const { pullback: pull } = vjp(
      (x: Tensor) => f(...inputs.map((input, i) => (i === position ? x : input))),
      inputs[position],
    );
    return pull(arguments_[arguments_.length - 1]);
  };
}

function specOf({ shape, dtype }: TfjsTensor): Spec {
  if (dtype === "float32" || dtype === "int32") return { shape: [...shape], dtype: dtype };
  throw new ArgumentError(`tfjsFunction: expected float32 and int32 inputs, got ${dtype}`);
}
