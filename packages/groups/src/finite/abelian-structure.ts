import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { isAbelian, powersOf } from "./element-order.ts";

/** An abelian group as a product of cyclic groups. */
export interface AbelianStructure {
  /** Orders of the cyclic factors, each a multiple of the next; empty for the trivial group. */
  readonly moduli: readonly number[];
  /** The exponent of each factor's generator in each element, [order, factors]. */
  readonly coordinates: Int32Array;
}

const structures = new WeakMap<FiniteGroup, AbelianStructure>();

/**
 * Writes an abelian group as C_m1 x C_m2 x ... with m2 | m1, m3 | m2, ...
 *
 * An element of largest order modulo the factors found so far always has a representative of that
 * very order, which generates the next factor. Cost O(order * exponent * factors).
 *
 * @throws ArgumentError when the group is not abelian, or too large to list.
 *
 * ```ts
 * import { abelianStructure, cyclicGroup, directProduct } from "@erlangen/groups";
 *
 * abelianStructure(directProduct(cyclicGroup(2), cyclicGroup(6))).moduli; // => [6, 2]
 * ```
 */
export function abelianStructure(group: FiniteGroup): AbelianStructure {
  const known = structures.get(group);
  if (known !== undefined) return known;
  if (!isAbelian(group)) {
    throw new ArgumentError(`abelianStructure: expected an abelian group, got ${group.name}`);
  }
  const factors: number[][] = [];
  let inside = [group.identity];
  while (inside.length < group.order) {
    const powers = nextFactor(group, new Set(inside));
    factors.push(powers);
    inside = inside.flatMap((g) => powers.map((power) => group.multiply(g, power)));
  }
  // `inside` now runs through all elements with the exponent of the last factor fastest.
  const coordinates = new Int32Array(group.order * factors.length);
  inside.forEach((g, position) => {
    let rest = position;
    for (let f = factors.length - 1; f >= 0; f--) {
      coordinates[g * factors.length + f] = rest % factors[f].length;
      rest = Math.floor(rest / factors[f].length);
    }
  });
  const structure = { moduli: factors.map(({ length }) => length), coordinates };
  structures.set(group, structure);
  return structure;
}

/** The powers of an element of largest order modulo `inside` whose own order is no larger. */
function nextFactor(group: FiniteGroup, inside: ReadonlySet<number>): number[] {
  let best: number[] = [];
  for (const g of group.elements) {
    let order = 1;
    for (let power = g; !inside.has(power); power = group.multiply(power, g)) order++;
    if (order <= best.length) continue;
    const powers = powersOf(group, g);
    if (powers.length === order) best = powers;
    if (best.length * inside.size === group.order) break;
  }
  return best;
}
