import type { FiniteGroup } from "../group/finite-group.ts";
import { classPartition } from "./class-partition.ts";
import { powersOf } from "./element-order.ts";
import type { SignedSubgroup } from "./monomial-module.ts";

/** Classes whose centralisers are tried; the others give cyclic subgroups only. */
const centralizersTried = 40;

/** Homomorphisms to 1 and -1 that are tried for one subgroup. */
const signsTried = 16;

/**
 * Subgroups with signs in whose induced representations irreps are looked for: the trivial one, the
 * cyclic ones, and the centralisers of elements, up to conjugacy.
 */
export function signedSubgroups(group: FiniteGroup): SignedSubgroup[] {
  const { classes } = classPartition(group);
  const byCentralizer = classes.slice(1).toSorted((a, b) => a.length - b.length);
  const subgroups = new Map<string, readonly number[]>();
  const add = (elements: readonly number[]): void => {
    if (elements.length === group.order) return;
    const key = elements.toSorted((a, b) => a - b).join();
    if (!subgroups.has(key)) subgroups.set(key, elements);
  };
  add([group.identity]);
  for (const [g] of classes) add(powersOf(group, g));
  for (const [g] of byCentralizer.slice(0, centralizersTried)) add(centralizer(group, g));
  return [...subgroups.values()].flatMap((elements) => signsOf(group, elements));
}

/** The elements that commute with `g`. */
function centralizer(group: FiniteGroup, g: number): number[] {
  return group.elements.filter((x) => group.multiply(x, g) === group.multiply(g, x));
}

/** The homomorphisms of a subgroup to 1 and -1 (the first few), the trivial one first. */
function signsOf(group: FiniteGroup, elements: readonly number[]): SignedSubgroup[] {
  const generators = shortGenerators(group, elements);
  const found: SignedSubgroup[] = [];
  for (let choice = 0; choice < Math.min(2 ** generators.length, signsTried); choice++) {
    const signs = generators.map((_, i) => ((choice >> i) & 1 ? -1 : 1));
    const extended = extendSigns(group, generators, signs);
    if (extended !== undefined) found.push(extended);
  }
  return found;
}

/** The signs of all products of the generators; undefined where they contradict one another. */
function extendSigns(
  group: FiniteGroup,
  generators: readonly number[],
  signs: readonly number[],
): SignedSubgroup | undefined {
  const signOf = new Map([[group.identity, 1]]);
  // A Map visits entries that are added while it is walked through.
  for (const [g, sign] of signOf) {
    for (let i = 0; i < generators.length; i++) {
      const product = group.multiply(g, generators[i]);
      const known = signOf.get(product);
      if (known === undefined) signOf.set(product, sign * signs[i]);
      else if (known !== sign * signs[i]) return undefined;
    }
  }
  return { elements: [...signOf.keys()], signs: [...signOf.values()] };
}

/** What generating needs of a group. */
type ProductLaw = Pick<FiniteGroup, "identity" | "multiply">;

/** A short list of generators: each element that the ones before do not reach. */
export function shortGenerators(group: ProductLaw, elements: readonly number[]): number[] {
  const generators: number[] = [];
  let reached = new Set([group.identity]);
  for (const g of elements) {
    if (reached.has(g)) continue;
    generators.push(g);
    reached = generatedSet(group, generators);
  }
  return generators;
}

/** The subgroup that some elements generate, as a set, the identity first. */
export function generatedSet(group: ProductLaw, generators: readonly number[]): Set<number> {
  const reached = new Set([group.identity]);
  for (const g of reached) for (const s of generators) reached.add(group.multiply(g, s));
  return reached;
}
