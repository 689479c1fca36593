import { ConvergenceError } from "@erlangen/numerics";
import type { ForceField } from "./force-field.ts";
import { requireCounts, requirePositive } from "./require-positive.ts";

/** When a relaxation ends. */
export interface RelaxOptions {
  /** Largest force component at the end, in energy over length, by default 1e-9. */
  readonly tolerance?: number | undefined;
  /** Longest move of a coordinate in one step, in the unit of the coordinates, by default 0.1. */
  readonly largestMove?: number | undefined;
  /** Most steps, by default 10,000. */
  readonly maxSteps?: number | undefined;
}

const memory = 10;

/**
 * Moves atoms downhill to a local minimum of the energy, by L-BFGS with a bounded step that never climbs.
 *
 * Shapes: positions [atoms, 3] → positions [atoms, 3].
 *
 * @param field - The energy and its negative gradient.
 * @param positions - Where to start; left unchanged.
 * @returns The positions of the minimum, its energy, and the steps taken.
 * @throws ConvergenceError when `maxSteps` do not reach the tolerance.
 *
 * Source: Liu, Nocedal (1989), «On the limited memory BFGS method for large scale optimization», algorithm 2.1;
 * differs in: halved steps instead of a Wolfe line search.
 */
export function relax(
  field: ForceField,
  positions: Float64Array,
  options: RelaxOptions = {},
): { readonly positions: Float64Array; readonly energy: number; readonly steps: number } {
  const { tolerance = 1e-9, largestMove = 0.1, maxSteps = 10_000 } = options;
  requirePositive("relax", { tolerance, largestMove });
  requireCounts("relax", 0, { maxSteps });
  let x = positions.slice();
  let forces = new Float64Array(x.length);
  let energy = field(x, forces);
  let pairs: Curvature[] = [];
  for (let step = 0; step <= maxSteps; step++) {
    if (largest(forces) <= tolerance) return { positions: x, energy, steps: step };
    let move = descentDirection(forces, pairs);
    if (dot(move, forces) <= 0) {
      pairs = [];
      move = forces.slice();
    }
    let scale = Math.min(1, largestMove / largest(move));
    for (;;) {
      const nextX = x.map((value, i) => value + scale * move[i]);
      const nextForces = new Float64Array(x.length);
      const nextEnergy = field(nextX, nextForces);
      // Near the minimum the energy stands still within rounding, while the forces still shrink.
      const rounding = 1e-12 * Math.abs(energy);
      if (nextEnergy <= energy + rounding || scale < 1e-12) {
        const s = nextX.map((value, i) => value - x[i]);
        const y = forces.map((value, i) => value - nextForces[i]);
        const curvature = dot(s, y);
        if (curvature > 0) pairs = [...pairs, { s, y, curvature }].slice(-memory);
        [x, forces, energy] = [nextX, nextForces, nextEnergy];
        break;
      }
      scale /= 2;
    }
  }
  throw new ConvergenceError(
    `relax: expected forces below ${tolerance} within ${maxSteps} steps, got ${largest(forces)}`,
  );
}

interface Curvature {
  readonly s: Float64Array;
  readonly y: Float64Array;
  /** s · y */
  readonly curvature: number;
}

/** The two-loop recursion: an approximate inverse Hessian times the forces. */
function descentDirection(forces: Float64Array, pairs: readonly Curvature[]): Float64Array {
  const direction = forces.slice();
  const weights: number[] = [];
  for (const { s, y, curvature } of pairs.toReversed()) {
    const weight = dot(s, direction) / curvature;
    weights.push(weight);
    addScaled(direction, y, -weight);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = last.curvature / dot(last.y, last.y);
    direction.forEach((value, i) => {
      direction[i] = scale * value;
    });
  }
  pairs.forEach(({ s, y, curvature }, i) => {
    addScaled(direction, s, weights[pairs.length - 1 - i] - dot(y, direction) / curvature);
  });
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function addScaled(target: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] += scale * values[i];
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
