import { ColouredGraph } from "@erlangen/groups";

/** The undirected graph on 0, ..., n - 1 of a symmetric relation. */
function relation(n: number, related: (a: number, b: number) => boolean): ColouredGraph {
  const edges: [number, number][] = [];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) if (related(a, b)) edges.push([a, b]);
  }
  return ColouredGraph.fromEdges(n, edges);
}

function bitCount(x: number): number {
  return x === 0 ? 0 : (x & 1) + bitCount(x >> 1);
}

/** Pairs out of five, joined when disjoint. */
export function petersenGraph(): ColouredGraph {
  const pairs: number[] = [];
  for (let x = 0; x < 32; x++) if (bitCount(x) === 2) pairs.push(x);
  return relation(10, (a, b) => (pairs[a] & pairs[b]) === 0);
}

/** Bit strings, joined when they differ in one place. */
export function hypercube(dimension: number): ColouredGraph {
  const edges: [number, number][] = [];
  for (let x = 0; x < 2 ** dimension; x++) {
    for (let i = 0; i < dimension; i++) if ((x >> i) % 2 === 0) edges.push([x, x + 2 ** i]);
  }
  return ColouredGraph.fromEdges(2 ** dimension, edges);
}

/** Residues of a prime q = 1 mod 4, joined when they differ by a square. */
export function paleyGraph(q: number): ColouredGraph {
  const squares = new Set(Array.from({ length: q - 1 }, (_, x) => (x + 1) ** 2 % q));
  return relation(q, (a, b) => squares.has((a - b + q) % q));
}

/** Robertson's pentagons and pentagrams: vertex j of pentagon h and vertex h i + j of pentagram i are joined. */
export function hoffmanSingletonGraph(): ColouredGraph {
  const edges: [number, number][] = [];
  for (let h = 0; h < 5; h++) {
    for (let j = 0; j < 5; j++) {
      edges.push([5 * h + j, 5 * h + ((j + 1) % 5)], [25 + 5 * h + j, 25 + 5 * h + ((j + 2) % 5)]);
      for (let i = 0; i < 5; i++) edges.push([5 * h + j, 25 + 5 * i + ((h * i + j) % 5)]);
    }
  }
  return ColouredGraph.fromEdges(50, edges);
}

/** The folded 5-cube: strings of four bits, joined when they differ in one place or in all. */
export function clebschGraph(): ColouredGraph {
  return relation(16, (a, b) => [1, 4].includes(bitCount(a ^ b)));
}

/** Z4 x Z4, joined when they differ by ±(1, 0), ±(0, 1), ±(1, 1). */
export function shrikhandeGraph(): ColouredGraph {
  const steps = new Set(["1 0", "3 0", "0 1", "0 3", "1 1", "3 3"]);
  return relation(16, (a, b) => steps.has(`${((a >> 2) - (b >> 2) + 4) % 4} ${(a - b + 16) % 4}`));
}

/** Cells of a chess board, joined when they share a row or a column. */
export function rookGraph(side: number): ColouredGraph {
  return relation(
    side * side,
    (a, b) => Math.floor(a / side) === Math.floor(b / side) || a % side === b % side,
  );
}
