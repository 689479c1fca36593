import type { Decomposition, RealIrrep } from "@erlangen/groups";

/** A decomposition as text, such as `2xA+1xE`. */
export function textOf<Element>({ terms }: Decomposition<Element>): string {
  return terms.map(({ irrep, multiplicity }) => `${multiplicity}x${irrep.name}`).join("+");
}

/** The same from multiplicities and irreps. */
export function sumOf(...terms: readonly (readonly [number, { readonly name: string }])[]): string {
  return terms.map(([multiplicity, { name }]) => `${multiplicity}x${name}`).join("+");
}

/** The first irreps of a group. */
export function firstIrreps<Element>(irreps: Iterable<RealIrrep<Element>>, count: number) {
  const list: RealIrrep<Element>[] = [];
  for (const irrep of irreps) {
    if (list.push(irrep) === count) break;
  }
  return list;
}
