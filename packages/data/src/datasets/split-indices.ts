import { ArgumentError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";

/**
 * Draws disjoint parts of the indices 0, ..., count - 1, uniformly.
 *
 * @param count - How many indices there are.
 * @param sizes - Size of each part, by name; together at most `count`.
 * @param random - Where the permutation comes from.
 * @returns For each name its indices, in the order of the draw.
 * @throws ArgumentError when a size is no integer ≥ 0, or they exceed `count` together.
 *
 * ```ts
 * import { splitIndices } from "@erlangen/data";
 * import { Random } from "@erlangen/numerics";
 *
 * const parts = splitIndices(1000, { train: 950, validation: 50 }, Random.fromSeed(0));
 * new Set([...parts.train, ...parts.validation]).size; // => 1000
 * ```
 */
export function splitIndices<Name extends string>(
  count: number,
  sizes: Readonly<Record<Name, number>>,
  random: Random,
): Record<Name, Int32Array> {
  const parts = Object.entries<number>(sizes);
  for (const [name, size] of parts) {
    if (Number.isSafeInteger(size) && size >= 0) continue;
    throw new ArgumentError(
      `splitIndices: expected the size of "${name}" to be an integer >= 0, got ${size}`,
    );
  }
  const total = parts.reduce((sum, [, size]) => sum + size, 0);
  if (total > count) {
    throw new ArgumentError(
      `splitIndices: expected sizes of at most ${count} together, got ${total}`,
    );
  }
  const order = random.permutation(count);
  let end = 0;
  const indices = parts.map(([name, size]) => {
    const begin = end;
    end += size;
    return [name, order.slice(begin, end)] as const;
  });
  return Object.fromEntries(indices) as Record<Name, Int32Array>;
}
