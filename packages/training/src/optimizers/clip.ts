import { add, div, minimum, mul, sqrt, sum } from "@erlangen/tensor";
import { requirePositive } from "../require-number.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Shortens gradients to a largest Euclidean norm before `optimizer` sees them: g <- g · min(1, c / |g|).
 *
 * Source: Pascanu, Mikolov and Bengio (2013), «On the difficulty of training recurrent neural networks», algorithm 1.
 *
 * @param largestNorm - c > 0.
 * @throws ArgumentError when it is not.
 */
export function clipByGlobalNorm(optimizer: Optimizer, largestNorm: number): Optimizer {
  requirePositive("clipByGlobalNorm", "largestNorm", largestNorm);
  return {
    name: optimizer.name,
    init: (weights) => optimizer.init(weights),
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
