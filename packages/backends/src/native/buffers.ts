import { allocate, sizeOf, Tensor, type Spec, type Storage } from "@erlangen/tensor";
import type { RuntimeTensor } from "./runtime.ts";

/** Zero-filled host memory for a tensor. */
export function storageFor({ dtype, shape }: Spec): Storage {
  return allocate(dtype, sizeOf(shape));
}

/**
 * An output that ONNX Runtime allocated, as it lies: its memory is recycled and not cleared first, which costs less
 * than memory of ours. The garbage collector frees it, also after the program was disposed.
 */
export function madeTensor(spec: Spec, made: RuntimeTensor): Tensor {
  return new Tensor(spec, made.data as Storage);
}
