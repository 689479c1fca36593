import { ArgumentError, ConvergenceError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import type { LabelledFrame } from "../formats/extended-xyz/frame.ts";
import { elementSymbols } from "../elements/elements.ts";
import { createFrame } from "../formats/extended-xyz/frame.ts";
import { isConnected } from "./connected.ts";
import type { Motion } from "./dynamics.ts";
import { langevin, startMotion } from "./dynamics.ts";
import type { ForceField } from "./force-field.ts";
import { pairForceField } from "./force-field.ts";
import { mackayIcosahedron } from "./icosahedron.ts";
import type { PairPotential } from "./pair-potential.ts";
import { relax } from "./relax.ts";
import { requireCounts, requirePositive } from "./require-positive.ts";

/**
 * Which clusters to draw. Times are in the natural unit: length unit times the square root of mass over energy unit.
 */
export interface ClusterFramesOptions {
  /** Atoms of each frame, ≥ 2, by default 13. */
  readonly atoms?: number | undefined;
  /** How many frames to return. */
  readonly frames: number;
  readonly random: Random;
  /** k_B T over the well depth, by default 0.2: hot, but solid (13 Lennard-Jones atoms melt near 0.28). */
  readonly temperature?: number | undefined;
  /** Steps of dynamics between frames, by default 100. */
  readonly stepsBetweenFrames?: number | undefined;
  /** By default 0.01. */
  readonly timeStep?: number | undefined;
  /** Collision rate of the thermostat, by default 4. */
  readonly friction?: number | undefined;
  /** The element that the frames name, by default 18 (argon). */
  readonly atomicNumber?: number | undefined;
}

const equilibrationSteps = 1000;
const mostRestarts = 100;

/**
 * Frames of a free cluster at a temperature, with its exact energies and forces.
 *
 * The cluster starts at the minimum reached from the innermost sites of a Mackay icosahedron, is heated by 1,000 steps
 * of Langevin dynamics, and gives a frame after each `stepsBetweenFrames` more. Frames are centred at the origin and
 * turned by a random rotation. When an atom has left the cluster (no path of neighbours closer than twice the distance
 * of least energy), the motion goes back to the frame before and draws other noise: frames follow the Boltzmann
 * distribution of a cluster that holds together.
 *
 * Numerics: at the default temperature and spacing, the energies of consecutive frames of 13 Lennard-Jones atoms have
 * a correlation below 0.1.
 *
 * @param potential - Units of the frames are those of the potential.
 * @throws ArgumentError for options outside their range; ConvergenceError when the cluster does not hold together.
 *
 * Source: energies and forces in closed form; dynamics as in {@link langevin}.
 */
export function clusterFrames(
  potential: PairPotential,
  options: ClusterFramesOptions,
): LabelledFrame[] {
  const where = "clusterFrames";
  const { atoms = 13, frames, random, temperature = 0.2, atomicNumber = 18 } = options;
  const { stepsBetweenFrames = 100, timeStep = 0.01, friction = 4 } = options;
  requireCounts(where, 2, { atoms });
  requireCounts(where, 0, { frames });
  requireCounts(where, 1, { stepsBetweenFrames });
  if (elementSymbols[atomicNumber] === undefined || atomicNumber === 0) {
    throw new ArgumentError(
      `${where}: expected atomicNumber to be an atomic number from 1 to 118, got ${atomicNumber}`,
    );
  }
  requirePositive(where, { temperature, timeStep, friction });

  const field = pairForceField(potential);
  // Natural units: mass = energy / length² makes the unit of time 1.
  const masses = new Float64Array(atoms).fill(potential.energyUnit / potential.lengthUnit ** 2);
  const motion = startMotion(field, { positions: clusterMinimum(potential, atoms), masses });
  const noise = random.split("noise");
  const rotations = random.split("rotations");
  const advance = (steps: number): void => {
    langevin(motion, {
      steps,
      timeStep,
      friction,
      temperature: temperature * potential.energyUnit,
      random: noise,
    });
  };
  const reach = 2 * potential.minimumDistance;
  holdTogether(motion, reach, () => advance(equilibrationSteps));
  return Array.from({ length: frames }, () => {
    holdTogether(motion, reach, () => advance(stepsBetweenFrames));
    return clusterFrame(field, rotated(motion.positions, rotations.rotation()), atomicNumber);
  });
}

/**
 * The minimum reached downhill from the `atoms` innermost sites of a Mackay icosahedron.
 *
 * For 13, 55 and 147 Lennard-Jones atoms it is the global one, with energies -44.326801, -279.248470 and -876.461207 ε.
 *
 * Shapes: → [atoms, 3].
 *
 * Source of the energies: Wales, Doye (1997), «Global optimization by basin-hopping», table 1.
 */
export function clusterMinimum(potential: PairPotential, atoms: number): Float64Array {
  requireCounts("clusterMinimum", 1, { atoms });
  let shells = 0;
  while (sitesOfShells(shells) < atoms) shells++;
  const sites = mackayIcosahedron(shells);
  const distance = (site: number): number =>
    Math.hypot(sites[3 * site], sites[3 * site + 1], sites[3 * site + 2]);
  const innermost = Array.from({ length: sites.length / 3 }, (_, site) => site)
    .toSorted((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, atoms);
  const start = innermost.flatMap((site) =>
    [0, 1, 2].map((k) => potential.minimumDistance * sites[3 * site + k]),
  );
  return relax(pairForceField(potential), Float64Array.from(start), {
    tolerance: (1e-9 * potential.energyUnit) / potential.lengthUnit,
    largestMove: 0.1 * potential.lengthUnit,
  }).positions;
}

/** 1 + Σ (10 n² + 2) over the shells. */
function sitesOfShells(shells: number): number {
  return (10 * shells ** 3 + 15 * shells ** 2 + 11 * shells) / 3 + 1;
}

/** Runs `advance` until it ends with a connected cluster, each time from the same state. */
function holdTogether(motion: Motion, reach: number, advance: () => void): void {
  const { positions, velocities, forces, potentialEnergy } = motion;
  const before = [positions.slice(), velocities.slice(), forces.slice()] as const;
  for (let attempt = 0; attempt < mostRestarts; attempt++) {
    advance();
    if (isConnected(positions, reach)) return;
    positions.set(before[0]);
    velocities.set(before[1]);
    forces.set(before[2]);
    motion.potentialEnergy = potentialEnergy;
  }
  throw new ConvergenceError(
    `clusterFrames: expected a cluster that holds together, got one that fell apart ${mostRestarts} times; lower the temperature or the time step`,
  );
}

/** Positions about their centre, turned: r ↦ R (r - centre). */
function rotated(positions: Float64Array, rotation: Float64Array): Float64Array {
  const atoms = positions.length / 3;
  const centre = [0, 0, 0];
  positions.forEach((x, i) => {
    centre[i % 3] += x / atoms;
  });
  return positions.map((_, i) => {
    const row = 3 * (i % 3);
    const atom = i - (i % 3);
    return [0, 1, 2].reduce(
      (sum, k) => sum + rotation[row + k] * (positions[atom + k] - centre[k]),
      0,
    );
  });
}

function clusterFrame(
  field: ForceField,
  positions: Float64Array,
  atomicNumber: number,
): LabelledFrame {
  const forces = new Float64Array(positions.length);
  const energy = field(positions, forces);
  const atomicNumbers = new Uint8Array(positions.length / 3).fill(atomicNumber);
  return { ...createFrame({ atomicNumbers, positions }), energy, forces };
}
