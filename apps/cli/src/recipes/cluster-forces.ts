import { argon, lennardJonesFrames } from "@erlangen/data";
import { Random } from "@erlangen/numerics";
import type { ForceFieldConfig } from "./force-field-config.ts";
import type { ForceFieldData } from "./force-field-data.ts";

/** Frames of a hot 13-atom Lennard-Jones cluster in argon's units, with exact energies and forces. */
export function clusterData(seed: number): ForceFieldData {
  const frames = lennardJonesFrames({
    ...argon,
    atoms: 13,
    frames: 1000,
    random: Random.fromSeed(seed).split("frames"),
  });
  return {
    train: frames.slice(0, 850),
    validation: frames.slice(850, 900),
    test: frames.slice(900),
    description: `Lennard-Jones, 13 atoms of argon, 850 / 50 / 100 frames, seed ${seed}`,
    units: { energy: "eV", length: "A" },
  };
}

/** Model and training of `erlangen train cluster-forces`. */
export const clusterSettings: Pick<ForceFieldConfig, "model" | "training"> = {
  model: {
    hidden: "16x0e + 16x1o",
    layers: 2,
    cutoff: 3 * argon.sigma,
    radialBasis: 8,
    radialHidden: [32],
  },
  training: {
    batchSize: 5,
    epochs: 20,
    learningRate: 0.05,
    averageDecay: 0.99,
    energyWeight: 1,
    forceWeight: 1,
    validateEvery: 2,
  },
};
