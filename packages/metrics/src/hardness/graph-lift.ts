import { ArgumentError } from "@erlangen/numerics";
import { requireEvenReads } from "./alternating-relu.ts";
import type { HardFamily } from "./hard-family.ts";
import { planarRelu, planarReluProduct } from "./planar-relu.ts";
import { mostFrequencies, type PlaneLiftOptions } from "./plane-lift.ts";
import { planeProduct, requirePlane } from "./plane.ts";
import { requireArray, requireInteger } from "./require-argument.ts";

/** What {@link graphLiftFamily} takes. */
export interface GraphLiftOptions extends PlaneLiftOptions {
  /** A, row-major [n, n]: symmetric zeros and ones with at least one edge. */
  readonly adjacency: ArrayLike<number>;
}

/**
 * Graph networks on a fixed graph, one for each plane of the space R^d of node features, under normal features:
 * f_U(X) = Σ_i f(U (A X)_i) with f as in {@link planeLiftFamily}.
 *
 * Row i of A X has variance s_i = |N(i)|, and rows i and j correlate by ρ_ij = |N(i) ∩ N(j)| / √(s_i s_j) >= 0. Hence
 * |correlation(f_U, f_V)| <= ‖U Vᵀ‖₂^k, whatever the graph: {@link planePackingBound} holds unchanged.
 *
 * A member is a plane [2, d]; an input is X, row-major [n, d].
 *
 * @throws ArgumentError for odd k (the functions vanish), other matrices, and graphs without edges.
 *
 * Source: Kiani et al. (2024), «On the hardness of learning under symmetries», theorem on graph networks with node
 * features; exact norms from arc-cosine kernels.
 */
export function graphLiftFamily({ adjacency, d, k }: GraphLiftOptions): HardFamily<Float64Array> {
  const where = "graphLiftFamily";
  requireInteger(where, "d", d, { least: 2, most: 2 ** 24 });
  requireEvenReads(where, k, { most: mostFrequencies });
  const neighbours = neighboursOf(where, adjacency);
  const n = neighbours.length;
  const scales = overlapScales(neighbours);
  const product = (m: ArrayLike<number>): number => {
    let sum = 0;
    for (const [rho, scale] of scales) {
      sum += scale * planarReluProduct(k, [rho * m[0], rho * m[1], rho * m[2], rho * m[3]]);
    }
    return sum;
  };
  const meanSquare = product([1, 0, 0, 1]);
  return {
    name: `graph network of ${2 * k} ReLUs on a plane of R^${d}, ${n} nodes`,
    inputSize: n * d,
    meanSquare,
    sample: (random) => random.normal(n * d),
    evaluate: (plane, x) => {
      requireArray(where, x, { name: "x", axes: "[n, d]", size: n * d });
      requirePlane(where, plane, d);
      let sum = 0;
      for (const nodes of neighbours) {
        let [a, b] = [0, 0];
        for (const node of nodes) {
          for (let i = 0; i < d; i++) {
            a += plane[i] * x[node * d + i];
            b += plane[d + i] * x[node * d + i];
          }
        }
        sum += planarRelu(k, a, b);
      }
      return sum;
    },
    correlation: (first, second) => {
      requirePlane(where, first, d);
      requirePlane(where, second, d);
      return product(planeProduct(first, second)) / meanSquare;
    },
  };
}

/** Σ √(s_i s_j) over the pairs of nodes that correlate by the same ρ > 0, by ρ. */
function overlapScales(neighbours: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const scales = new Map<number, number>();
  for (const first of neighbours) {
    const members = new Set(first);
    for (const second of neighbours) {
      const overlap = second.filter((node) => members.has(node)).length;
      if (overlap === 0) continue;
      const scale = Math.sqrt(first.length * second.length);
      scales.set(overlap / scale, (scales.get(overlap / scale) ?? 0) + scale);
    }
  }
  return scales;
}

function neighboursOf(where: string, adjacency: ArrayLike<number>): readonly (readonly number[])[] {
  const n = Math.round(Math.sqrt(adjacency.length));
  requireArray(where, adjacency, { name: "adjacency", axes: "[n, n]", size: n * n });
  const neighbours = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_unused, j) => j).filter((j) => adjacency[i * n + j] === 1),
  );
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const entry = adjacency[i * n + j];
      if ((entry === 0 || entry === 1) && entry === adjacency[j * n + i]) continue;
      throw new ArgumentError(
        `${where}: expected adjacency to be symmetric zeros and ones, got ${entry} and ${adjacency[j * n + i]} between nodes ${i} and ${j}`,
      );
    }
  }
  if (neighbours.every((nodes) => nodes.length === 0)) {
    throw new ArgumentError(
      `${where}: expected a graph with an edge, got none: then every function is 0`,
    );
  }
  return neighbours;
}
