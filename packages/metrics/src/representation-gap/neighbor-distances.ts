import { ArgumentError } from "@erlangen/numerics";
import type { SearchOptions } from "./euclidean-index.ts";
import type { Isometries } from "./isometries.ts";
import { orbitNeighbors } from "./orbit-neighbors.ts";
import { requireTorusGroup } from "./representation-gap.ts";
import { requireCount } from "./require-rows.ts";

/**
 * The distances of each row from its nearest other rows, [rows, count], growing.
 *
 * @throws ArgumentError when there are too few rows, or two coincide (under the group), with their numbers.
 */
export async function neighborDistances(
  data: ArrayLike<number>,
  options: SearchOptions & {
    readonly columns: number;
    readonly count: number;
    readonly group?: Isometries | undefined;
  },
): Promise<Float64Array> {
  const where = "intrinsicDimension";
  const { columns, count, group, periods } = options;
  const rows = data.length / columns;
  requireCount(where, "neighbors", count, { least: 2, most: rows - 1 });
  group?.requireColumns(where, columns);
  requireTorusGroup(where, group, periods);
  const found = await orbitNeighbors(data, data, { ...options, count: count + 1 });
  const distances = new Float64Array(rows * count);
  for (let row = 0; row < rows; row++) {
    let place = 0;
    for (let k = 0; k <= count && place < count; k++) {
      const other = found.indices[row * (count + 1) + k];
      if (other === row) continue;
      const squared = found.squaredDistances[row * (count + 1) + k];
      if (squared === 0) {
        throw new ArgumentError(
          `${where}: expected different rows${group === undefined ? "" : ` up to ${group.name}`}, got rows ${row} and ${other} at distance 0`,
        );
      }
      distances[row * count + place++] = Math.sqrt(squared);
    }
  }
  return distances;
}
