import {
  add,
  div,
  maximum,
  mul,
  pow,
  sqrt,
  sub,
  tensor,
  zerosLike,
  type Tensor,
} from "@erlangen/tensor";
import { requireDecay, requireNotNegative, requirePositive } from "../require-number.ts";
import type { Optimizer, OptimizerState } from "./optimizer.ts";

/** Options of {@link adam}. */
export interface AdamOptions {
  /** Decay of the mean of the gradient, in [0, 1). Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of its square, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the second moment, > 0. Default 1e-8. */
  readonly epsilon?: number;
}

/** Options of {@link adamW} and {@link amsGrad}. */
export interface AdamWOptions extends AdamOptions {
  /** Decoupled decay, >= 0: each step also multiplies the weights by 1 - η times this. Default 0.01; amsGrad 0. */
  readonly weightDecay?: number;
}

/**
 * Adam: steps along the mean gradient over the root of its mean square, both corrected for their start at zero.
 *
 * m <- β1 m + (1 - β1) g, v <- β2 v + (1 - β2) g², w <- w - η m / (1 - β1^t) / (√(v / (1 - β2^t)) + ε)
 *
 * @throws ArgumentError when an option is out of its range.
 *
 * Source: Kingma and Ba (2015), «Adam: a method for stochastic optimization», algorithm 1.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return moments("adam", options, 0, false);
}

/**
 * Adam with weight decay outside the adaptive step: first w <- (1 - η λ) w, then as {@link adam}.
 *
 * @throws ArgumentError when an option is out of its range.
 *
 * Source: Loshchilov and Hutter (2019), «Decoupled weight decay regularization», algorithm 2.
 */
export function adamW(options: AdamWOptions = {}): Optimizer {
  return moments("adamW", options, options.weightDecay ?? 0.01, false);
}

/**
 * Adam with the largest second moment so far, so that steps do not grow again.
 *
 * @throws ArgumentError when an option is out of its range.
 *
 * Source: Reddi, Kale and Kumar (2018), «On the convergence of Adam and beyond», algorithm 2; with bias corrections as
 * in PyTorch (the maximum is taken before the correction).
 */
export function amsGrad(options: AdamWOptions = {}): Optimizer {
  return moments("amsGrad", options, options.weightDecay ?? 0, true);
}

function moments(
  name: string,
  options: AdamOptions,
  weightDecay: number,
  keepLargest: boolean,
): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  requireDecay(name, "beta1", beta1);
  requireDecay(name, "beta2", beta2);
  requirePositive(name, "epsilon", epsilon);
  requireNotNegative(name, "weightDecay", weightDecay);
  return {
    name,
    init: (weights): OptimizerState => ({
      step: tensor([0], [], weights.dtype),
      mean: zerosLike(weights),
      square: zerosLike(weights),
      ...(keepLargest ? { largest: zerosLike(weights) } : {}),
    }),
    update: (gradient, state, weights, learningRate) => {
      const step = add(state["step"], 1);
      const mean = add(mul(state["mean"], beta1), mul(gradient, 1 - beta1));
      const square = add(mul(state["square"], beta2), mul(mul(gradient, gradient), 1 - beta2));
      const largest = keepLargest ? maximum(state["largest"], square) : square;
      const correction = (beta: number): Tensor =>
        sub(1, pow(tensor([beta], [], weights.dtype), step));
      const rate = div(learningRate, correction(beta1));
      const root = add(div(sqrt(largest), sqrt(correction(beta2))), epsilon);
      const decayed =
        weightDecay === 0 ? weights : mul(weights, sub(1, mul(learningRate, weightDecay)));
      return [
        sub(decayed, mul(div(mean, root), rate)),
        { step, mean, square, ...(keepLargest ? { largest } : {}) },
      ];
    },
  };
}
