import { NearestList, type Neighbors } from "@erlangen/numerics";
import { alignedNeighbors } from "./aligned-pairs.ts";
import { euclideanIndex, type SearchOptions } from "./euclidean-index.ts";
import type { FiniteOrbits, Isometries, QuotientMap } from "./isometries.ts";

/** Nearest orbits, and with one neighbour under a finite group the element that moves the query there. */
export interface OrbitNeighbors extends Neighbors {
  readonly elements?: Int32Array;
}

/** What {@link orbitNeighbors} takes, known to be right. */
export interface OrbitNeighborsOptions extends SearchOptions {
  readonly columns: number;
  readonly count: number;
  readonly group?: Isometries | undefined;
}

/** Moved queries searched for at a time: bounds memory. */
const chunkNumbers = 2 ** 22;

/**
 * The points whose orbits are nearest to those of the queries, at the distances min_g ‖g y - z‖². O(orders of the group)
 * searches for finite groups, one search in the space of orbits where there is one, all pairs else.
 *
 * Shapes: points [points, columns], queries [queries, columns], flat → [queries, count].
 */
export async function orbitNeighbors(
  points: ArrayLike<number>,
  queries: ArrayLike<number>,
  options: OrbitNeighborsOptions,
): Promise<OrbitNeighbors> {
  const { group, columns, count } = options;
  const [from, to] = [asFloat64(queries), asFloat64(points)];
  const orbits = group?.orbits;
  if (orbits?.kind === "pairs") return alignedNeighbors(to, from, { columns, count, orbits });
  if (orbits?.kind === "quotient") {
    const width = orbits.width(columns);
    const { periods, ...search } = options;
    return plainNeighbors(reduced(to, orbits, columns), reduced(from, orbits, columns), {
      ...search,
      ...keptPeriods(orbits, columns, periods),
      columns: width,
    });
  }
  if (orbits?.kind === "finite") return finiteNeighbors(to, from, { ...options, orbits });
  return plainNeighbors(to, from, options);
}

async function plainNeighbors(
  points: Float64Array,
  queries: Float64Array,
  options: OrbitNeighborsOptions,
): Promise<Neighbors> {
  const index = euclideanIndex(points, options);
  try {
    return await index.nearest(queries, options.count);
  } finally {
    index.dispose();
  }
}

async function finiteNeighbors(
  points: Float64Array,
  queries: Float64Array,
  options: OrbitNeighborsOptions & { readonly orbits: FiniteOrbits },
): Promise<OrbitNeighbors> {
  const { columns, count, orbits } = options;
  const total = queries.length / columns;
  const found = new NearestList(total, count);
  const elements = new Int32Array(total);
  const index = euclideanIndex(points, options);
  const chunk = Math.max(1, Math.floor(chunkNumbers / columns));
  try {
    for (let start = 0; start < total; start += chunk) {
      const size = Math.min(chunk, total - start);
      const moved = new Float64Array(size * columns);
      for (let g = 0; g < orbits.order; g++) {
        for (let q = 0; q < size; q++) {
          orbits.act(
            g,
            { rows: queries, at: (start + q) * columns },
            { rows: moved, at: q * columns, columns },
          );
        }
        const { indices, squaredDistances } = await index.nearest(moved, count);
        indices.forEach((point, slot) => {
          const query = start + Math.floor(slot / count);
          if (found.offerImage(query, point, squaredDistances[slot])) elements[query] = g;
        });
      }
    }
  } finally {
    index.dispose();
  }
  const { indices, squaredDistances } = found;
  return { indices, squaredDistances, ...(count === 1 ? { elements } : {}) };
}

function reduced(rows: Float64Array, orbits: QuotientMap, columns: number): Float64Array {
  const width = orbits.width(columns);
  const total = rows.length / columns;
  const result = new Float64Array(total * width);
  for (let i = 0; i < total; i++) {
    orbits.reduce({ rows, at: i * columns }, { rows: result, at: i * width, columns });
  }
  return result;
}

function keptPeriods(
  orbits: QuotientMap,
  columns: number,
  periods: readonly number[] | undefined,
): { readonly periods?: readonly number[] } {
  const kept = orbits.keeps?.(columns);
  if (periods === undefined || kept === undefined) return {};
  return { periods: kept.map((a) => periods[a]) };
}

function asFloat64(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}
