import { flatten, type Tree } from "@erlangen/tensor";

/**
 * How many numbers a tree of parameters holds.
 *
 * ```ts
 * import { countParameters, irrepsLinear } from "@erlangen/layers";
 * import { Random } from "@erlangen/numerics";
 *
 * countParameters(irrepsLinear("4x0e", "3x0e").init(Random.fromSeed(0))); // => 12
 * ```
 */
export function countParameters(parameters: Tree): number {
  return flatten("countParameters", parameters).leaves.reduce((total, { size }) => total + size, 0);
}
