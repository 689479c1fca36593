/** Colours of edges lie below this, so that a pair of them fits into the 53 bits of a float. */
export const colourLimit: number = 2 ** 26 - 1;
/** Vertices lie below this, for the same reason. */
export const vertexLimit: number = 2 ** 21;

/** Directed edges, as three columns. */
export interface Arcs {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly colour: readonly number[];
}

/** How a vertex sees a neighbour: the colours of the arcs to it and from it, -1 where there is none. */
export interface ArcColours {
  readonly out: number;
  readonly into: number;
}

/**
 * Neighbours in compressed rows: those of x are `neighbours[offsets[x]]`, ..., `neighbours[offsets[x + 1] - 1]`, sorted,
 * each once whichever way the arcs go.
 */
export interface Adjacency {
  readonly offsets: Int32Array;
  readonly neighbours: Int32Array;
  /** Index into `colours` of each neighbour. */
  readonly kinds: Int32Array;
  /** The kinds of neighbour that occur, in order of (out, into). */
  readonly colours: readonly ArcColours[];
}

/** Sorts arcs into rows. */
export function buildAdjacency(arcs: Arcs, vertexCount: number): Adjacency {
  const { ends, starts } = packedRows(arcs, vertexCount);
  const offsets = new Int32Array(vertexCount + 1);
  const neighbours: number[] = [];
  const keys: number[] = [];
  for (let x = 0; x < vertexCount; x++) {
    for (let i = starts[x]; i < starts[x + 1]; i++) {
      const y = Math.floor(ends[i] / (2 * colourLimit));
      const rest = ends[i] - y * 2 * colourLimit;
      const key = ((rest >> 1) + 1) * ((rest & 1) === 0 ? colourLimit + 1 : 1);
      if (neighbours.length > offsets[x] && neighbours.at(-1) === y) keys[keys.length - 1] += key;
      else {
        neighbours.push(y);
        keys.push(key);
      }
    }
    offsets[x + 1] = neighbours.length;
  }
  const sortedKeys = [...new Set(keys)].toSorted((a, b) => a - b);
  const kindOf = new Map(sortedKeys.map((key, kind) => [key, kind]));
  return {
    offsets,
    neighbours: Int32Array.from(neighbours),
    kinds: Int32Array.from(keys, (key) => kindOf.get(key) ?? -1),
    colours: sortedKeys.map((key) => ({
      out: Math.floor(key / (colourLimit + 1)) - 1,
      into: (key % (colourLimit + 1)) - 1,
    })),
  };
}

/** For each vertex the numbers 2 (neighbour colourLimit + colour) + (0 for an arc out, 1 for one in), sorted. */
function packedRows(
  { from, to, colour }: Arcs,
  vertexCount: number,
): { ends: Float64Array; starts: Int32Array } {
  const starts = new Int32Array(vertexCount + 1);
  for (let i = 0; i < from.length; i++) {
    starts[from[i] + 1]++;
    starts[to[i] + 1]++;
  }
  for (let x = 0; x < vertexCount; x++) starts[x + 1] += starts[x];
  const ends = new Float64Array(2 * from.length);
  const next = starts.slice(0, vertexCount);
  for (let i = 0; i < from.length; i++) {
    ends[next[from[i]]++] = 2 * (to[i] * colourLimit + colour[i]);
    ends[next[to[i]]++] = 2 * (from[i] * colourLimit + colour[i]) + 1;
  }
  for (let x = 0; x < vertexCount; x++) ends.subarray(starts[x], starts[x + 1]).sort();
  return { ends, starts };
}
