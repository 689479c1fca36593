import type { FiniteGroup } from "../group/finite-group.ts";
import { cayleyGraph } from "./cayley-graph.ts";

/** The conjugacy classes, and which one holds each element. */
export interface ClassPartition {
  /** The elements of each class, ascending; classes by their first element. */
  readonly classes: readonly (readonly number[])[];
  /** Index of the class of each element, [order]. */
  readonly classOf: Int32Array;
}

const partitions = new WeakMap<FiniteGroup, ClassPartition>();

/**
 * The conjugacy classes of a finite group: the orbits of x ↦ s⁻¹ x s under the generators. Cost
 * O(order * generators), once for each group.
 *
 * @throws ArgumentError when the group is too large to walk through.
 */
export function classPartition(group: FiniteGroup): ClassPartition {
  const known = partitions.get(group);
  if (known !== undefined) return known;
  const { right } = cayleyGraph(group);
  const inverses = group.generators.map((s) => group.inverse(s));
  const classOf = new Int32Array(group.order).fill(-1);
  const classes: number[][] = [];
  for (let g = 0; g < group.order; g++) {
    if (classOf[g] >= 0) continue;
    const members = [g];
    classOf[g] = classes.length;
    for (let next = 0; next < members.length; next++) {
      for (let s = 0; s < right.length; s++) {
        const conjugate = group.multiply(inverses[s], right[s][members[next]]);
        if (classOf[conjugate] < 0) {
          classOf[conjugate] = classes.length;
          members.push(conjugate);
        }
      }
    }
    classes.push(members.toSorted((a, b) => a - b));
  }
  const partition = { classes: Object.freeze(classes.map((each) => Object.freeze(each))), classOf };
  partitions.set(group, partition);
  return partition;
}
