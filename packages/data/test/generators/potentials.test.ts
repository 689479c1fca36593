import { lennardJones, morse, pairForceField } from "@erlangen/data";
import type { PairPotential } from "@erlangen/data";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const differenceTolerance = 1e-7;
const float64Tolerance = 1e-12;

const potentials: readonly (readonly [string, PairPotential])[] = [
  ["Lennard-Jones", lennardJones()],
  ["Lennard-Jones in other units", lennardJones({ epsilon: 0.0103, sigma: 3.4 })],
  ["Morse", morse()],
  ["Morse with a short range in other units", morse({ epsilon: 2, distance: 1.7, rho: 14 })],
];

describe.each(potentials)("%s", (_, potential) => {
  const near = (seed: number, atoms: number): Float64Array => {
    const random = Random.fromSeed(seed);
    const noise = random.uniform(3 * atoms);
    // A jittered row: no two atoms closer than half a minimum distance.
    return noise.map((u, i) => potential.minimumDistance * ((i % 3 === 0 ? i / 3 : 0) + 0.5 * u));
  };

  test("its minimum is the well depth at the minimum distance, where the force vanishes", () => {
    const squared = potential.minimumDistance ** 2;
    expect(Math.abs(potential.energy(squared) / potential.energyUnit + 1)).toBeLessThan(
      float64Tolerance,
    );
    const force = potential.forceOverDistance(squared) * squared;
    expect(Math.abs(force / potential.energyUnit)).toBeLessThan(1e-10);
  });

  test("it vanishes at large distance", () => {
    expect(Math.abs(potential.energy((30 * potential.lengthUnit) ** 2))).toBeLessThan(
      1e-8 * potential.energyUnit,
    );
  });

  test("forces are the central differences of the energy", () => {
    const field = pairForceField(potential);
    for (let seed = 0; seed < 10; seed++) {
      const positions = near(seed, 4);
      const forces = new Float64Array(12);
      field(positions, forces);
      const scale = Math.max(...forces.map(Math.abs));
      const h = 1e-5 * potential.lengthUnit;
      const scratch = new Float64Array(12);
      for (let i = 0; i < 12; i++) {
        const up = field(positions.with(i, positions[i] + h), scratch);
        const down = field(positions.with(i, positions[i] - h), scratch);
        expect(Math.abs(forces[i] + (up - down) / (2 * h))).toBeLessThan(
          differenceTolerance * scale,
        );
      }
    }
  });

  test("forces sum to zero, and turning or reflecting the cluster turns them along", () => {
    const field = pairForceField(potential);
    const positions = near(3, 5);
    const q = Random.fromSeed(4).orthogonal(3);
    const turn = (v: Float64Array): Float64Array =>
      v.map((_x, i) =>
        [0, 1, 2].reduce((sum, k) => sum + q[3 * (i % 3) + k] * v[i - (i % 3) + k], 0),
      );
    const [forces, turned] = [new Float64Array(15), new Float64Array(15)];
    const energy = field(positions, forces);
    const scale = Math.max(...forces.map(Math.abs));
    expect(Math.abs(field(turn(positions), turned) - energy)).toBeLessThan(1e-11 * scale);
    turn(forces).forEach((f, i) => expect(Math.abs(f - turned[i])).toBeLessThan(1e-11 * scale));
    for (let k = 0; k < 3; k++) {
      const net = forces.reduce((sum, f, i) => (i % 3 === k ? sum + f : sum), 0);
      expect(Math.abs(net)).toBeLessThan(1e-12 * scale);
    }
  });
});

describe("parameters", () => {
  test("that are not positive are named", () => {
    expect(() => lennardJones({ sigma: 0 })).toThrow(ArgumentError);
    expect(() => lennardJones({ sigma: 0 })).toThrow(
      "lennardJones: expected sigma to be a positive number, got 0",
    );
    expect(() => morse({ rho: Number.NaN })).toThrow(
      "morse: expected rho to be a positive number, got NaN",
    );
    expect(() => pairForceField(morse())(new Float64Array(6), new Float64Array(3))).toThrow(
      ShapeError,
    );
  });
});
