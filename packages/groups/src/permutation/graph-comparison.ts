import type { ColouredGraph } from "./coloured-graph.ts";

/** Whether the permutation of the vertices keeps edges and their colours; vertex colours are not looked at. */
export function isAutomorphism({ adjacency }: ColouredGraph, images: Int32Array): boolean {
  const { offsets, neighbours, kinds } = adjacency;
  const kindOf = new Int32Array(images.length).fill(-1);
  for (let x = 0; x < images.length; x++) {
    const y = images[x];
    if (offsets[x + 1] - offsets[x] !== offsets[y + 1] - offsets[y]) return false;
    if (x === y && fixesRow(x)) continue;
    for (let e = offsets[x]; e < offsets[x + 1]; e++) kindOf[images[neighbours[e]]] = kinds[e];
    let keeps = true;
    for (let e = offsets[y]; e < offsets[y + 1]; e++) {
      keeps &&= kindOf[neighbours[e]] === kinds[e];
    }
    for (let e = offsets[x]; e < offsets[x + 1]; e++) kindOf[images[neighbours[e]]] = -1;
    if (!keeps) return false;
  }
  return true;

  function fixesRow(x: number): boolean {
    for (let e = offsets[x]; e < offsets[x + 1]; e++) {
      if (images[neighbours[e]] !== neighbours[e]) return false;
    }
    return true;
  }
}

/**
 * Compares the graph with its vertices in the order `a` and in the order `b`, row by row: a sign, 0 for the same graph.
 */
export function compareRelabelled(
  { adjacency }: ColouredGraph,
  a: Int32Array,
  b: Int32Array,
): number {
  const { offsets, neighbours, kinds, colours } = adjacency;
  const [placeInA, placeInB] = [placesOf(a), placesOf(b)];
  const row = (x: number, places: Int32Array): Float64Array => {
    const entries = new Float64Array(offsets[x + 1] - offsets[x]);
    for (let e = offsets[x]; e < offsets[x + 1]; e++) {
      entries[e - offsets[x]] = places[neighbours[e]] * colours.length + kinds[e];
    }
    return entries.toSorted();
  };
  for (let place = 0; place < a.length; place++) {
    const [rowA, rowB] = [row(a[place], placeInA), row(b[place], placeInB)];
    if (rowA.length !== rowB.length) return Math.sign(rowA.length - rowB.length);
    const differs = rowA.findIndex((entry, i) => entry !== rowB[i]);
    if (differs !== -1) return Math.sign(rowA[differs] - rowB[differs]);
  }
  return 0;
}

function placesOf(vertexAt: Int32Array): Int32Array {
  const places = new Int32Array(vertexAt.length);
  vertexAt.forEach((vertex, place) => (places[vertex] = place));
  return places;
}
