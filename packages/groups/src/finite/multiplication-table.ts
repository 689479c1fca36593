import type { CayleyGraph } from "./cayley-graph.ts";

/**
 * All products: entry a |G| + b is a b. Column by column along the walk, as a (p s) = (a p) s; for
 * groups of at most 65,536 elements.
 */
export function multiplicationTable({ right, walk, parent, step }: CayleyGraph): Uint16Array {
  const order = walk.length;
  const table = new Uint16Array(order * order);
  for (let a = 0; a < order; a++) {
    const row = a * order;
    for (const b of walk) {
      table[row + b] = parent[b] < 0 ? a : right[step[b]][table[row + parent[b]]];
    }
  }
  return table;
}
