import { cellGrid } from "./cell-grid.ts";
import { EdgeCollector } from "./edge-collector.ts";
import type { NeighborList, NeighborListOptions } from "./neighbor-list.ts";
import { periodicBox } from "./periodic-box.ts";

/**
 * All edges no longer than a cutoff, free or periodic, in a number of steps proportional to atoms and edges.
 *
 * Space is cut into cells at least as wide as the cutoff where the box allows it, so that the neighbours of an atom are
 * in the cells around its own; a cutoff wider than the box looks as many images away as it needs. Any triclinic lattice
 * and any choice of periodic directions will do.
 *
 * @param options - `positions` [atoms, 3], `cutoff`, and for periodic systems `lattice` [3, 3] and `pbc`.
 * @returns Edges sorted by target, then source, then shift.
 * @throws ShapeError or ArgumentError for arrays that do not fit, numbers that are not finite, lattice vectors that
 * depend on each other, or more than `maxEdges` edges.
 *
 * Numerics: the vector of an edge is computed from the given coordinates, not from wrapped ones; rounding at the
 * cutoff is that of the vector.
 *
 * Source: Allen, Tildesley (2017), «Computer Simulation of Liquids», section 5.3.2 (cell structures).
 *
 * ```ts
 * import { neighborList } from "@erlangen/data";
 *
 * const chain = neighborList({
 *   positions: Float64Array.of(0, 0, 0, 1, 0, 0),
 *   cutoff: 1.5,
 *   lattice: Float64Array.of(2, 0, 0, 0, 9, 0, 0, 0, 9),
 *   pbc: [true, false, false],
 * });
 * [...chain.source]; // => [1, 1, 0, 0]
 * [...chain.vectors.filter((_, i) => i % 3 === 0)]; // => [-1, 1, -1, 1]
 * ```
 */
export function neighborList(options: NeighborListOptions): NeighborList {
  const where = "neighborList";
  const box = periodicBox(where, options);
  if (box.atoms === 0) return new EdgeCollector(where, box, new Int32Array()).list();
  const { counts, reach, cells, wraps, members, starts } = cellGrid(where, box);
  const collector = new EdgeCollector(where, box, wraps);
  const from = new Int32Array(3);
  const to = new Int32Array(3);
  const image = new Int32Array(3);
  const [na, nb, nc] = counts;
  for (let target = 0; target < box.atoms; target++) {
    for (let row = 0; row < 3; row++) {
      const cell = cells[3 * target + row];
      from[row] = box.pbc[row] ? cell - reach[row] : Math.max(cell - reach[row], 0);
      to[row] = box.pbc[row] ? cell + reach[row] : Math.min(cell + reach[row], counts[row] - 1);
    }
    for (let a = from[0]; a <= to[0]; a++) {
      image[0] = Math.floor(a / na);
      for (let b = from[1]; b <= to[1]; b++) {
        image[1] = Math.floor(b / nb);
        const column = ((a - image[0] * na) * nb + (b - image[1] * nb)) * nc;
        for (let c = from[2]; c <= to[2]; c++) {
          image[2] = Math.floor(c / nc);
          const cell = column + (c - image[2] * nc);
          const isHome = image[0] === 0 && image[1] === 0 && image[2] === 0;
          for (let m = starts[cell]; m < starts[cell + 1]; m++) {
            const source = members[m];
            if (source !== target || !isHome) collector.offer(source, target, image);
          }
        }
      }
    }
  }
  return collector.list();
}
