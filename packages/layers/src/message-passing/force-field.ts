import { neg, ones, vjp, type Tensor, type Tree } from "@erlangen/tensor";
import type { Model } from "../layer.ts";
import type { AtomicGraph } from "./atomic-graph.ts";

/** Any model of the energies `[graphs]` of a graph. */
export type EnergyModel<Parameters extends Tree> = Model<
  Parameters,
  readonly [graph: AtomicGraph],
  Tensor
>;

/** What a force field predicts. */
export type EnergyAndForces = {
  /** `[graphs]` */
  readonly energy: Tensor;
  /** `[atoms, 3]`, in energy over length. */
  readonly forces: Tensor;
};

/** Energies and forces of a graph. */
export type ForceField<Parameters extends Tree> = Model<
  Parameters,
  readonly [graph: AtomicGraph],
  EnergyAndForces
>;

/**
 * A force field from an energy model: forces are the exact negative gradient of the energy, F = -dE/dx.
 *
 * The result is a function of the language again: a loss on forces can be differentiated through them.
 */
export function forceField<Parameters extends Tree>(
  model: EnergyModel<Parameters>,
): ForceField<Parameters> {
  return {
    init: (random, options) => model.init(random, options),
    apply: (parameters, graph) => {
      const { value, pullback } = vjp(
        (positions: Tensor) => model.apply(parameters, { ...graph, positions }),
        graph.positions,
      );
      return { energy: value, forces: neg(pullback(ones(value.shape, value.dtype))) };
    },
    describe: () => `force field of\n${model.describe()}`,
  };
}
