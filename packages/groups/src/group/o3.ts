import type { Random } from "@erlangen/numerics";
import {
  assertMatrix,
  assertOrthogonal,
  composeMatrices,
  inverseMatrix,
} from "../rotation/rotation-matrix.ts";
import type { Group } from "./group.ts";

/** Two matrices whose entries differ by less count as the same element. */
const sameElement = 1e-9;

/**
 * The group O(3) of rotations and reflections of space. Elements are orthogonal matrices [3, 3],
 * row-major.
 *
 * Samples are Haar distributed: a uniform rotation, inverted with probability 1/2.
 */
export const o3: Group<Float64Array> = Object.freeze({
  name: "O(3)",
  get identity(): Float64Array {
    return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  },
  compose(g: Float64Array, h: Float64Array): Float64Array {
    return composeMatrices(g, h);
  },
  inverse(g: Float64Array): Float64Array {
    assertMatrix("o3.inverse", "g", g);
    assertOrthogonal("o3.inverse", g, { proper: false });
    return inverseMatrix(g);
  },
  equals(g: Float64Array, h: Float64Array): boolean {
    return g.length === h.length && g.every((entry, i) => Math.abs(entry - h[i]) <= sameElement);
  },
  sample(random: Random): Float64Array {
    const sign = random.uniform(1)[0] < 0.5 ? 1 : -1;
    return random.rotation().map((entry) => sign * entry);
  },
});
