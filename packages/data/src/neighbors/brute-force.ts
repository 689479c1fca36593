import { EdgeCollector } from "./edge-collector.ts";
import type { NeighborList, NeighborListOptions } from "./neighbor-list.ts";
import { periodicBox } from "./periodic-box.ts";

/**
 * The same list as {@link neighborList}, edge for edge, by looking at every pair of atoms: the reference for tests.
 *
 * The images of a pair are those whose lattice planes lie within the cutoff of each other; the cost grows with the
 * square of the number of atoms.
 *
 * ```ts
 * import { bruteForceNeighborList } from "@erlangen/data";
 *
 * const positions = Float64Array.of(0, 0, 0, 0, 0, 1);
 * bruteForceNeighborList({ positions, cutoff: 1 }).edges; // => 2
 * ```
 */
export function bruteForceNeighborList(options: NeighborListOptions): NeighborList {
  const where = "bruteForceNeighborList";
  const box = periodicBox(where, options);
  const collector = new EdgeCollector(where, box, new Int32Array(3 * box.atoms));
  const image = new Int32Array(3);
  const bounds = (source: number, target: number, row: number): [number, number] => {
    if (!box.pbc[row]) return [0, 0];
    const apart = box.coordinates[3 * source + row] - box.coordinates[3 * target + row];
    const cells = (box.cutoff / box.heights[row]) * (1 + 1e-9);
    return [Math.floor(-apart - cells), Math.ceil(-apart + cells)];
  };
  for (let target = 0; target < box.atoms; target++) {
    for (let source = 0; source < box.atoms; source++) {
      const [fromA, toA] = bounds(source, target, 0);
      const [fromB, toB] = bounds(source, target, 1);
      const [fromC, toC] = bounds(source, target, 2);
      for (let a = fromA; a <= toA; a++) {
        for (let b = fromB; b <= toB; b++) {
          for (let c = fromC; c <= toC; c++) {
            if (source === target && a === 0 && b === 0 && c === 0) continue;
            image.set([a, b, c]);
            collector.offer(source, target, image);
          }
        }
      }
    }
  }
  return collector.list();
}
