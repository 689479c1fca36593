import type { FiniteGroup } from "../group/finite-group.ts";
import { requireInteger } from "../group/require-integer.ts";
import { abelianIrreps } from "./abelian-characters.ts";
import { LawGroup } from "./law-group.ts";

/** Largest n of the families that are given by n alone. */
const largestSize = 2 ** 31 - 1;

/**
 * The cyclic group C_n. Element k is the rotation by 2πk/n; its generator is 1.
 *
 * Irreps as in escnn: `(k)` for k = 0 to n/2, the rotation of the plane by 2πk/n, or a sign for k =
 * 0 and k = n/2.
 *
 * @param n - Order, an integer >= 1.
 * @throws ArgumentError when `n` is no such integer.
 *
 * ```ts
 * import { cyclicGroup } from "@erlangen/groups";
 *
 * const c8 = cyclicGroup(8);
 * c8.multiply(5, 6); // => 3
 * c8.irreps().map(({ dim }) => dim); // => [1, 2, 2, 2, 1]
 * ```
 */
export function cyclicGroup(n: number): FiniteGroup {
  requireInteger("cyclicGroup", "n", n, { least: 1, most: largestSize });
  return new LawGroup({
    name: `C${n}`,
    order: n,
    generators: n === 1 ? [] : [1],
    multiply: (a, b) => (a + b) % n,
    inverse: (g) => (n - g) % n,
    elementName: (g) => power("r", g),
    irreps: abelianIrreps,
  });
}

/** How a power is written: `1`, `r`, `r^2`. */
export function power(base: string, exponent: number): string {
  if (exponent === 0) return "1";
  return exponent === 1 ? base : `${base}^${exponent}`;
}
