import { threefry2x32 } from "./threefry.ts";

/**
 * The key of the child that `name` selects.
 *
 * Draws encipher counters below 2^63; children come from counters above, so that no child key is ever a draw:
 * - an integer n: the counter 2^63 + n, hence different integers give different keys;
 * - a text of length n in UTF-16 units: the counters 2^63 + 2^62 + n 2^32 + (two units), each under the key that the
 *   one before gave; the length comes first, so that no text is the prefix of another.
 */
export function splitKey(key: readonly [number, number], name: string | number): [number, number] {
  if (typeof name === "number") {
    return threefry2x32(key, [name >>> 0, (0x80000000 | Math.floor(name / 2 ** 32)) >>> 0]);
  }
  const header = (0xc0000000 | name.length) >>> 0;
  let child = threefry2x32(key, [unit(name, 0) | (unit(name, 1) << 16), header]);
  for (let i = 2; i < name.length; i += 2) {
    child = threefry2x32(child, [unit(name, i) | (unit(name, i + 1) << 16), header]);
  }
  return child;
}

/** The UTF-16 unit at `index`, 0 past the end. */
function unit(name: string, index: number): number {
  return index < name.length ? name.charCodeAt(index) : 0;
}
