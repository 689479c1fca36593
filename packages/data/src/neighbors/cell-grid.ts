import { ArgumentError } from "@erlangen/numerics";
import type { PeriodicBox } from "./periodic-box.ts";

/** Which atoms lie in which cell of a grid over the box. */
export interface CellGrid {
  /** Number of cells along each row of the basis. */
  readonly counts: Int32Array;
  /** How many cells away a neighbour can be, along each row. */
  readonly reach: Int32Array;
  /** The cell of each atom, `[atoms, 3]`. */
  readonly cells: Int32Array;
  /** By how many lattice vectors each atom lies outside the box, `[atoms, 3]`. */
  readonly wraps: Int32Array;
  /** Atoms in the order of their cells, and where each cell begins (the last entry is the end). */
  readonly members: Int32Array;
  readonly starts: Int32Array;
}

const mostVisits = 2 ** 31;
const mostWraps = 2 ** 30;

/** Cuts the box into cells at least one cutoff wide where it can, at most about four for each atom. */
export function cellGrid(where: string, box: PeriodicBox): CellGrid {
  const { atoms, coordinates, pbc } = box;
  // The margin keeps pairs at the cutoff within reach when a coordinate is rounded into the next cell.
  const width = box.cutoff * (1 + 1e-9);
  const lowest = [0, 0, 0];
  const extents = [0, 0, 0];
  const wraps = new Int32Array(3 * atoms);
  for (let row = 0; row < 3; row++) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let i = row; i < 3 * atoms; i += 3) {
      min = Math.min(min, coordinates[i]);
      max = Math.max(max, coordinates[i]);
      if (pbc[row]) wraps[i] = Math.floor(coordinates[i]);
    }
    if (pbc[row] && Math.max(-min, max) > mostWraps) {
      throw new ArgumentError(
        `${where}: expected positions within ${mostWraps} cells of the origin, got one outside`,
      );
    }
    lowest[row] = min;
    extents[row] = pbc[row] ? box.heights[row] : max - min;
  }

  const counts = cellCounts(extents, width, atoms);
  const reach = Int32Array.from(counts, (count, row) => {
    if (!pbc[row] && count === 1) return 0;
    return Math.min(Math.ceil((width * count) / extents[row]), mostVisits - 1);
  });
  const visits = reach.reduce((product, r, row) => product * (pbc[row] ? 2 * r + 1 : 1), atoms);
  if (visits > mostVisits) {
    throw new ArgumentError(
      `${where}: expected a cutoff that spans fewer periodic images, got ${box.cutoff} in a cell of heights ${box.heights.join(", ")}`,
    );
  }

  const cells = new Int32Array(3 * atoms);
  for (let i = 0; i < 3 * atoms; i++) {
    const row = i % 3;
    const along = pbc[row]
      ? coordinates[i] - wraps[i]
      : (coordinates[i] - lowest[row]) / (extents[row] || 1);
    cells[i] = Math.min(Math.floor(along * counts[row]), counts[row] - 1);
  }
  return { counts, reach, cells, wraps, ...membership(cells, counts) };
}

function cellCounts(extents: readonly number[], width: number, atoms: number): Int32Array {
  const counts = Int32Array.from(extents, (extent) =>
    Math.max(1, Math.min(Math.floor(extent / width), 2 ** 20)),
  );
  const most = 4 * atoms + 64;
  while (counts[0] * counts[1] * counts[2] > most) {
    const widest = counts.indexOf(Math.max(...counts));
    counts[widest] = Math.ceil(counts[widest] / 2);
  }
  return counts;
}

function membership(cells: Int32Array, counts: Int32Array): Pick<CellGrid, "members" | "starts"> {
  const atoms = cells.length / 3;
  const flat = Int32Array.from(
    { length: atoms },
    (_, i) => (cells[3 * i] * counts[1] + cells[3 * i + 1]) * counts[2] + cells[3 * i + 2],
  );
  const starts = new Int32Array(counts[0] * counts[1] * counts[2] + 1);
  for (const cell of flat) starts[cell + 1]++;
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const next = starts.slice();
  const members = new Int32Array(atoms);
  flat.forEach((cell, atom) => {
    members[next[cell]++] = atom;
  });
  return { members, starts };
}
