import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { FinitePermutationGroup } from "./finite-permutation-group.ts";
import { LawGroup } from "./law-group.ts";

/**
 * The wreath product B ≀ T of a finite group B by a permutation group T of d points: an element of
 * B at each point, and a permutation of the points.
 *
 * (f, t)(e, s) = (x ↦ f(x) e(t⁻¹ x), t s). The pair (f, t) is element t |B|^d + Σ f(x) |B|^x.
 *
 * @param base - The group B.
 * @param top - The permutation group T.
 * @throws ArgumentError when there are 2^53 elements or more.
 *
 * ```ts
 * import { cyclicGroup, symmetricGroup, wreathProduct } from "@erlangen/groups";
 *
 * wreathProduct(cyclicGroup(2), symmetricGroup(3)).order; // => 48
 * ```
 */
export function wreathProduct(base: FiniteGroup, top: FinitePermutationGroup): FiniteGroup {
  const { degree } = top;
  const size = base.order ** degree;
  if (!Number.isSafeInteger(size * top.order)) {
    throw new ArgumentError(
      `wreathProduct: expected fewer than 2^53 elements, got ${base.order}^${degree} * ${top.order}`,
    );
  }
  const places = Array.from({ length: degree }, (_, x) => base.order ** x);
  const values = (g: number): number[] =>
    places.map((place) => Math.floor((g % size) / place) % base.order);
  const pack = (f: readonly number[], t: number): number =>
    f.reduce((sum, value, x) => sum + value * places[x], t * size);
  const topOf = (g: number): number => Math.floor(g / size);
  return new LawGroup({
    name: `${base.name} wr ${top.name}`,
    order: size * top.order,
    generators: [
      ...firstPoints(top).flatMap((x) => base.generators.map((g) => g * places[x])),
      ...top.generators.map((t) => t * size),
    ],
    multiply: (a, b) => {
      const [t, f, e] = [topOf(a), values(a), values(b)];
      const image = top.permutation(t);
      e.forEach((value, x) => {
        f[image[x]] = base.multiply(f[image[x]], value);
      });
      return pack(f, top.multiply(t, topOf(b)));
    },
    inverse: (a) => {
      const [t, f] = [topOf(a), values(a)];
      const image = top.permutation(t);
      return pack(
        Array.from(image, (point) => base.inverse(f[point])),
        top.inverse(t),
      );
    },
    elementName: (a) =>
      `(${values(a)
        .map((value) => base.elementName(value))
        .join(", ")}; ${top.elementName(topOf(a))})`,
  });
}

/** One point of each orbit of the generators. */
function firstPoints(top: FinitePermutationGroup): number[] {
  const images = top.generators.map((t) => top.permutation(t));
  const seen = new Set<number>();
  const firsts: number[] = [];
  for (let x = 0; x < top.degree; x++) {
    if (seen.has(x)) continue;
    firsts.push(x);
    const orbit = new Set([x]);
    for (const point of orbit) for (const image of images) orbit.add(image[point]);
    for (const point of orbit) seen.add(point);
  }
  return firsts;
}
