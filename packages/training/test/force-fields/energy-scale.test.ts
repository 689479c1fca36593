import type { LabelledFrame } from "@erlangen/data";
import { Random } from "@erlangen/numerics";
import { energyScaleOf, speciesIndex, speciesOf } from "@erlangen/training/force-fields";
import { describe, expect, it } from "vitest";
import { float64, relativeError } from "../tolerances.ts";
import { randomFrames } from "./frames.ts";

function withEnergy(frame: LabelledFrame, energy: number): LabelledFrame {
  return { ...frame, energy };
}

describe("energyScaleOf", () => {
  it("finds the energies of the atoms where the energies are sums of them", () => {
    const truth: Record<number, number> = { 1: -13.6, 6: -1030, 8: -2040 };
    const frames = randomFrames(Random.fromSeed(0), [3, 5, 8, 4, 7, 6]).map((frame) =>
      withEnergy(
        frame,
        frame.atomicNumbers.reduce((total, number) => total + truth[number], 0),
      ),
    );
    const { shifts } = energyScaleOf(frames, [1, 6, 8]);
    expect(relativeError(shifts, [-13.6, -1030, -2040])).toBeLessThan(float64);
  });

  it("shares the mean energy among the atoms of frames of one composition", () => {
    const [frame] = randomFrames(Random.fromSeed(1), [5]);
    const energies = [-500, -502];
    const frames = energies.map((energy) => withEnergy(frame, energy));
    const species = speciesOf(frames);
    const { shifts } = energyScaleOf(frames, species);
    const total = frame.atomicNumbers.reduce((t, n) => t + shifts[species.indexOf(n)], 0);
    expect(total).toBeCloseTo(-501, 9);
  });

  it("measures forces by the root of their mean square, and leaves forces of zero as they are", () => {
    const [frame] = randomFrames(Random.fromSeed(2), [4]);
    const forces = new Float64Array(12).fill(0.25);
    const species = [1, 6, 8];
    expect(energyScaleOf([{ ...frame, forces }], species).scale).toBeCloseTo(0.25, 12);
    expect(energyScaleOf([{ ...frame, forces: new Float64Array(12) }], species).scale).toBe(1);
  });

  it("refuses an empty set", () => {
    expect(() => energyScaleOf([], [1])).toThrow(
      "energyScaleOf: expected at least one frame, got none",
    );
  });
});

describe("species", () => {
  it("are the atomic numbers that occur, ascending", () => {
    expect(speciesOf([])).toEqual([]);
    const frames = [Uint8Array.of(8, 1, 1), Uint8Array.of(6, 1)];
    expect(speciesOf(frames.map((atomicNumbers) => ({ atomicNumbers })))).toEqual([1, 6, 8]);
  });

  it("are found by their place, and refused when they have none", () => {
    expect(speciesIndex([1, 6, 8], 8)).toBe(2);
    expect(() => speciesIndex([1, 6, 8], 7)).toThrow(
      "speciesIndex: expected an atomic number among 1, 6, 8, got 7",
    );
  });
});
