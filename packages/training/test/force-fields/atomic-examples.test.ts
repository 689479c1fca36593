import type { LabelledFrame } from "@erlangen/data";
import { forceField, nequip } from "@erlangen/layers";
import { Random } from "@erlangen/numerics";
import { sum } from "@erlangen/tensor";
import { atomicExamples, type AtomicExamplesOptions } from "@erlangen/training/force-fields";
import { describe, expect, it } from "vitest";
import { network64, relativeError } from "../tolerances.ts";
import { periodicFrames, randomFrames } from "./frames.ts";

const species = [1, 6, 8];
const shifts = [-13, -1000, -2000];
const cutoff = 3;
const settings: Omit<AtomicExamplesOptions, "batchSize"> = {
  cutoff,
  species,
  shifts,
  dtype: "float64",
};
const field = forceField(
  nequip({ species: 3, cutoff, averageNeighbors: 4, hidden: "4x0e + 2x1o", layers: 2 }),
);
const parameters = field.init(Random.fromSeed(5), { dtype: "float64" });

/** Energy and forces of a frame alone, without any padding. */
function alone(frame: LabelledFrame): { readonly energy: number; readonly forces: number[] } {
  const { graph } = atomicExamples([frame], { ...settings, batchSize: 1 }).batch(Int32Array.of(0));
  const { energy, forces } = field.apply(parameters, graph);
  return { energy: energy.data[0], forces: Array.from(forces.data) };
}

/** Energies and forces of a batch are those of its frames, one after the other; padding atoms feel no force. */
function expectSingleFrames(
  frames: readonly LabelledFrame[],
  batchSize: number,
  positions: readonly number[],
): void {
  const examples = atomicExamples(frames, { ...settings, batchSize });
  const { graph, isAtom } = examples.batch(Int32Array.from(positions));
  const { energy, forces } = field.apply(parameters, graph);
  const single = positions.map((position) => alone(frames[position]));
  const expected = single.flatMap((prediction) => prediction.forces);
  const padding = new Array<number>(forces.size - expected.length).fill(0);
  expect(relativeError(forces.data, [...expected, ...padding])).toBeLessThan(network64);
  expect(
    relativeError(
      energy.data.subarray(0, positions.length),
      single.map((prediction) => prediction.energy),
    ),
  ).toBeLessThan(network64);
  expect(sum(isAtom).item()).toBe(expected.length / 3);
}

describe("atomicExamples", () => {
  it("puts frames of one size together so that none sees another or the padding", () => {
    expectSingleFrames(randomFrames(Random.fromSeed(0), [5, 5, 5, 5]), 3, [2, 0, 3]);
  });

  it("keeps the digits of a frame that lies far from the origin", () => {
    const [frame] = randomFrames(Random.fromSeed(3), [5]);
    const far = { ...frame, positions: frame.positions.map((x) => x + 65_536) };
    const batchOf = (one: LabelledFrame): readonly number[] => {
      const examples = atomicExamples([one], { ...settings, dtype: "float32", batchSize: 1 });
      return Array.from(examples.batch(Int32Array.of(0)).graph.positions.data);
    };
    expect(relativeError(batchOf(far), batchOf(frame))).toBeLessThan(1e-7);
  });

  it("does the same for frames of different sizes", () => {
    const frames = randomFrames(Random.fromSeed(1), [2, 7, 4, 5, 1]);
    expectSingleFrames(frames, 3, [4, 1, 2]);
    expectSingleFrames(frames, 2, [1, 1]);
    expectSingleFrames(frames, 1, [4]);
  });

  it("does the same for frames that repeat in space", () => {
    expectSingleFrames(periodicFrames(Random.fromSeed(2), [2, 3, 2]), 2, [1, 2]);
  });

  it("gives batches of one size one shape, whatever the sizes of their frames", () => {
    const frames = randomFrames(Random.fromSeed(3), [6, 7, 8, 7, 6, 8]);
    const examples = atomicExamples(frames, { ...settings, batchSize: 2 });
    const shapes = [
      [0, 1],
      [2, 5],
      [4, 3],
    ].map((positions) => {
      const { graph, energy } = examples.batch(Int32Array.from(positions));
      return [graph.positions.shape, graph.sizes.shape, energy.shape];
    });
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
    expect(shapes[0][0]).toEqual([16, 3]);
  });

  it("takes the energies of the atoms off before the energies lose digits", () => {
    const [frame] = randomFrames(Random.fromSeed(4), [3]);
    const atoms = frame.atomicNumbers.reduce((t, n) => t + shifts[species.indexOf(n)], 0);
    const heavy = { ...frame, energy: atoms + 0.125 };
    const examples = atomicExamples([heavy], { ...settings, batchSize: 1, dtype: "float32" });
    expect(examples.relativeEnergy(0)).toBeCloseTo(0.125, 9);
    const { energy, graph } = examples.batch(Int32Array.of(0));
    expect([energy.dtype, graph.positions.dtype]).toEqual(["float32", "float32"]);
    expect(energy.data[0]).toBeCloseTo(0.125, 6);
  });

  it("counts the neighbours of an atom on average", () => {
    const [frame] = randomFrames(Random.fromSeed(6), [3]);
    const positions = Float64Array.of(0, 0, 0, 2, 0, 0, 4, 0, 0);
    const chain = atomicExamples([{ ...frame, positions }], { ...settings, batchSize: 1 });
    expect(chain.averageNeighbors).toBeCloseTo(4 / 3, 12);
  });

  it("refuses atoms and shifts that are not those of the species", () => {
    const frames = randomFrames(Random.fromSeed(7), [6]);
    expect(() =>
      atomicExamples(frames, { ...settings, species: [1], shifts: [0], batchSize: 1 }),
    ).toThrow("speciesIndex: expected an atomic number among 1, got ");
    expect(() => atomicExamples(frames, { ...settings, shifts: [0], batchSize: 1 })).toThrow(
      "atomicExamples: expected as many shifts as species (3), got 1",
    );
    expect(() => atomicExamples(frames, { ...settings, batchSize: 0 })).toThrow(
      "atomicExamples: expected batchSize an integer >= 1, got 0",
    );
  });
});
