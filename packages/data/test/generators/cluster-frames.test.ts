import {
  argon,
  lennardJones,
  lennardJonesFrames,
  morse,
  morseFrames,
  pairForceField,
} from "@erlangen/data";
import type { LabelledFrame, PairPotential } from "@erlangen/data";
import { ArgumentError, ConvergenceError, Random } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const random = (): Random => Random.fromSeed(0);

function expectExact(frames: readonly LabelledFrame[], potential: PairPotential): void {
  for (const { positions, energy, forces } of frames) {
    const expected = new Float64Array(positions.length);
    expect(pairForceField(potential)(positions, expected)).toBe(energy);
    expect(forces).toEqual(expected);
  }
}

describe("cluster frames", () => {
  test("energies and forces are exactly those of the positions", () => {
    expectExact(lennardJonesFrames({ frames: 20, random: random() }), lennardJones());
    expectExact(
      morseFrames({ frames: 5, rho: 10, epsilon: 2, random: random() }),
      morse({ rho: 10, epsilon: 2 }),
    );
  });

  test("argon frames are the same clusters in eV and angstrom", () => {
    const reduced = lennardJonesFrames({ atoms: 7, frames: 3, random: random() });
    const physical = lennardJonesFrames({ ...argon, atoms: 7, frames: 3, random: random() });
    physical.forEach((frame, i) => {
      expect(Math.abs(frame.energy / argon.epsilon / reduced[i].energy - 1)).toBeLessThan(1e-6);
      frame.positions.forEach((x, k) =>
        expect(Math.abs(x / argon.sigma - reduced[i].positions[k])).toBeLessThan(1e-5),
      );
      expect(frame.atomicNumbers).toEqual(new Uint8Array(7).fill(18));
    });
  });

  test("1,000 frames of 13 atoms are hot, hold together, and are nearly independent", () => {
    const frames = lennardJonesFrames({ frames: 1000, random: random() });
    const energies = frames.map((frame) => frame.energy);
    const mean = energies.reduce((sum, e) => sum + e, 0) / 1000;
    // Equipartition of 33 vibrations above -44.33 gives -41.0; the anharmonic cluster is softer.
    expect(mean).toBeGreaterThan(-41);
    expect(mean).toBeLessThan(-39.5);
    expect(Math.max(...energies)).toBeLessThan(-30);
    const variance = energies.reduce((sum, e) => sum + (e - mean) ** 2, 0) / 1000;
    const lagged =
      energies.slice(1).reduce((sum, e, i) => sum + (e - mean) * (energies[i] - mean), 0) / 999;
    expect(lagged / variance).toBeLessThan(0.2);
  });

  test("frames are centred, and their orientation is uniform", () => {
    const frames = lennardJonesFrames({ frames: 500, stepsBetweenFrames: 10, random: random() });
    const tensor = new Float64Array(9);
    for (const { positions } of frames) {
      for (let k = 0; k < 3; k++) {
        const centre = positions.reduce((sum, x, i) => (i % 3 === k ? sum + x : sum), 0);
        expect(Math.abs(centre)).toBeLessThan(1e-12);
      }
      // The direction of the first atom that is not the central one.
      const u = positions.subarray(3, 6).map((x) => x / Math.hypot(...positions.subarray(3, 6)));
      for (let i = 0; i < 9; i++) tensor[i] += (u[Math.floor(i / 3)] * u[i % 3]) / 500;
    }
    const fourStandardErrors = (4 * Math.sqrt(4 / 45)) / Math.sqrt(500);
    tensor.forEach((value, i) =>
      expect(Math.abs(value - (i % 4 === 0 ? 1 / 3 : 0))).toBeLessThan(fourStandardErrors),
    );
  });

  test("the same stream gives the same frames", () => {
    const draw = () => lennardJonesFrames({ atoms: 5, frames: 3, random: random() });
    expect(draw()).toEqual(draw());
  });

  test("near the boiling point frames still hold together; beyond it the error says so", () => {
    const warm = { atoms: 4, frames: 50, temperature: 0.25, random: random() };
    for (const { energy } of lennardJonesFrames(warm)) expect(energy).toBeLessThan(0);
    const boiling = () => lennardJonesFrames({ frames: 10, temperature: 5, random: random() });
    expect(boiling).toThrow(ConvergenceError);
    expect(boiling).toThrow(
      "clusterFrames: expected a cluster that holds together, got one that fell apart 100 times",
    );
  });

  test("options outside their range are named", () => {
    const draw = (options: object) => () =>
      lennardJonesFrames({ frames: 1, random: random(), ...options });
    expect(draw({ atoms: 1 })).toThrow(ArgumentError);
    expect(draw({ atoms: 1 })).toThrow(
      "clusterFrames: expected atoms to be an integer of at least 2, got 1",
    );
    expect(draw({ frames: 0.5 })).toThrow(
      "clusterFrames: expected frames to be an integer of at least 0, got 0.5",
    );
    expect(draw({ temperature: 0 })).toThrow(
      "clusterFrames: expected temperature to be a positive number, got 0",
    );
    expect(draw({ atomicNumber: 300 })).toThrow(
      "expected atomicNumber to be an atomic number from 1 to 118, got 300",
    );
  });
});
