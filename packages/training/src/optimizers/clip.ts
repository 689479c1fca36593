import { div, minimum, mul, sqrt, sum, add } from "@erlangen/tensor";
import type { Optimizer } from "./optimizer.ts";

/**
 * Shortens gradients to a largest Euclidean norm before `optimizer` sees them: g <- g · min(1, c / |g|).
 *
 * Source: Pascanu, Mikolov and Bengio (2013), «On the difficulty of training recurrent neural networks», algorithm 1.
 *
 * @param largestNorm - c > 0.
 */
export function clipByGlobalNorm(optimizer: Optimizer, largestNorm: number): Optimizer {
  return {
    name: optimizer.name,
    init: optimizer.init,
    update: (gradient, state, weights, learningRate) => {
      // The floor keeps a zero gradient from dividing by zero; it is far below any norm that matters.
      const norm = sqrt(add(sum(mul(gradient, gradient)), 1e-30));
      return optimizer.update(
        mul(gradient, minimum(div(largestNorm, norm), 1)),
        state,
        weights,
        learningRate,
      );
    },
  };
}
