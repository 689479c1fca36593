import { cyclicPermutations } from "@erlangen/groups";
import { frameAveragedFamily } from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";

/** Number of inputs of every target. */
export const inputSize = 12;

/** A function on R^12 that does not change under cyclic shifts. */
export interface InvariantTarget {
  readonly name: string;
  readonly evaluate: (x: Float64Array) => number;
}

/** A random network of the student's own kind with four filters. */
export function randomTeacher(random: Random): InvariantTarget {
  const filters = random.split("filters").normal(4 * inputSize);
  const readout = random.split("readout").normal(4);
  return {
    name: "random network of 4 filters",
    evaluate: (x) => {
      let sum = 0;
      for (let shift = 0; shift < inputSize; shift++) {
        for (let filter = 0; filter < 4; filter++) {
          let product = 0;
          for (let i = 0; i < inputSize; i++) {
            product += filters[filter * inputSize + i] * x[(i + shift) % inputSize];
          }
          sum += readout[filter] * Math.max(0, product);
        }
      }
      return sum;
    },
  };
}

/** A member of the frame-averaged family: its orbit under cyclic shifts. */
export function orbitTeacher(subset: readonly number[]): InvariantTarget {
  const k = subset.length;
  const family = frameAveragedFamily(cyclicPermutations(inputSize), { k });
  return {
    name: `k = ${k}, orbit {${subset.join(", ")}}`,
    evaluate: (x) => family.evaluate(subset, x),
  };
}
