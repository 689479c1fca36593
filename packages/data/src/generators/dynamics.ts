import { ShapeError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import type { ForceField } from "./force-field.ts";
import { requireCounts, requirePositive } from "./require-positive.ts";

/** Atoms in motion; the integrators move them in place. Units are any with energy = mass length² / time². */
export interface Motion {
  readonly field: ForceField;
  /** `[atoms]` */
  readonly masses: Float64Array;
  /** `[atoms, 3]` */
  readonly positions: Float64Array;
  /** `[atoms, 3]` */
  readonly velocities: Float64Array;
  /** Forces at `positions`, `[atoms, 3]`. */
  readonly forces: Float64Array;
  /** Potential energy at `positions`. */
  potentialEnergy: number;
}

/**
 * Atoms at rest, or with given velocities, ready for {@link velocityVerlet} and {@link langevin}.
 *
 * @param field - Energy and forces.
 * @param start - `positions` [atoms, 3] (copied); `masses` [atoms], by default 1; `velocities` [atoms, 3], by default 0.
 * @throws ShapeError when the arrays disagree; ArgumentError for a mass that is not positive.
 */
export function startMotion(
  field: ForceField,
  start: {
    readonly positions: Float64Array;
    readonly masses?: Float64Array | undefined;
    readonly velocities?: Float64Array | undefined;
  },
): Motion {
  const positions = start.positions.slice();
  const atoms = positions.length / 3;
  const masses = start.masses?.slice() ?? new Float64Array(atoms).fill(1);
  const velocities = start.velocities?.slice() ?? new Float64Array(positions.length);
  if (masses.length !== atoms || velocities.length !== positions.length) {
    throw new ShapeError(
      `startMotion: expected positions [atoms, 3], masses [atoms] and velocities [atoms, 3], got ${positions.length}, ${masses.length} and ${velocities.length} numbers`,
    );
  }
  for (const mass of masses) requirePositive("startMotion", { masses: mass });
  const forces = new Float64Array(positions.length);
  return {
    field,
    masses,
    positions,
    velocities,
    forces,
    potentialEnergy: field(positions, forces),
  };
}

/** Σ m v² / 2. */
export function kineticEnergy({ masses, velocities }: Motion): number {
  return velocities.reduce((sum, v, i) => sum + (masses[Math.floor(i / 3)] * v * v) / 2, 0);
}

/**
 * Moves atoms by Newton's equations, with the velocity form of Verlet's integrator.
 *
 * Numerics: symplectic and reversible; the error of the total energy stays bounded and falls as `timeStep`².
 *
 * @param motion - Moved in place.
 * @param options - `steps` and `timeStep` > 0.
 *
 * Source: Swope, Andersen, Berens, Wilson (1982), eq. (1) and (2).
 */
export function velocityVerlet(
  motion: Motion,
  { steps, timeStep }: { readonly steps: number; readonly timeStep: number },
): void {
  requireCounts("velocityVerlet", 0, { steps });
  requirePositive("velocityVerlet", { timeStep });
  for (let step = 0; step < steps; step++) {
    kick(motion, timeStep / 2);
    drift(motion, timeStep);
    motion.potentialEnergy = motion.field(motion.positions, motion.forces);
    kick(motion, timeStep / 2);
  }
}

/** How {@link langevin} moves atoms. */
export interface LangevinOptions {
  readonly steps: number;
  readonly timeStep: number;
  /** Collision rate γ, in 1 / time. */
  readonly friction: number;
  /** k_B T, in the unit of energy. */
  readonly temperature: number;
  readonly random: Random;
}

/**
 * Moves atoms by Langevin's equation m dv = (F - γ m v) dt + sqrt(2 γ m k_B T) dW, with the BAOAB splitting.
 *
 * Visits configurations with the weight exp(-E / k_B T), up to an error that falls as `timeStep`² and is small for
 * positions.
 *
 * @param motion - Moved in place.
 * @throws ArgumentError for a step, friction or temperature that is not positive.
 *
 * Source: Leimkuhler, Matthews (2013), «Rational construction of stochastic numerical methods for molecular sampling».
 */
export function langevin(motion: Motion, options: LangevinOptions): void {
  const { steps, timeStep, friction, temperature, random } = options;
  requireCounts("langevin", 0, { steps });
  requirePositive("langevin", { timeStep, friction, temperature });
  const { masses, velocities } = motion;
  const keep = Math.exp(-friction * timeStep);
  const noise = Array.from(masses, (mass) => Math.sqrt(((1 - keep * keep) * temperature) / mass));
  for (let step = 0; step < steps; step++) {
    kick(motion, timeStep / 2);
    drift(motion, timeStep / 2);
    const normals = random.normal(velocities.length);
    for (let i = 0; i < velocities.length; i++) {
      velocities[i] = keep * velocities[i] + noise[Math.floor(i / 3)] * normals[i];
    }
    drift(motion, timeStep / 2);
    motion.potentialEnergy = motion.field(motion.positions, motion.forces);
    kick(motion, timeStep / 2);
  }
}

function kick({ velocities, forces, masses }: Motion, time: number): void {
  for (let i = 0; i < velocities.length; i++) {
    velocities[i] += (time * forces[i]) / masses[Math.floor(i / 3)];
  }
}

function drift({ positions, velocities }: Motion, time: number): void {
  for (let i = 0; i < positions.length; i++) positions[i] += time * velocities[i];
}
