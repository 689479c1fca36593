import { orbitsOf } from "./orbit.ts";

/**
 * A number that the order of the generated group cannot exceed: the product of m! over the orbits, of length m; half of
 * it when all generators are even. Large symmetric and alternating groups reach it, which proves a chain complete.
 */
export function orderBound(generators: readonly Int32Array[], degree: number): bigint {
  let bound = 1n;
  for (const orbit of orbitsOf(generators, degree)) bound *= factorial(orbit.length);
  return bound > 1n && generators.every(isEven) ? bound / 2n : bound;
}

/** n! as a big integer. */
export function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
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
