import type { Tensor } from "@erlangen/tensor";

/** What an optimiser remembers between steps. */
export type OptimizerState = { readonly [name: string]: Tensor };

/**
 * A rule that turns a gradient into a step, as a pair of pure functions of the tensor language.
 *
 * Weights come as one vector `[weights]`: the rules here act on each weight alone, and a program with few inputs has
 * little overhead.
 */
export interface Optimizer {
  readonly name: string;

  /** The state before the first step. */
  init(weights: Tensor): OptimizerState;

  /**
   * One step.
   *
   * @param gradient - `[weights]`
   * @param state - What {@link init} or the step before returned.
   * @param weights - `[weights]`
   * @param learningRate - Scalar tensor of the same element type.
   */
  update(
    gradient: Tensor,
    state: OptimizerState,
    weights: Tensor,
    learningRate: Tensor,
  ): [weights: Tensor, state: OptimizerState];
}
