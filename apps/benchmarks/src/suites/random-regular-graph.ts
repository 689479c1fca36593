import type { Random } from "@erlangen/numerics";

/**
 * The edges of a random graph in which every vertex has `degree` neighbours.
 *
 * Points, `degree` for each vertex, are paired at random; pairs that would make a loop or a double edge exchange ends
 * with random other pairs until none is left. Nearly uniform; the graph is simple in any case.
 *
 * @param vertexCount - More than `degree`; their product must be even.
 *
 * Source: McKay, Wormald (1990), «Uniform generation of random regular graphs of moderate degree», with plain switchings.
 */
export function randomRegularGraph(
  vertexCount: number,
  degree: number,
  random: Random,
): readonly (readonly [number, number])[] {
  const ends = Array.from(random.permutation(vertexCount * degree), (x) => x % vertexCount);
  const keyOf = (i: number): number =>
    Math.min(ends[i], ends[i + 1]) * vertexCount + Math.max(ends[i], ends[i + 1]);
  const counts = new Map<number, number>();
  const count = (i: number, change: number): void => {
    counts.set(keyOf(i), (counts.get(keyOf(i)) ?? 0) + change);
  };
  for (let i = 0; i < ends.length; i += 2) count(i, 1);
  const isBad = (i: number): boolean => ends[i] === ends[i + 1] || counts.get(keyOf(i)) !== 1;
  const bad = Array.from({ length: ends.length / 2 }, (_, edge) => 2 * edge).filter(isBad);
  for (let i = bad.pop(); i !== undefined; i = bad.pop()) {
    if (!isBad(i)) continue;
    const j = 2 * random.integer(ends.length / 2);
    count(i, -1);
    count(j, -1);
    [ends[i + 1], ends[j + 1]] = [ends[j + 1], ends[i + 1]];
    count(i, 1);
    count(j, 1);
    bad.push(i, j);
  }
  return Array.from({ length: ends.length / 2 }, (_, edge) => [ends[2 * edge], ends[2 * edge + 1]]);
}
