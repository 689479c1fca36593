import { forceField, nequip, type ForceField, type Nequip } from "@erlangen/layers";

/** How a force field is built and trained; with the weights, all that a run is. Saved as `config.json`. */
export interface ForceFieldConfig {
  readonly recipe: string;
  readonly seed: number;
  /** What the frames are, for people and for telling runs apart. */
  readonly data: string;
  readonly units: { readonly energy: string; readonly length: string };
  readonly model: {
    readonly hidden: string;
    readonly layers: number;
    readonly cutoff: number;
    readonly radialBasis: number;
    readonly radialHidden: readonly number[];
  };
  readonly training: {
    readonly batchSize: number;
    readonly epochs: number;
    readonly learningRate: number;
    readonly averageDecay: number;
    readonly energyWeight: number;
    readonly forceWeight: number;
    readonly validateEvery: number;
  };
  /** Measured on the training frames. */
  readonly statistics: {
    readonly species: readonly number[];
    readonly shifts: readonly number[];
    readonly scale: number;
    readonly averageNeighbors: number;
  };
}

/** The equivariant model of a run. */
export function modelOf({ model, statistics }: ForceFieldConfig): Nequip {
  return nequip({
    species: statistics.species.length,
    cutoff: model.cutoff,
    averageNeighbors: statistics.averageNeighbors,
    energyScale: statistics.scale,
    hidden: model.hidden,
    layers: model.layers,
    radialBasis: model.radialBasis,
    radialHidden: model.radialHidden,
  });
}

/** The force field of a run. */
export function fieldOf(config: ForceFieldConfig): ForceField<ReturnType<Nequip["init"]>> {
  return forceField(modelOf(config));
}
