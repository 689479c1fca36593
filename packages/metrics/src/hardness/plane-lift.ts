import type { HardFamily } from "./hard-family.ts";
import { planarRelu, planarReluMeanSquare, planarReluProduct } from "./planar-relu.ts";
import { planeProduct, requirePlane } from "./plane.ts";
import { requireArray, requireInteger } from "./require-argument.ts";
import { requireEvenReads } from "./alternating-relu.ts";

/** Largest k of a planar function. */
export const mostFrequencies = 1000;

/** What {@link planeLiftFamily} takes. */
export interface PlaneLiftOptions {
  /** Dimension of the inputs, at least 2. */
  readonly d: number;
  /** Half the width of the networks, even, from 2 to 1000. */
  readonly k: number;
}

/**
 * One-hidden-layer networks of width 2k, one for each plane of R^d, under normal inputs: f_U(x) = f(U x).
 *
 * f(x, y) = Σ_{m=1}^{2k} (-1)^m ReLU(x cos(π m / k) + y sin(π m / k)) has no Hermite components of degree below k, so
 * |E f_U f_V| <= ‖U Vᵀ‖₂^k E f². The mean square is sec²(π / 2k) - (2k / π) tan(π / 2k); correlations are exact sums of
 * arc-cosine kernels. How many planes are far apart, and how many queries they take, says {@link planePackingBound}.
 *
 * A member is a plane, two orthonormal rows [2, d]; {@link randomPlane} draws them.
 *
 * @throws ArgumentError for odd k: then every function is 0.
 *
 * Source: Diakonikolas et al. (2020), «Algorithms and SQ lower bounds for PAC learning one-hidden-layer ReLU networks»,
 * section 4.
 *
 * ```ts
 * import { planeLiftFamily } from "@erlangen/metrics";
 *
 * planeLiftFamily({ d: 10, k: 4 }).meanSquare.toFixed(6); // => "0.116787"
 * ```
 */
export function planeLiftFamily({ d, k }: PlaneLiftOptions): HardFamily<Float64Array> {
  const where = "planeLiftFamily";
  requireInteger(where, "d", d, { least: 2, most: 2 ** 24 });
  requireEvenReads(where, k, { most: mostFrequencies });
  const meanSquare = planarReluMeanSquare(k);
  return {
    name: `${2 * k} ReLUs on a plane of R^${d}`,
    inputSize: d,
    meanSquare,
    sample: (random) => random.normal(d),
    evaluate: (plane, x) => {
      requireArray(where, x, { name: "x", axes: "[d]", size: d });
      requirePlane(where, plane, d);
      let [a, b] = [0, 0];
      for (let i = 0; i < d; i++) {
        a += plane[i] * x[i];
        b += plane[d + i] * x[i];
      }
      return planarRelu(k, a, b);
    },
    correlation: (first, second) => {
      requirePlane(where, first, d);
      requirePlane(where, second, d);
      return planarReluProduct(k, planeProduct(first, second)) / meanSquare;
    },
  };
}
