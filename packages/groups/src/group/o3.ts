import { gaussLegendre } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import {
  anglesToMatrix,
  assertMatrix,
  assertOrthogonal,
  composeMatrices,
  inverseMatrix,
} from "../rotation/rotation-matrix.ts";
import type { CompactGroup, HaarRule } from "./group.ts";
import { requireInteger } from "./require-integer.ts";

/** Two matrices whose entries differ by less count as the same element. */
const sameElement = 1e-9;

/** A rule of this degree has a million nodes. */
const largestDegree = 100;

/**
 * The group O(3) of rotations and reflections of space. Elements are orthogonal matrices [3, 3],
 * row-major.
 *
 * The algebra is spanned by the cross products with x, y and z, the inversion joins both components.
 * Samples are Haar distributed: a uniform rotation, inverted with probability 1/2.
 */
export const o3: CompactGroup<Float64Array> = Object.freeze({
  name: "O(3)",
  get identity(): Float64Array {
    return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  },
  get generators(): readonly Float64Array[] {
    return [Float64Array.of(-1, 0, 0, 0, -1, 0, 0, 0, -1)];
  },
  get algebra(): readonly Float64Array[] {
    return [
      Float64Array.of(0, 0, 0, 0, 0, -1, 0, 1, 0),
      Float64Array.of(0, 0, 1, 0, 0, 0, -1, 0, 0),
      Float64Array.of(0, -1, 0, 1, 0, 0, 0, 0, 0),
    ];
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
  haarRule(degree: number): HaarRule<Float64Array> {
    requireInteger("o3.haarRule", "degree", degree, { least: 0, most: largestDegree });
    const turns = degree + 1;
    const tilts = gaussLegendre(Math.floor(degree / 2) + 1);
    const [elements, weights]: [Float64Array[], number[]] = [[], []];
    tilts.nodes.forEach((cosine, tilt) => {
      for (let turn = 0; turn < turns * turns; turn++) {
        const rotation = anglesToMatrix({
          alpha: (2 * Math.PI * Math.floor(turn / turns)) / turns,
          beta: Math.acos(cosine),
          gamma: (2 * Math.PI * (turn % turns)) / turns,
        });
        elements.push(
          rotation,
          rotation.map((entry) => -entry),
        );
        const weight = tilts.weights[tilt] / (4 * turns * turns);
        weights.push(weight, weight);
      }
    });
    return { elements, weights: Float64Array.from(weights) };
  },
});
