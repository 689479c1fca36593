import { add, mul, sub, zerosLike } from "@erlangen/tensor";
import { requireDecay, requireNotNegative } from "../require-number.ts";
import type { Optimizer } from "./optimizer.ts";

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** Share of the last step that is kept, in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Look ahead along the momentum (Nesterov). Default false. */
  readonly nesterov?: boolean;
  /** L2 penalty λ, >= 0: λ w is added to the gradient. Default 0. */
  readonly weightDecay?: number;
}

/**
 * Stochastic gradient descent: v <- μ v + g, w <- w - η v (with Nesterov: w - η (g + μ v)).
 *
 * @throws ArgumentError when an option is out of its range.
 *
 * Source: Sutskever et al. (2013), «On the importance of initialization and momentum in deep learning», in PyTorch's
 * form (no damping).
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  const { momentum = 0, nesterov = false, weightDecay = 0 } = options;
  requireDecay("sgd", "momentum", momentum);
  requireNotNegative("sgd", "weightDecay", weightDecay);
  return {
    name: "sgd",
    init: (weights) => (momentum === 0 ? {} : { velocity: zerosLike(weights) }),
    update: (gradient, state, weights, learningRate) => {
      const slope = weightDecay === 0 ? gradient : add(gradient, mul(weights, weightDecay));
      if (momentum === 0) return [sub(weights, mul(slope, learningRate)), {}];
      const velocity = add(mul(state["velocity"], momentum), slope);
      const direction = nesterov ? add(slope, mul(velocity, momentum)) : velocity;
      return [sub(weights, mul(direction, learningRate)), { velocity }];
    },
  };
}
