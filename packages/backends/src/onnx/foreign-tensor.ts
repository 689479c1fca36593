import { ArgumentError, EngineError } from "@erlangen/numerics";
import { tensor, type Tensor } from "@erlangen/tensor";
import type { OnnxRuntime, RuntimeTensor } from "../native/runtime.ts";
import type { OnnxValue } from "./model.ts";

/**
 * A tensor as the input of a model; an int32 one also where the model wants int64.
 *
 * @throws ArgumentError when the element types differ otherwise.
 */
export function toRuntime(runtime: OnnxRuntime, input: OnnxValue, value: Tensor): RuntimeTensor {
  const { name, elementType } = input;
  const { data, dtype, shape } = value;
  if (dtype === "int32" && elementType === "int64") {
    return new runtime.Tensor("int64", BigInt64Array.from(data, BigInt), shape);
  }
  if (dtype === elementType) return new runtime.Tensor(dtype, data, shape);
  throw new ArgumentError(`loadOnnx: expected ${name} of ${elementType}, got ${dtype}; use cast`);
}

/**
 * An output of a model as a tensor; integers of other widths become int32.
 *
 * @throws EngineError when the output is no tensor of numbers that Erlangen has, or does not fit int32.
 */
export function fromRuntime(name: string, { type, data, dims }: RuntimeTensor): Tensor {
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array) {
    return tensor(data, dims);
  }
  if (type === "bool" && data instanceof Uint8Array) return tensor(data, dims);
  if (type === "float16" || !ArrayBuffer.isView(data)) {
    throw new EngineError(
      `loadOnnx: expected output ${name} of float32, float64, bool or integers, got ${type}`,
    );
  }
  // What is left are the integer types: each element is a number or a bigint.
  const integers = Array.from(data as unknown as ArrayLike<number | bigint>, Number);
  const large = integers.find((value) => value !== (value | 0));
  if (large !== undefined) {
    throw new EngineError(`loadOnnx: expected output ${name} to fit int32, got ${large}`);
  }
  return tensor(Int32Array.from(integers), dims);
}
