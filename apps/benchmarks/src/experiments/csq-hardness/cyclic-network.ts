import type { Random } from "@erlangen/numerics";
import {
  add,
  gather,
  matmul,
  mean,
  mul,
  relu,
  reshape,
  tensor,
  type Tensor,
} from "@erlangen/tensor";

/** Weights of the network: filters [n, channels], biases [channels], readout [channels, 1], offset [1]. */
export type CyclicWeights = {
  readonly filters: Tensor;
  readonly biases: Tensor;
  readonly readout: Tensor;
  readonly offset: Tensor;
};

/** Filters and readout normal with the variances 2 / n and 1 / channels, the rest zero. */
export function initCyclicNetwork(
  random: Random,
  { n, channels }: { readonly n: number; readonly channels: number },
): CyclicWeights {
  const normal = (name: string, shape: readonly number[], deviation: number): Tensor =>
    mul(tensor(random.split(name).normal(shape[0] * shape[1]), shape, "float32"), deviation);
  return {
    filters: normal("filters", [n, channels], Math.sqrt(2 / n)),
    biases: tensor(new Float32Array(channels), [channels]),
    readout: normal("readout", [channels, 1], Math.sqrt(1 / channels)),
    offset: tensor(Float32Array.of(0), [1]),
  };
}

/**
 * A convolutional network on the cycle with filters of full width, one hidden layer, and a mean over positions: invariant
 * under cyclic shifts, and able to express every sum of orbits of rectified linear functions.
 *
 * Shapes: x [batch, n] → [batch].
 */
export function cyclicNetwork(weights: CyclicWeights, x: Tensor): Tensor {
  const [batch, n] = x.shape;
  const shifts = Int32Array.from({ length: n * n }, (_, i) => (Math.floor(i / n) + i) % n);
  const windows = reshape(gather(x, tensor(shifts, [n * n], "int32"), 1), [batch * n, n]);
  const hidden = relu(add(matmul(windows, weights.filters), weights.biases));
  const readings = reshape(matmul(hidden, weights.readout), [batch, n]);
  return add(mean(readings, 1), weights.offset);
}
