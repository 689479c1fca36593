import type { LabelledFrame } from "@erlangen/data";
import type { ForceField } from "@erlangen/layers";
import { compile, type Engine, type Tree } from "@erlangen/tensor";
import { atomicExamples, type AtomicExamplesOptions } from "./atomic-examples.ts";

/** Predictions beside the truth, in the units of the frames. */
export interface ForcePredictions {
  readonly energies: { readonly predicted: Float64Array; readonly reference: Float64Array };
  /** All components of all atoms of all frames. */
  readonly forces: { readonly predicted: Float64Array; readonly reference: Float64Array };
}

/** Options of {@link predictForces}. */
export interface PredictForcesOptions extends Omit<AtomicExamplesOptions, "batchSize"> {
  readonly engine: Engine;
  /** Frames in a batch. Default 25. */
  readonly batchSize?: number;
}

/** A function from weights to the predictions on `frames`; compiled on first use, `dispose` frees it. */
export interface ForcePredictor<P extends Tree> {
  (parameters: P): Promise<ForcePredictions>;
  dispose(): void;
}

/** Prepares the predictions of a force field on labelled frames. */
export function predictForces<P extends Tree>(
  field: ForceField<P>,
  frames: readonly LabelledFrame[],
  options: PredictForcesOptions,
): ForcePredictor<P> {
  const batchSize = Math.min(options.batchSize ?? 25, Math.max(1, frames.length));
  const examples = atomicExamples(frames, { ...options, batchSize });
  const run = compile(
    (parameters: P, graph: ReturnType<typeof examples.batch>["graph"]) =>
      field.apply(parameters, graph),
    { engine: options.engine },
  );
  const references = frames.map(({ energy }) => energy);
  const predict = async (parameters: P): Promise<ForcePredictions> => {
    const energies: number[] = [];
    const forces: number[] = [];
    for (let from = 0; from < frames.length; from += batchSize) {
      // The last batch is filled up with its first frame, so that one program serves all.
      const positions = Int32Array.from({ length: batchSize }, (_, i) =>
        from + i < frames.length ? from + i : from,
      );
      const members = frames.slice(from, from + batchSize);
      const batch = examples.batch(positions);
      const { energy, forces: components } = await run(parameters, batch.graph);
      let atom = 0;
      members.forEach((frame, g) => {
        energies.push(energy.data[g] + frame.energy - examples.relativeEnergy(from + g));
        for (let i = 0; i < frame.forces.length; i++) forces.push(components.data[3 * atom + i]);
        atom += frame.atomicNumbers.length;
      });
    }
    return {
      energies: {
        predicted: Float64Array.from(energies),
        reference: Float64Array.from(references),
      },
      forces: {
        predicted: Float64Array.from(forces),
        reference: Float64Array.from(frames.flatMap((frame) => [...frame.forces])),
      },
    };
  };
  return Object.assign(predict, { dispose: () => run.dispose() });
}

/** Mean absolute errors of predictions, in their units. */
export function meanAbsoluteErrors({ energies, forces }: ForcePredictions): {
  energy: number;
  force: number;
} {
  return {
    energy: meanAbsoluteError(energies.predicted, energies.reference),
    force: meanAbsoluteError(forces.predicted, forces.reference),
  };
}

function meanAbsoluteError(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / Math.max(1, a.length);
}
