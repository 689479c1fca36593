import type { Random } from "@erlangen/numerics";
import { inverseOf } from "./permutation.ts";

/**
 * Nearly uniform random elements of the group that `generators` generate, by product replacement with an accumulator
 * («rattle»). Only the speed of Schreier-Sims rests on them, no result.
 *
 * Source: Leedham-Green, Murray (2002), «Variants of product replacement».
 *
 * @param generators - At least one, as arrays of images.
 * @returns A function that gives the next element as a fresh array.
 */
export function productReplacement(
  generators: readonly Int32Array[],
  random: Random,
): () => Int32Array {
  const size = Math.max(8, generators.length + 1);
  const slots = Array.from({ length: size }, (_, i) => generators[i % generators.length].slice());
  const accumulator = slots[0].slice();
  const product = new Int32Array(accumulator.length);
  const multiply = (target: Int32Array, factor: Int32Array, onLeft: boolean): void => {
    if (onLeft) for (let x = 0; x < target.length; x++) target[x] = factor[target[x]];
    else {
      for (let x = 0; x < target.length; x++) product[x] = target[factor[x]];
      target.set(product);
    }
  };
  const step = (): void => {
    const word = random.uint32(1)[0];
    const chosen = (word >>> 2) % size;
    const other = (chosen + 1 + ((word >>> 16) % (size - 1))) % size;
    const factor = (word & 1) === 1 ? slots[other] : inverseOf(slots[other]);
    multiply(slots[chosen], factor, (word & 2) === 2);
    multiply(accumulator, slots[chosen], (word & 2) === 0);
  };
  for (let warmUp = 0; warmUp < 4 * size; warmUp++) step();
  return () => {
    step();
    return accumulator.slice();
  };
}
