import { ColourRefinement } from "./colour-refinement.ts";
import type { ColouredGraph } from "./coloured-graph.ts";
import { DisjointSets } from "./disjoint-sets.ts";
import { compareRelabelled, isAutomorphism } from "./graph-comparison.ts";
import { OrderedPartition } from "./ordered-partition.ts";
import { PathTrace } from "./path-trace.ts";

/** What a search finds. */
export interface FoundAutomorphisms {
  /** Generators of the automorphism group, strong for `base`, as arrays of images. */
  readonly generators: readonly Int32Array[];
  /** Vertices whose common stabilizer is trivial. */
  readonly base: readonly number[];
  /** Order of the group. */
  readonly order: bigint;
  /** The vertex at each place of the canonical order; of the first leaf when no canonical one was asked for. */
  readonly vertexAt: Int32Array;
}

/** A node off the first path: the state to which one goes back, and which vertices of its cell were tried. */
interface Node {
  readonly cell: number;
  readonly mark: number;
  readonly traceLength: number;
  readonly equalsFirst: boolean;
  againstBest: number;
  readonly tried: number[];
  /** The vertices of the cell, sorted; listed when a second one is wanted. */
  vertices: Int32Array | undefined;
}

/**
 * Individualisation and refinement: a search tree whose nodes are equitable ordered partitions, whose branches
 * individualise the vertices of one cell, and whose leaves are orders of the vertices. Leaves that give the same graph
 * differ by an automorphism.
 *
 * The first path is followed to its leaf. Then, from its deepest node up, each vertex of the node's cell that no known
 * automorphism joins to a tried one is explored: below it a leaf equivalent to the first proves a new automorphism and
 * ends the exploration; a refinement that runs differently from the first path ends it too. The group fixing the path
 * above is complete when its node is done, so its order is the product of the orbits met.
 *
 * For a canonical order the leaf with the largest trace, and among these the largest relabelled graph, is sought too.
 *
 * Source: McKay, Piperno (2014), «Practical graph isomorphism, II».
 */
export class AutomorphismSearch {
  readonly #graph: ColouredGraph;
  readonly #canonical: boolean;
  readonly #partition: OrderedPartition;
  readonly #trace: PathTrace;
  readonly #refinement: ColourRefinement;
  readonly #generators: Int32Array[] = [];
  /** Orbits of the automorphisms found so far; all fix the first path above the node at work. */
  readonly #orbits: DisjointSets;
  readonly #path: number[] = [];
  #firstLeaf = new Int32Array(0);
  #bestLeaf = new Int32Array(0);
  #bestPath: readonly number[] = [];

  constructor(graph: ColouredGraph, { canonical }: { readonly canonical: boolean }) {
    this.#graph = graph;
    this.#canonical = canonical;
    this.#partition = new OrderedPartition(graph.vertexColours);
    this.#trace = new PathTrace(canonical);
    this.#refinement = new ColourRefinement(graph.adjacency, this.#partition, this.#trace);
    this.#orbits = new DisjointSets(graph.vertexCount);
  }

  run(): FoundAutomorphisms {
    const partition = this.#partition;
    for (let start = 0; start < this.#graph.vertexCount; start += partition.lengths[start]) {
      this.#refinement.enqueue(start);
    }
    this.#refinement.run();
    const nodes: Node[] = [];
    while (!partition.isDiscrete) {
      const node = this.#openNode(nodes.at(-1)?.cell ?? 0);
      nodes.push(node);
      this.#descend(partition.elements[node.cell]);
    }
    this.#trace.keepAsFirst();
    this.#firstLeaf = partition.elements.slice();
    this.#bestLeaf = this.#firstLeaf;
    this.#bestPath = [...this.#path];
    const base = [...this.#path];
    let order = 1n;
    for (let level = nodes.length - 1; level >= 0; level--) {
      order *= BigInt(this.#finishFirstPathNode(nodes[level], level, base[level]));
    }
    return { generators: this.#generators, base, order, vertexAt: this.#bestLeaf };
  }

  /** Explores the other branches of a node of the first path; returns the length of the orbit of the first. */
  #finishFirstPathNode(node: Node, level: number, first: number): number {
    this.#return(node, level);
    const { elements, lengths } = this.#partition;
    const vertices = elements.slice(node.cell, node.cell + lengths[node.cell]).toSorted();
    const tried = [first];
    let known = this.#generators.length;
    let roots = new Set([this.#orbits.find(first)]);
    for (const vertex of vertices) {
      if (roots.has(this.#orbits.find(vertex))) continue;
      tried.push(vertex);
      this.#explore(node, level, vertex);
      this.#return(node, level);
      // New automorphisms change the roots of what was tried.
      if (this.#generators.length > known) roots = new Set(tried.map((x) => this.#orbits.find(x)));
      else roots.add(this.#orbits.find(vertex));
      known = this.#generators.length;
    }
    return vertices.reduce(
      (count, vertex) => count + (this.#orbits.find(vertex) === this.#orbits.find(first) ? 1 : 0),
      0,
    );
  }

  /** Searches below a branch of the first path's node at `level`, until an automorphism or the end. */
  #explore(root: Node, level: number, branch: number): void {
    const nodes: Node[] = [];
    let next: number | undefined = branch;
    while (next !== undefined) {
      const lives = this.#descend(next);
      if (lives && this.#partition.isDiscrete) {
        const depth = this.#atLeaf(level, nodes);
        if (depth <= level) return;
        nodes.length = Math.min(nodes.length, depth - level);
      } else if (lives) {
        const node = this.#openNode(nodes.at(-1)?.cell ?? root.cell);
        nodes.push(node);
        next = this.#partition.elements[node.cell];
        node.tried.push(next);
        continue;
      }
      next = undefined;
      while (next === undefined && nodes.length > 0) {
        const node = nodes[nodes.length - 1];
        this.#return(node, level + nodes.length);
        next = this.#untried(node);
        if (next === undefined) nodes.pop();
      }
    }
  }

  /**
   * Compares a leaf with the first and the best one.
   *
   * @returns The depth of the node to go back to: what lies between is equivalent to what was seen.
   */
  #atLeaf(level: number, nodes: readonly Node[]): number {
    const leaf = this.#partition.elements;
    if (this.#trace.isFirst && this.#record(this.#firstLeaf, leaf)) return level;
    if (!this.#canonical) return Infinity;
    let comparison = this.#trace.comparedWithBest;
    if (comparison === 0) comparison = compareRelabelled(this.#graph, leaf, this.#bestLeaf);
    if (comparison === 0) {
      this.#record(this.#bestLeaf, leaf);
      const parting = this.#path.findIndex((vertex, i) => vertex !== this.#bestPath[i]);
      return parting === -1 ? level : parting;
    }
    if (comparison > 0) {
      this.#bestLeaf = leaf.slice();
      this.#bestPath = [...this.#path];
      this.#trace.keepAsBest();
      // All nodes above the leaf lie on the best path now.
      for (const node of nodes) node.againstBest = 0;
    }
    return Infinity;
  }

  /** Keeps the permutation that sends one leaf to another, if it is an automorphism. */
  #record(from: Int32Array, to: Int32Array): boolean {
    const images = new Int32Array(from.length);
    for (let place = 0; place < from.length; place++) images[from[place]] = to[place];
    if (!isAutomorphism(this.#graph, images)) return false;
    this.#generators.push(images);
    for (let x = 0; x < images.length; x++) this.#orbits.union(x, images[x]);
    return true;
  }

  /** The current partition as a node; its cell is the first with several elements, at `from` or later. */
  #openNode(from: number): Node {
    const { lengths, mark } = this.#partition;
    let cell = from;
    while (lengths[cell] === 1) cell++;
    const { length: traceLength, equalsFirst, againstBest } = this.#trace;
    return { cell, mark, traceLength, equalsFirst, againstBest, tried: [], vertices: undefined };
  }

  /** Individualises a vertex of a cell and refines; false when the branch is dead. */
  #descend(vertex: number): boolean {
    const partition = this.#partition;
    this.#path.push(vertex);
    const cell = partition.cellOf[vertex];
    const last = cell + partition.lengths[cell] - 1;
    partition.move(vertex, last);
    partition.cut(cell, last, 1);
    if (!this.#trace.add(cell)) return false;
    this.#refinement.enqueue(last);
    return this.#refinement.run();
  }

  #return(node: Node, depth: number): void {
    this.#partition.undo(node.mark);
    this.#trace.restore(node.traceLength, node.equalsFirst, node.againstBest);
    this.#path.length = depth;
  }

  /** A vertex of the node's cell that no known automorphism fixing the path joins to a tried one. */
  #untried(node: Node): number | undefined {
    const { elements, lengths } = this.#partition;
    node.vertices ??= elements.slice(node.cell, node.cell + lengths[node.cell]).toSorted();
    const fixing = this.#generators.filter((images) => this.#path.every((x) => images[x] === x));
    const orbits = new DisjointSets(fixing.length === 0 ? 0 : elements.length);
    for (const images of fixing) images.forEach((image, x) => orbits.union(x, image));
    const representative = (x: number): number => (fixing.length === 0 ? x : orbits.find(x));
    const tried = new Set(node.tried.map(representative));
    const next = node.vertices.find((vertex) => !tried.has(representative(vertex)));
    if (next !== undefined) node.tried.push(next);
    return next;
  }
}
