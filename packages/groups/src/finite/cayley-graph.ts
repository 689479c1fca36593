import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";

/** Largest group that is walked through element by element. */
const largestWalk = 250_000;

/** The elements as the vertices of a graph: an edge for each element and generator. */
export interface CayleyGraph {
  /** Where right multiplication by each generator leads: right[s][g] = g generators[s]. */
  readonly right: readonly Int32Array[];
  /** All elements, breadth first from the identity, [order]. */
  readonly walk: Int32Array;
  /** The element before `g` on the way from the identity, -1 for the identity, [order]. */
  readonly parent: Int32Array;
  /** The index of the generator that leads from the parent to `g`, [order]. */
  readonly step: Int32Array;
}

const graphs = new WeakMap<FiniteGroup, CayleyGraph>();

/**
 * The Cayley graph of a finite group for its generators, with a shortest word for each element.
 * Cost O(order * generators), once for each group.
 *
 * @throws ArgumentError when the group is too large to walk through.
 *
 * ```ts
 * import { cayleyGraph, cyclicGroup } from "@erlangen/groups";
 *
 * [...cayleyGraph(cyclicGroup(4)).right[0]]; // => [1, 2, 3, 0]
 * ```
 */
export function cayleyGraph(group: FiniteGroup): CayleyGraph {
  const known = graphs.get(group);
  if (known !== undefined) return known;
  if (group.order > largestWalk) {
    throw new ArgumentError(
      `cayleyGraph: expected a group of order at most ${largestWalk} to enumerate, got ${group.name} ` +
        `of order ${group.order}; PermutationGroup answers order, membership, orbits and samples without enumeration`,
    );
  }
  const graph = walkThrough(group);
  graphs.set(group, graph);
  return graph;
}

function walkThrough(group: FiniteGroup): CayleyGraph {
  const { order, generators } = group;
  const right = generators.map((s) =>
    Int32Array.from({ length: order }, (_, g) => group.multiply(g, s)),
  );
  const [parent, step] = [new Int32Array(order).fill(-2), new Int32Array(order).fill(-1)];
  const walk = new Int32Array(order);
  walk[0] = group.identity;
  parent[group.identity] = -1;
  let found = 1;
  for (let next = 0; next < found; next++) {
    const g = walk[next];
    for (let s = 0; s < right.length; s++) {
      const h = right[s][g];
      if (parent[h] === -2) {
        parent[h] = g;
        step[h] = s;
        walk[found++] = h;
      }
    }
  }
  if (found < order) {
    throw new Error(
      `internal: the generators of ${group.name} reach ${found} of ${order} elements`,
    );
  }
  return { right, walk, parent, step };
}

/** The shortest word of `g`: indices s1, s2, ... with g = generators[s1] generators[s2] ... */
export function generatorWord({ parent, step }: CayleyGraph, g: number): number[] {
  const word: number[] = [];
  for (let h = g; parent[h] >= 0; h = parent[h]) word.push(step[h]);
  return word.toReversed();
}
