import { ArgumentError } from "@erlangen/numerics";
import {
  buildAdjacency,
  colourLimit,
  vertexLimit,
  type Adjacency,
  type Arcs,
} from "./graph-adjacency.ts";
import { requireSameDegree, type Permutation } from "./permutation.ts";
import { requireCount } from "./require-count.ts";

/** An edge from a vertex to another (or to itself), with its colour; colour 0 when it is left out. */
export type ColouredEdge = readonly [from: number, to: number, colour?: number];

/** What {@link ColouredGraph.fromEdges} may be told. */
export interface ColouredGraphOptions {
  /** Whether edges have a direction; default false. */
  readonly directed?: boolean;
  /** Colours of the vertices, integers >= 0, [vertex_count]; default all 0. */
  readonly vertexColours?: ArrayLike<number>;
}

/**
 * A finite graph or digraph with coloured vertices and edges: at most one edge for each ordered pair (each pair, when
 * undirected); loops are allowed. Colours are integers >= 0 and mean themselves: isomorphisms preserve them.
 *
 * ```ts
 * import { ColouredGraph, automorphismGroup } from "@erlangen/groups";
 *
 * const triangle = ColouredGraph.fromEdges(3, [[0, 1], [1, 2], [2, 0]]);
 * automorphismGroup(triangle).order; // => 6n
 * const turning = ColouredGraph.fromEdges(3, [[0, 1], [1, 2], [2, 0]], { directed: true });
 * automorphismGroup(turning).order; // => 3n
 * ```
 */
export class ColouredGraph {
  readonly vertexCount: number;
  /** Number of edges that are there, an undirected one counted once. */
  readonly edgeCount: number;
  /** Colours of the vertices, [vertex_count]. */
  readonly vertexColours: ArrayLike<number>;
  /** Neighbours with the colours to and from them; what the algorithms read. */
  readonly adjacency: Adjacency;

  private constructor(arcs: Arcs, edgeCount: number, vertexColours: Int32Array) {
    this.vertexCount = vertexColours.length;
    this.edgeCount = edgeCount;
    this.vertexColours = vertexColours;
    this.adjacency = buildAdjacency(arcs, vertexColours.length);
    Object.freeze(this);
  }

  /**
   * The graph with the given edges.
   *
   * @param vertexCount - Vertices are 0, ..., vertexCount - 1.
   * @throws ArgumentError for vertices out of range, colours that are no integers >= 0, and an edge that comes twice.
   */
  static fromEdges(
    vertexCount: number,
    edges: Iterable<ColouredEdge>,
    { directed = false, vertexColours }: ColouredGraphOptions = {},
  ): ColouredGraph {
    const where = "ColouredGraph.fromEdges";
    requireCount(where, "vertexCount", vertexCount, { most: vertexLimit });
    const arcs = new ArcList();
    const seen = new Set<number>();
    for (const [from, to, colour = 0] of edges) {
      requireCount(where, "an end of an edge", from, { most: vertexCount - 1 });
      requireCount(where, "an end of an edge", to, { most: vertexCount - 1 });
      requireCount(where, "an edge colour", colour, { most: colourLimit - 1 });
      const [a, b] = directed || from < to ? [from, to] : [to, from];
      const key = a * vertexCount + b;
      if (seen.has(key)) {
        throw new ArgumentError(
          `${where}: expected each edge once, got (${from}, ${to}) twice; give it a colour of its own instead`,
        );
      }
      seen.add(key);
      arcs.push(from, to, colour);
      if (!directed && from !== to) arcs.push(to, from, colour);
    }
    return new ColouredGraph(arcs, seen.size, colourArray(where, vertexCount, vertexColours));
  }

  /**
   * The complete digraph whose arc (x, y) has the colour `colours[x * n + y]`; those on the diagonal colour the
   * vertices. The most frequent colour between different vertices (the smallest of these) is left out as «no edge»,
   * which changes no automorphism.
   *
   * @param colours - Integers >= 0, flat [n, n].
   * @throws ArgumentError when they are not n² such integers.
   */
  static fromMatrix(n: number, colours: ArrayLike<number>): ColouredGraph {
    const where = "ColouredGraph.fromMatrix";
    requireCount(where, "n", n, { most: vertexLimit });
    if (colours.length !== n * n) {
      throw new ArgumentError(
        `${where}: expected colours of shape [n, n] = [${n}, ${n}], flat with ${n * n} numbers, got ${colours.length}`,
      );
    }
    const counts = new Map<number, number>();
    for (let pair = 0; pair < n * n; pair++) {
      requireCount(where, "a colour", colours[pair], { most: colourLimit - 1 });
      if (pair % (n + 1) !== 0) counts.set(colours[pair], (counts.get(colours[pair]) ?? 0) + 1);
    }
    const [absent] = [...counts].reduce(
      (most, next) =>
        next[1] > most[1] || (next[1] === most[1] && next[0] < most[0]) ? next : most,
      [-1, 0],
    );
    const arcs = new ArcList();
    for (let from = 0; from < n; from++) {
      for (let to = 0; to < n; to++) {
        const colour = colours[from * n + to];
        if (from !== to && colour !== absent) arcs.push(from, to, colour);
      }
    }
    const diagonal = Int32Array.from({ length: n }, (_, x) => colours[x * (n + 1)]);
    return new ColouredGraph(arcs, arcs.from.length, diagonal);
  }

  /** The graph in which vertex x is called `permutation.apply(x)`. */
  relabel(permutation: Permutation): ColouredGraph {
    requireSameDegree("ColouredGraph.relabel", { degree: this.vertexCount }, permutation);
    const { images } = permutation;
    const { offsets, neighbours, kinds, colours } = this.adjacency;
    const arcs = new ArcList();
    const vertexColours = new Int32Array(this.vertexCount);
    for (let x = 0; x < this.vertexCount; x++) {
      vertexColours[images[x]] = this.vertexColours[x];
      for (let e = offsets[x]; e < offsets[x + 1]; e++) {
        const colour = colours[kinds[e]].out;
        if (colour >= 0) arcs.push(images[x], images[neighbours[e]], colour);
      }
    }
    return new ColouredGraph(arcs, this.edgeCount, vertexColours);
  }

  /** Whether both have the same vertices, edges and colours (not merely isomorphic ones). */
  equals(other: ColouredGraph): boolean {
    const [mine, theirs] = [this.adjacency, other.adjacency];
    return (
      sameNumbers(this.vertexColours, other.vertexColours) &&
      sameNumbers(mine.offsets, theirs.offsets) &&
      sameNumbers(mine.neighbours, theirs.neighbours) &&
      sameNumbers(mine.kinds, theirs.kinds) &&
      mine.colours.length === theirs.colours.length &&
      mine.colours.every(
        ({ out, into }, kind) =>
          out === theirs.colours[kind].out && into === theirs.colours[kind].into,
      )
    );
  }
}

/** Arcs as they come in. */
class ArcList implements Arcs {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly colour: number[] = [];

  push(from: number, to: number, colour: number): void {
    this.from.push(from);
    this.to.push(to);
    this.colour.push(colour);
  }
}

function colourArray(
  where: string,
  vertexCount: number,
  colours: ArrayLike<number> | undefined,
): Int32Array {
  if (colours === undefined) return new Int32Array(vertexCount);
  if (colours.length !== vertexCount) {
    throw new ArgumentError(
      `${where}: expected vertexColours of shape [vertex_count] = [${vertexCount}], got [${colours.length}]`,
    );
  }
  for (let x = 0; x < vertexCount; x++) {
    requireCount(where, "a vertex colour", colours[x], { most: colourLimit - 1 });
  }
  return Int32Array.from(colours);
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
