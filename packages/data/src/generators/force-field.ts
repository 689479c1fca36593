import { ShapeError } from "@erlangen/numerics";
import type { PairPotential } from "./pair-potential.ts";

/** Energy of a configuration; its negative gradient is written into `forces`. Both arrays are `[atoms, 3]`. */
export type ForceField = (positions: Float64Array, forces: Float64Array) => number;

/**
 * The force field of a free cluster: the sum of a pair potential over all pairs, E = Σ_{i<j} V(|r_i - r_j|).
 *
 * The forces are the closed form of -∂E/∂r_i, not a difference.
 *
 * @param potential - For instance {@link lennardJones} or {@link morse}.
 *
 * ```ts
 * import { lennardJones, pairForceField } from "@erlangen/data";
 *
 * const field = pairForceField(lennardJones());
 * const forces = new Float64Array(6);
 * field(Float64Array.of(0, 0, 0, 1, 0, 0), forces); // => 0
 * [...forces]; // => [-24, 0, 0, 24, 0, 0]
 * ```
 */
export function pairForceField(potential: PairPotential): ForceField {
  return (positions, forces) => {
    if (positions.length % 3 !== 0 || forces.length !== positions.length) {
      throw new ShapeError(
        `pairForceField: expected positions and forces of shape [atoms, 3], flat, got ${positions.length} and ${forces.length} numbers`,
      );
    }
    forces.fill(0);
    let energy = 0;
    for (let i = 0; i < positions.length; i += 3) {
      const xi = positions[i];
      const yi = positions[i + 1];
      const zi = positions[i + 2];
      let fx = forces[i];
      let fy = forces[i + 1];
      let fz = forces[i + 2];
      for (let j = i + 3; j < positions.length; j += 3) {
        const x = xi - positions[j];
        const y = yi - positions[j + 1];
        const z = zi - positions[j + 2];
        const distanceSquared = x * x + y * y + z * z;
        energy += potential.energy(distanceSquared);
        const f = potential.forceOverDistance(distanceSquared);
        fx += f * x;
        fy += f * y;
        fz += f * z;
        forces[j] -= f * x;
        forces[j + 1] -= f * y;
        forces[j + 2] -= f * z;
      }
      forces[i] = fx;
      forces[i + 1] = fy;
      forces[i + 2] = fz;
    }
    return energy;
  };
}
