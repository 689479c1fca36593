import { ArgumentError } from "@erlangen/numerics";
import { Tensor } from "@erlangen/tensor";
import type { Tfjs, TfjsTensor } from "./module.ts";

/**
 * A tensor of TensorFlow.js with the numbers of ours, on the current backend.
 *
 * The cpu backend shares the memory; others copy.
 *
 * @throws ArgumentError for float64, which TensorFlow.js does not have.
 */
export function toTfjs(tf: Tfjs, { data, shape, dtype }: Tensor): TfjsTensor {
  if (dtype === "float64") {
    throw new ArgumentError("toTfjs: expected float32, int32 or bool, got float64; cast it before");
  }
  return tf.tensor(data, [...shape], dtype);
}

/**
 * Our tensor with the numbers of one of TensorFlow.js, once they have been computed.
 *
 * @throws ArgumentError for complex numbers and strings.
 */
export async function fromTfjs(tensor: TfjsTensor): Promise<Tensor> {
  const { dtype, shape } = tensor;
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool") {
    throw new ArgumentError(`fromTfjs: expected float32, int32 or bool, got ${dtype}`);
  }
  return new Tensor({ shape: [...shape], dtype }, await tensor.data());
}
