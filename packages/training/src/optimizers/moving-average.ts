import { add, div, minimum, mul, sub, type Tensor } from "@erlangen/tensor";

/**
 * One step of an exponential moving average of the weights: a <- d a + (1 - d) w.
 *
 * @param average - `[weights]`
 * @param weights - `[weights]`
 * @param step - Scalar, number of this step from 1: early on d is min(decay, (1 + step) / (10 + step)), so that the
 *   random initial weights are forgotten.
 */
export function movingAverage(
  average: Tensor,
  weights: Tensor,
  step: Tensor,
  decay: number,
): Tensor {
  const d = minimum(div(add(step, 1), add(step, 10)), decay);
  return add(average, mul(sub(weights, average), sub(1, d)));
}
