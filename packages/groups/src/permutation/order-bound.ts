import { finestBlocks } from "./block-system.ts";
import { orbitsOf } from "./orbit.ts";

/** Blocks are looked for up to this many points; the search is quadratic. */
const mostSearched = 512;

/**
 * A number that the order of the generated group cannot exceed: the order of a product of wreath products of symmetric
 * groups that contains it, after orbits and blocks; half of it when all generators are even. Symmetric and alternating
 * groups and many of their products reach it, which proves a chain complete.
 */
export function orderBound(generators: readonly Int32Array[], degree: number): bigint {
  const bound = boundByOrbits(generators, degree);
  // The containing group, unless trivial, holds a transposition: its even elements are half of it.
  return bound > 1n && generators.every(isEven) ? bound / 2n : bound;
}

/** n! as a big integer. */
export function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
}

function boundByOrbits(generators: readonly Int32Array[], degree: number): bigint {
  let bound = 1n;
  for (const orbit of orbitsOf(generators, degree)) {
    const place = new Map(orbit.map((point, i) => [point, i]));
    const restricted = generators.map((images) =>
      Int32Array.from(orbit, (point) => place.get(images[point]) ?? 0),
    );
    bound *= boundByBlocks(restricted, orbit.length);
  }
  return bound;
}

/** The bound of a transitive group: S_m wr the bound on blocks of m points. */
function boundByBlocks(generators: readonly Int32Array[], degree: number): bigint {
  const searched = degree <= mostSearched ? degree : 0;
  for (let x = 1; x < searched; x++) {
    const blocks = finestBlocks(generators, degree, [0, x]);
    if (blocks.length === 1) continue;
    const blockOf = new Int32Array(degree);
    blocks.forEach((block, i) => block.forEach((point) => (blockOf[point] = i)));
    const onBlocks = generators.map((images) =>
      Int32Array.from(blocks, ([first]) => blockOf[images[first]]),
    );
    return (
      factorial(blocks[0].length) ** BigInt(blocks.length) * boundByOrbits(onBlocks, blocks.length)
    );
  }
  return factorial(degree);
}

/** Whether the permutation is even: degree minus number of cycles. */
function isEven(images: Int32Array): boolean {
  const seen = new Uint8Array(images.length);
  let parity = images.length & 1;
  for (let start = 0; start < images.length; start++) {
    if (seen[start] === 1) continue;
    parity ^= 1;
    for (let x = start; seen[x] === 0; x = images[x]) seen[x] = 1;
  }
  return parity === 0;
}
