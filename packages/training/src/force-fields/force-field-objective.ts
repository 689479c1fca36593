import type { ForceField } from "@erlangen/layers";
import {
  abs,
  add,
  cast,
  div,
  mul,
  square,
  sub,
  sum,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";
import { requireNotNegative, requirePositive } from "../require-number.ts";
import type { Objective } from "../trainer/training-step.ts";
import type { AtomicBatch } from "./atomic-examples.ts";

/** Options of {@link forceFieldObjective}. */
export interface ForceFieldObjectiveOptions {
  /** Root mean square force of the training set: brings the loss to the order of one. */
  readonly scale: number;
  /** Weight of the energy term. Default 1. */
  readonly energyWeight?: number;
  /** Weight of the force term. Default 1. */
  readonly forceWeight?: number;
}

/**
 * The loss of a force field: w_F <|F - F'|^2> / s^2 + w_E <((E - E') / N)^2> / s^2, with mean absolute errors beside it.
 *
 * N is the number of atoms. Means go over force components and over graphs; `forceMae` and `energyMae` have the units of the data.
 *
 * @throws ArgumentError when `scale` is not positive or a weight is negative.
 *
 * Source: Batzner et al. (2022), «E(3)-equivariant graph neural networks for data-efficient and accurate interatomic
 * potentials», eq. (5), with energies per atom and errors in units of the typical force s.
 */
export function forceFieldObjective<P extends Tree>(
  field: ForceField<P>,
  options: ForceFieldObjectiveOptions,
): (parameters: P, batch: AtomicBatch) => Objective {
  const { scale, energyWeight = 1, forceWeight = 1 } = options;
  requirePositive("forceFieldObjective", "scale", scale);
  requireNotNegative("forceFieldObjective", "energyWeight", energyWeight);
  requireNotNegative("forceFieldObjective", "forceWeight", forceWeight);
  return (parameters, batch) => {
    const { energy, forces } = field.apply(parameters, batch.graph);
    const forceError = mul(sub(forces, batch.forces), batch.isAtom);
    const energyError = mul(sub(energy, batch.energy), batch.perAtom);
    const components = mul(sum(batch.isAtom), 3);
    const graphs = sum(mul(batch.perAtom, countOf(batch)));
    return {
      loss: add(
        mul(mean(square(forceError), components), forceWeight / scale ** 2),
        mul(mean(square(energyError), graphs), energyWeight / scale ** 2),
      ),
      forceMae: mean(abs(forceError), components),
      energyMae: mean(abs(mul(energyError, countOf(batch))), graphs),
    };
  };
}

function mean(x: Tensor, count: Tensor): Tensor {
  return div(sum(x), count);
}

/** Atoms of each graph as floats, `[graphs]`: 1 / perAtom, and 0 for padding. */
function countOf({ graph, energy }: AtomicBatch): Tensor {
  return cast(graph.sizes, energy.dtype);
}
