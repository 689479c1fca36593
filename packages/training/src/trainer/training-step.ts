import {
  add,
  allFinite,
  logicalAnd,
  select,
  tensor,
  broadcastTo,
  valueAndGrad,
  zeros,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";
import { movingAverage } from "../optimizers/moving-average.ts";
import type { Optimizer, OptimizerState } from "../optimizers/optimizer.ts";
import type { Raveling } from "./ravel.ts";

/** What a batch is judged by: `loss` is minimised, the others are reported. All are scalars. */
export type Objective = { readonly loss: Tensor; readonly [metric: string]: Tensor };

/** Everything that a training step changes; lives on the device between steps. */
export type TrainingState = {
  /** All weights in one vector `[weights]`. */
  readonly weights: Tensor;
  /** Moving average of the weights; `[0]` when not kept. */
  readonly average: Tensor;
  /** Number of steps done, scalar. */
  readonly step: Tensor;
  readonly optimizer: OptimizerState;
};

/** The state before the first step. */
export function initialState(
  weights: Tensor,
  optimizer: Optimizer,
  averages: boolean,
): TrainingState {
  return {
    weights,
    average: averages ? weights : zeros([0], weights.dtype),
    step: tensor([0], [], weights.dtype),
    optimizer: optimizer.init(weights),
  };
}

/**
 * One step of training as a function of the tensor language: gradient, optimiser, moving average.
 *
 * When the loss or a gradient is not finite the state stays as it was, so that the last good one can be saved.
 */
export function trainingStep<P extends Tree, B extends Tree>(settings: {
  readonly objective: (parameters: P, batch: B) => Objective;
  readonly raveling: Raveling<P>;
  readonly optimizer: Optimizer;
  readonly averageDecay: number | undefined;
}): (
  state: TrainingState,
  learningRate: Tensor,
  batch: B,
) => [TrainingState, { objective: Objective; finite: Tensor }] {
  const { objective, raveling, optimizer, averageDecay } = settings;
  return (state, learningRate, batch) => {
    const parameters = raveling.unravel(state.weights);
    const [, slopes] = valueAndGrad((p: P) => objective(p, batch).loss)(parameters);
    const gradient = raveling.ravel(slopes);
    const reported = objective(parameters, batch);
    const [weights, moments] = optimizer.update(
      gradient,
      state.optimizer,
      state.weights,
      learningRate,
    );
    const step = add(state.step, 1);
    const next: TrainingState = {
      weights,
      average:
        averageDecay === undefined
          ? state.average
          : movingAverage(state.average, weights, step, averageDecay),
      step,
      optimizer: moments,
    };
    const finite = logicalAnd(allFinite(reported.loss), allFinite(gradient));
    return [choose(finite, next, state), { objective: reported, finite }];
  };
}

/** `yes` where the scalar condition holds, else `no`, leaf by leaf. */
function choose(condition: Tensor, yes: TrainingState, no: TrainingState): TrainingState {
  const pick = (a: Tensor, b: Tensor): Tensor => select(broadcastTo(condition, a.shape), a, b);
  return {
    weights: pick(yes.weights, no.weights),
    average: pick(yes.average, no.average),
    step: pick(yes.step, no.step),
    optimizer: Object.fromEntries(
      Object.entries(yes.optimizer).map(([name, leaf]) => [name, pick(leaf, no.optimizer[name])]),
    ),
  };
}
