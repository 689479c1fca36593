import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { LawGroup } from "./law-group.ts";

/**
 * The semidirect product N ⋊ H: (n, h)(m, k) = (n h(m), h k). The pair (n, h) is element h |N| + n.
 *
 * @param normal - The normal subgroup N.
 * @param acting - The group H.
 * @param action - h(n), an automorphism of N for each h, with (h k)(n) = h(k(n)); checked.
 * @throws ArgumentError when the action is not one, or a group is too large to list.
 *
 * ```ts
 * import { cyclicGroup, semidirectProduct } from "@erlangen/groups";
 *
 * // C_7 ⋊ C_3: the generator of C_3 multiplies by 2, as 2 * 2 * 2 = 1 modulo 7.
 * const frobenius = semidirectProduct(cyclicGroup(7), cyclicGroup(3), (h, n) => (n * 2 ** h) % 7);
 * frobenius.order; // => 21
 * frobenius.irreps().map(({ dim }) => dim); // => [1, 2, 6]
 * ```
 */
export function semidirectProduct(
  normal: FiniteGroup,
  acting: FiniteGroup,
  action: (h: number, n: number) => number,
): FiniteGroup {
  requireAutomorphisms(normal, acting, action);
  const size = normal.order;
  const split = (g: number): [number, number] => [g % size, Math.floor(g / size)];
  return new LawGroup({
    name: `${normal.name} : ${acting.name}`,
    order: size * acting.order,
    generators: [...normal.generators, ...acting.generators.map((h) => h * size)],
    multiply: (a, b) => {
      const [[n, h], [m, k]] = [split(a), split(b)];
      return acting.multiply(h, k) * size + normal.multiply(n, action(h, m));
    },
    inverse: (g) => {
      const [n, h] = split(g);
      const back = acting.inverse(h);
      return back * size + action(back, normal.inverse(n));
    },
    elementName: (g) => {
      const [n, h] = split(g);
      return `(${normal.elementName(n)}, ${acting.elementName(h)})`;
    },
  });
}

function requireAutomorphisms(
  normal: FiniteGroup,
  acting: FiniteGroup,
  action: (h: number, n: number) => number,
): void {
  const where = "semidirectProduct";
  for (const h of acting.generators) {
    const images = normal.elements.map((n) => action(h, n));
    const known = new Set(images.filter((n) => Number.isInteger(n) && n >= 0 && n < normal.order));
    if (known.size < normal.order) {
      throw new ArgumentError(`${where}: expected action(${h}, n) to permute ${normal.name}`);
    }
    for (const a of normal.elements) {
      for (const b of normal.generators) {
        if (images[normal.multiply(a, b)] === normal.multiply(images[a], images[b])) continue;
        throw new ArgumentError(
          `${where}: expected action(${h}, a b) = action(${h}, a) action(${h}, b), got another for a = ${a}, b = ${b}`,
        );
      }
    }
  }
  for (const h of acting.elements) {
    for (const k of acting.generators) {
      const product = acting.multiply(h, k);
      for (const n of normal.generators) {
        if (action(product, n) === action(h, action(k, n))) continue;
        throw new ArgumentError(
          `${where}: expected action(h k, n) = action(h, action(k, n)), got another for h = ${h}, k = ${k}, n = ${n}`,
        );
      }
    }
  }
}
