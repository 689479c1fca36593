import { requireEvenReads } from "./alternating-relu.ts";
import { boundOfLog2, type CsqBound } from "./csq-bound.ts";
import { mostFrequencies, type PlaneLiftOptions } from "./plane-lift.ts";
import { requireInteger, requireNumber } from "./require-argument.ts";

/** Steps of the golden-section search: the interval shrinks to 1e-13 of its width. */
const searchSteps = 63;

/** What {@link planePackingBound} takes. */
export interface PlanePackingOptions extends PlaneLiftOptions {
  /** Precision of the answers, 0 < τ <= 1. */
  readonly tau: number;
}

/** The best bound that a packing of planes gives. */
export interface PlanePackingBound extends CsqBound {
  /** Largest cosine between two planes of the packing. */
  readonly cosine: number;
  /** log₂ of how many planes there are, -Infinity for none. */
  readonly log2Dim: number;
  /** Largest correlation of two members, cosine^k. */
  readonly eps: number;
  /** Whether the bound says nothing, as it does in low dimension. */
  readonly isVacuous: boolean;
}

/**
 * log₂ of the number of planes in R^d with pairwise ‖U Vᵀ‖₂ <= t that exist for certain: ⌊exp((d - 2) t² / 16) / 2⌋, by
 * random planes and a union bound over the four entries of U Vᵀ.
 *
 * @param d - At least 2.
 * @param cosine - t, in (0, 1].
 * @returns -Infinity when the count is 0.
 */
export function log2PlanePacking(d: number, cosine: number): number {
  requireInteger("log2PlanePacking", "d", d, { least: 2 });
  requireNumber("log2PlanePacking", "cosine", cosine, { above: 0, most: 1 });
  const exponent = ((d - 2) * cosine * cosine) / 16;
  // Beyond e^40 the rounding down is below float precision.
  return exponent > 40 ? exponent / Math.LN2 - 1 : Math.log2(Math.floor(Math.exp(exponent) / 2));
}

/**
 * How many correlational queries it takes to learn networks of {@link planeLiftFamily} or {@link graphLiftFamily}: the
 * bound of `csqLowerBound` for D = ⌊exp((d - 2) t² / 16) / 2⌋ and ε = t^k, at the best t, found by golden section.
 *
 * The constants are explicit and the bound rigorous; in low dimension it is vacuous.
 *
 * @throws ArgumentError for arguments out of range, and for odd k.
 *
 * Source: Diakonikolas et al. (2020), «Algorithms and SQ lower bounds for PAC learning one-hidden-layer ReLU networks»,
 * lemma on packings, here with constants.
 *
 * ```ts
 * import { planePackingBound } from "@erlangen/metrics";
 *
 * planePackingBound({ d: 100, k: 4, tau: 0.5 }).isVacuous; // => true
 * Math.round(planePackingBound({ d: 10000, k: 4, tau: 0.5 }).log2Queries); // => 438
 * ```
 */
export function planePackingBound({ d, k, tau }: PlanePackingOptions): PlanePackingBound {
  const where = "planePackingBound";
  requireInteger(where, "d", d, { least: 2 });
  requireEvenReads(where, k, { most: mostFrequencies });
  requireNumber(where, "tau", tau, { above: 0, most: 1 });
  // Beyond this cosine τ² <= ε.
  const limit = tau ** (2 / k);
  const at = (cosine: number): PlanePackingBound => {
    const eps = cosine ** k;
    const log2Dim = log2PlanePacking(d, cosine);
    const bound =
      tau * tau > eps ? boundOfLog2(log2Dim, { eps, tau }) : { queries: 0, log2Queries: -Infinity };
    return { ...bound, cosine, log2Dim, eps, isVacuous: bound.queries === 0 };
  };
  return at(bestPlace((cosine) => smoothLog2Queries({ d, k, tau }, cosine), limit));
}

/** The logarithm that is maximised: without floors, so that it has one maximum. */
function smoothLog2Queries({ d, k, tau }: PlanePackingOptions, cosine: number): number {
  const excess = tau * tau - cosine ** k;
  return ((d - 2) * cosine * cosine) / 16 + Math.log(Math.max(excess, 1e-300) / (1 - cosine ** k));
}

/** Where a function with one maximum on (0, limit) is largest. */
function bestPlace(value: (at: number) => number, limit: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, limit];
  let [left, right] = [high - ratio * high, ratio * high];
  let [atLeft, atRight] = [value(left), value(right)];
  for (let step = 0; step < searchSteps; step++) {
    if (atLeft < atRight) {
      low = left;
      [left, atLeft] = [right, atRight];
      right = low + ratio * (high - low);
      atRight = value(right);
    } else {
      high = right;
      [right, atRight] = [left, atLeft];
      left = high - ratio * (high - low);
      atLeft = value(left);
    }
  }
  return (low + high) / 2;
}
