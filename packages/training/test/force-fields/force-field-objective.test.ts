import type { LabelledFrame } from "@erlangen/data";
import { forceField, nequip } from "@erlangen/layers";
import { Random } from "@erlangen/numerics";
import { compile, hostEngine, valueAndGrad } from "@erlangen/tensor";
import {
  atomicExamples,
  forceFieldObjective,
  meanAbsoluteErrors,
  predictForces,
} from "@erlangen/training/force-fields";
import { describe, expect, it } from "vitest";
import { network64, relativeError } from "../tolerances.ts";
import { randomFrames } from "./frames.ts";

const settings = {
  cutoff: 3,
  species: [1, 6, 8],
  shifts: [-90, -100, -110],
  dtype: "float64",
} as const;
const field = forceField(
  nequip({ species: 3, cutoff: 3, averageNeighbors: 4, hidden: "4x0e + 2x1o", layers: 2 }),
);
const parameters = field.init(Random.fromSeed(5), { dtype: "float64" });
const batchOf = (frames: readonly LabelledFrame[]) =>
  atomicExamples(frames, { ...settings, batchSize: frames.length }).batch(
    Int32Array.from(frames, (_, i) => i),
  );

/** Loss and errors by a plain loop over predictions of one frame at a time. */
async function plainLoop(
  frames: readonly LabelledFrame[],
  weights: { readonly scale: number; readonly energyWeight: number; readonly forceWeight: number },
) {
  const sums = { force: 0, forceSquare: 0, energy: 0, energySquare: 0, components: 0 };
  for (const frame of frames) {
    const predictor = predictForces(field, [frame], { ...settings, engine: hostEngine });
    const { energies, forces } = await predictor(parameters);
    predictor.dispose();
    const energyError = energies.predicted[0] - energies.reference[0];
    sums.energy += Math.abs(energyError);
    sums.energySquare += (energyError / frame.atomicNumbers.length) ** 2;
    frame.forces.forEach((component, i) => {
      sums.force += Math.abs(forces.predicted[i] - component);
      sums.forceSquare += (forces.predicted[i] - component) ** 2;
      sums.components += 1;
    });
  }
  const { scale, energyWeight, forceWeight } = weights;
  return {
    loss:
      (forceWeight * sums.forceSquare) / sums.components / scale ** 2 +
      (energyWeight * sums.energySquare) / frames.length / scale ** 2,
    forceMae: sums.force / sums.components,
    energyMae: sums.energy / frames.length,
  };
}

describe("forceFieldObjective", () => {
  it("is what a plain loop over the frames gives, with and without padding", async () => {
    const weights = { scale: 0.7, energyWeight: 0.3, forceWeight: 2 };
    const objective = forceFieldObjective(field, weights);
    for (const sizes of [
      [4, 4, 4],
      [3, 6, 1, 5],
    ]) {
      const frames = randomFrames(Random.fromSeed(8), sizes);
      const expected = await plainLoop(frames, weights);
      const computed = objective(parameters, batchOf(frames));
      for (const name of ["loss", "forceMae", "energyMae"] as const) {
        expect(relativeError(computed[name].data, [expected[name]])).toBeLessThan(network64);
      }
    }
  });

  it("has a finite gradient, the same compiled as at once, where frames are padded", async () => {
    const objective = forceFieldObjective(field, { scale: 1 });
    const batch = batchOf(randomFrames(Random.fromSeed(9), [1, 5, 2]));
    const gradient = valueAndGrad((p: typeof parameters) => objective(p, batch).loss);
    const [loss, slope] = gradient(parameters);
    expect(Number.isFinite(loss.item())).toBe(true);
    expect(slope.readout.weight.data.every(Number.isFinite)).toBe(true);
    const compiled = compile(gradient);
    const [, again] = await compiled(parameters);
    expect(relativeError(again.readout.weight.data, slope.readout.weight.data)).toBeLessThan(
      network64,
    );
    compiled.dispose();
  });

  it("refuses a scale that is not positive and weights below zero", () => {
    expect(() => forceFieldObjective(field, { scale: 0 })).toThrow(
      "forceFieldObjective: expected scale > 0, got 0",
    );
    expect(() => forceFieldObjective(field, { scale: 1, energyWeight: -1 })).toThrow(
      "forceFieldObjective: expected energyWeight >= 0, got -1",
    );
  });
});

describe("predictForces", () => {
  const frames = randomFrames(Random.fromSeed(10), [3, 6, 1, 5, 4]);

  it("gives every frame once and in order, whatever the batch size", async () => {
    const all = await Promise.all(
      [1, 2, 3, 25].map(async (batchSize) => {
        const options = { ...settings, engine: hostEngine, batchSize };
        const predictor = predictForces(field, frames, options);
        const predictions = await predictor(parameters);
        predictor.dispose();
        return predictions;
      }),
    );
    const [first, ...others] = all;
    expect(first.energies.predicted).toHaveLength(5);
    expect(first.forces.predicted).toHaveLength(3 * 19);
    expect([...first.energies.reference]).toEqual(frames.map(({ energy }) => energy));
    for (const { energies, forces } of others) {
      expect(relativeError(energies.predicted, first.energies.predicted)).toBeLessThan(network64);
      expect(relativeError(forces.predicted, first.forces.predicted)).toBeLessThan(network64);
    }
  });

  it("predicts nothing for no frames", async () => {
    const predictions = await predictForces(field, [], { ...settings, engine: hostEngine })(
      parameters,
    );
    expect(predictions.forces.predicted).toHaveLength(0);
    expect(meanAbsoluteErrors(predictions)).toEqual({ energy: 0, force: 0 });
  });

  it("has errors that are means of absolute differences", () => {
    const energies = { predicted: Float64Array.of(1, 2), reference: Float64Array.of(2, 0) };
    const forces = { predicted: Float64Array.of(0.5), reference: Float64Array.of(0.25) };
    expect(meanAbsoluteErrors({ energies, forces })).toEqual({ energy: 1.5, force: 0.25 });
  });
});
