import type { FiniteGroup } from "../group/finite-group.ts";

/** The powers g^0, g^1, ..., one of each: a cyclic subgroup. */
export function powersOf(group: FiniteGroup, g: number): number[] {
  const powers = [group.identity];
  for (let power = g; power !== group.identity; power = group.multiply(power, g)) {
    powers.push(power);
  }
  return powers;
}

/**
 * The order of an element: the smallest n > 0 with gⁿ = 1.
 *
 * @throws ArgumentError when `g` is no element.
 *
 * ```ts
 * import { cyclicGroup, elementOrder } from "@erlangen/groups";
 *
 * elementOrder(cyclicGroup(6), 4); // => 3
 * ```
 */
export function elementOrder(group: FiniteGroup, g: number): number {
  return powersOf(group, g).length;
}

/** Whether all elements commute. */
export function isAbelian(group: FiniteGroup): boolean {
  return group.generators.every((s) =>
    group.generators.every((t) => group.multiply(s, t) === group.multiply(t, s)),
  );
}
