import {
  clusterMinimum,
  kineticEnergy,
  langevin,
  lennardJones,
  pairForceField,
  startMotion,
  velocityVerlet,
} from "@erlangen/data";
import type { ForceField } from "@erlangen/data";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const field = pairForceField(lennardJones());

function hotCluster() {
  const velocities = Random.fromSeed(1)
    .normal(39)
    .map((v) => 0.4 * v);
  return startMotion(field, { positions: clusterMinimum(lennardJones(), 13), velocities });
}

/** Largest deviation of the total energy over a time of 20. */
function energyError(timeStep: number): number {
  const motion = hotCluster();
  const total = motion.potentialEnergy + kineticEnergy(motion);
  let worst = 0;
  for (let time = 0; time < 20; time += 0.1) {
    velocityVerlet(motion, { steps: Math.round(0.1 / timeStep), timeStep });
    worst = Math.max(worst, Math.abs(motion.potentialEnergy + kineticEnergy(motion) - total));
  }
  return worst;
}

describe("velocityVerlet", () => {
  test("conserves the total energy, with an error of second order in the time step", () => {
    const [coarse, fine] = [energyError(0.004), energyError(0.001)];
    expect(coarse).toBeLessThan(5e-3);
    expect(coarse / fine).toBeGreaterThan(8);
    expect(coarse / fine).toBeLessThan(32);
  });

  test("is reversible", () => {
    const motion = hotCluster();
    const start = motion.positions.slice();
    velocityVerlet(motion, { steps: 200, timeStep: 0.002 });
    motion.velocities.forEach((v, i) => {
      motion.velocities[i] = -v;
    });
    velocityVerlet(motion, { steps: 200, timeStep: 0.002 });
    motion.positions.forEach((x, i) => expect(Math.abs(x - start[i])).toBeLessThan(1e-9));
  });
});

describe("langevin", () => {
  test("gives harmonic oscillators of any mass the variance k_B T of their energy scale", () => {
    const springs: ForceField = (positions, forces) => {
      let energy = 0;
      for (let i = 0; i < positions.length; i++) {
        forces[i] = -positions[i];
        energy += positions[i] ** 2 / 2;
      }
      return energy;
    };
    const atoms = 200;
    const masses = Float64Array.from({ length: atoms }, (_, i) => (i % 2 === 0 ? 1 : 4));
    const motion = startMotion(springs, { positions: new Float64Array(3 * atoms), masses });
    const options = { timeStep: 0.1, friction: 1, temperature: 0.5, random: Random.fromSeed(2) };
    langevin(motion, { steps: 200, ...options });
    let [potential, kinetic] = [0, 0];
    const samples = 200;
    for (let sample = 0; sample < samples; sample++) {
      langevin(motion, { steps: 20, ...options });
      potential += motion.potentialEnergy / samples;
      kinetic += kineticEnergy(motion) / samples;
    }
    // 120,000 nearly independent squares: a standard error of 0.4 %.
    const expected = (3 * atoms * 0.5) / 2;
    expect(Math.abs(potential / expected - 1)).toBeLessThan(0.02);
    expect(Math.abs(kinetic / expected - 1)).toBeLessThan(0.02);
  });

  test("the same stream gives the same path", () => {
    const run = () => {
      const motion = hotCluster();
      langevin(motion, {
        steps: 50,
        timeStep: 0.01,
        friction: 1,
        temperature: 0.2,
        random: Random.fromSeed(3),
      });
      return motion.positions;
    };
    expect(run()).toEqual(run());
  });
});

describe("arguments", () => {
  test("that do not fit are named", () => {
    const positions = new Float64Array(6);
    expect(() => startMotion(field, { positions, masses: new Float64Array(3) })).toThrow(
      ShapeError,
    );
    expect(() => startMotion(field, { positions, masses: new Float64Array(2) })).toThrow(
      "startMotion: expected masses to be a positive number, got 0",
    );
    const motion = hotCluster();
    expect(() => velocityVerlet(motion, { steps: -1, timeStep: 1 })).toThrow(
      "velocityVerlet: expected steps to be an integer of at least 0, got -1",
    );
    const wrong = {
      steps: 1,
      timeStep: 1,
      friction: 1,
      temperature: -1,
      random: Random.fromSeed(0),
    };
    expect(() => langevin(motion, wrong)).toThrow(ArgumentError);
    expect(() => langevin(motion, wrong)).toThrow(
      "langevin: expected temperature to be a positive number, got -1",
    );
  });
});
