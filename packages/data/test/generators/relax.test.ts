import {
  clusterMinimum,
  lennardJones,
  mackayIcosahedron,
  morse,
  pairForceField,
  relax,
} from "@erlangen/data";
import type { PairPotential } from "@erlangen/data";
import { ArgumentError, ConvergenceError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

/** Published energies have six decimals. */
const publishedTolerance = 1e-6;

function minimumEnergy(potential: PairPotential, atoms: number): number {
  const positions = clusterMinimum(potential, atoms);
  return pairForceField(potential)(positions, new Float64Array(positions.length));
}

describe("relax", () => {
  // Wales, Doye (1997), table 1; Doye, Wales (1997), table 2.
  test.each([
    ["13 Lennard-Jones atoms", lennardJones(), 13, -44.326801],
    ["55 Lennard-Jones atoms", lennardJones(), 55, -279.24847],
    ["13 Morse atoms of rho 3", morse({ rho: 3 }), 13, -51.737046],
    ["13 Morse atoms of rho 6", morse({ rho: 6 }), 13, -42.439863],
    ["13 Morse atoms of rho 14", morse({ rho: 14 }), 13, -37.258877],
  ])("the icosahedron of %s has its published energy", (_, potential, atoms, energy) => {
    expect(Math.abs(minimumEnergy(potential, atoms) - energy)).toBeLessThan(publishedTolerance);
  });

  test("the minimum scales with the units of the potential", () => {
    const scaled = minimumEnergy(lennardJones({ epsilon: 0.01, sigma: 3.4 }), 13);
    expect(Math.abs(scaled / 0.01 + 44.326801)).toBeLessThan(publishedTolerance);
  });

  test("two atoms relax to the minimum distance from near and far", () => {
    const field = pairForceField(lennardJones());
    for (const distance of [0.8, 1.1, 2]) {
      const { positions, energy } = relax(field, Float64Array.of(0, 0, 0, 0, 0, distance));
      expect(Math.abs(energy + 1)).toBeLessThan(1e-12);
      expect(Math.abs(positions[5] - positions[2] - 2 ** (1 / 6))).toBeLessThan(1e-8);
    }
  });

  test("what does not converge, or cannot, says so", () => {
    const field = pairForceField(lennardJones());
    const far = Float64Array.of(0, 0, 0, 0, 0, 2);
    expect(() => relax(field, far, { maxSteps: 1 })).toThrow(ConvergenceError);
    expect(() => relax(field, far, { maxSteps: 1 })).toThrow(
      "relax: expected forces below 1e-9 within 1 steps, got",
    );
    expect(() => relax(field, far, { tolerance: 0 })).toThrow(ArgumentError);
  });
});

describe("mackayIcosahedron", () => {
  test("has 1, 13, 55, 147 and 309 sites, all apart", () => {
    for (const [shells, sites] of [1, 13, 55, 147, 309].entries()) {
      const points = mackayIcosahedron(shells);
      expect(points).toHaveLength(3 * sites);
      let closest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < points.length; i += 3) {
        for (let j = 0; j < i; j += 3) {
          const gap = [0, 1, 2].map((k) => points[i + k] - points[j + k]);
          closest = Math.min(closest, Math.hypot(...gap));
        }
      }
      expect(closest).toBeGreaterThan(0.99);
    }
  });
});
