import { gaussLegendre, integrate } from "@erlangen/numerics";
import { requirePositive } from "./quantizer-constants.ts";
import { requireCount } from "./require-rows.ts";

/** Options of {@link exactCircleGap}. */
export interface ExactCircleOptions {
  /** Length of the circle. Default 1. */
  readonly length?: number;
  /** Order m of a group of rotations. Default 1. */
  readonly groupOrder?: number;
  /** `random` outputs are drawn uniformly, `optimal` ones evenly spaced. Default random. */
  readonly outputs?: "random" | "optimal";
}

/**
 * The exact expected gap of n outputs on a circle with arc distance: ℓ² / (2 m² (n+1)(n+2)) for random ones under
 * rotations by 1/m of the circle, ℓ² / (12 m² n²) for evenly spaced ones.
 *
 * @param count - n, ≥ 1.
 * @throws ArgumentError when an argument is out of range.
 *
 * ```ts
 * import { exactCircleGap } from "@erlangen/metrics";
 *
 * exactCircleGap(8, { length: 6 }); // => 0.2
 * ```
 */
export function exactCircleGap(count: number, options: ExactCircleOptions = {}): number {
  const { length = 1, groupOrder = 1, outputs = "random" } = options;
  requireCount("exactCircleGap", "count", count, { least: 1 });
  requireCount("exactCircleGap", "groupOrder", groupOrder, { least: 1 });
  requirePositive("exactCircleGap", "length", length);
  const arc = length / groupOrder;
  return outputs === "optimal"
    ? arc ** 2 / (12 * count ** 2)
    : arc ** 2 / (2 * (count + 1) * (count + 2));
}

/**
 * The exact expected gap of n outputs on an interval: (n+7) / (2(n+1)(n+2)(n+3)) for random ones on [0, 1],
 * 1/(12 n²) for the best ones; both in proportion to length².
 *
 * @throws ArgumentError when an argument is out of range.
 */
export function exactIntervalGap(
  count: number,
  { length = 1, outputs = "random" }: Omit<ExactCircleOptions, "groupOrder"> = {},
): number {
  requireCount("exactIntervalGap", "count", count, { least: 1 });
  requirePositive("exactIntervalGap", "length", length);
  const unit =
    outputs === "optimal"
      ? 1 / (12 * count ** 2)
      : (count + 7) / (2 * (count + 1) * (count + 2) * (count + 3));
  return unit * length ** 2;
}

/**
 * The exact expected gap of n uniform random outputs on the unit sphere S^k in R^{k+1}, distance in space:
 * ∫₀^π (1 - F(θ))ⁿ 2 sin θ dθ, F(θ) the share of the sphere within the angle θ. For k = 2 it is 4/(n+1).
 *
 * @param dimension - k, ≥ 1.
 * @param count - n, ≥ 1.
 * @throws ArgumentError when an argument is out of range.
 *
 * ```ts
 * import { exactSphereGap } from "@erlangen/metrics";
 *
 * exactSphereGap(2, 99); // => 0.040000000
 * ```
 */
export function exactSphereGap(dimension: number, count: number): number {
  requireCount("exactSphereGap", "dimension", dimension, { least: 1 });
  requireCount("exactSphereGap", "count", count, { least: 1 });
  const half = sinePower(dimension - 1, Math.PI / 2);
  const cap = (angle: number): number => {
    const share = sinePower(dimension - 1, Math.min(angle, Math.PI - angle)) / (2 * half);
    return angle <= Math.PI / 2 ? share : 1 - share;
  };
  return integrateAngles((angle) => survival(cap(angle), count) * 2 * Math.sin(angle));
}

/**
 * The exact expected gap of n random rotations (Haar measure of SO(3)) as 3x3 matrices, in the Frobenius norm:
 * ∫₀^π (1 - (θ - sin θ)/π)ⁿ 4 sin θ dθ.
 *
 * @throws ArgumentError when `count` is no integer ≥ 1.
 *
 * ```ts
 * import { exactRotationGap } from "@erlangen/metrics";
 *
 * exactRotationGap(20); // => 1.583321
 * ```
 */
export function exactRotationGap(count: number): number {
  requireCount("exactRotationGap", "count", count, { least: 1 });
  return integrateAngles((angle) => survival(rotationShare(angle), count) * 4 * Math.sin(angle));
}

/** The share of rotations with an angle of at most `angle`; by its series where the difference would cancel. */
function rotationShare(angle: number): number {
  if (angle > 0.1) return (angle - Math.sin(angle)) / Math.PI;
  const square = angle ** 2;
  return (
    ((angle ** 3 / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - square / 72)))) / Math.PI
  );
}

/**
 * The exact expected gap of n uniform random outputs on S³ in C² under phases U(1): 2/(2n+1). The quotient is a sphere of
 * radius 1/2 (Hopf), so that the dimension falls from 3 to 2.
 *
 * @throws ArgumentError when `count` is no integer ≥ 1.
 */
export function exactHopfGap(count: number): number {
  requireCount("exactHopfGap", "count", count, { least: 1 });
  return 2 / (2 * count + 1);
}

/** (1 - share)^count. */
function survival(share: number, count: number): number {
  return share >= 1 ? 0 : Math.exp(count * Math.log1p(-share));
}

const inner = gaussLegendre(48);

/** ∫₀^angle sin^k, for angle ≤ π/2: all terms are positive, so that small values keep their digits. */
function sinePower(k: number, angle: number): number {
  const half = angle / 2;
  return half * integrate(inner, (x) => Math.sin(half * (1 + x)) ** k);
}

/** ∫₀^π f, on stretches that grow twofold from 0, where f changes fastest. */
function integrateAngles(f: (angle: number) => number): number {
  const ends = [0, ...Array.from({ length: 28 }, (_, i) => Math.PI * 2 ** (i - 27))];
  return ends.slice(1).reduce((sum, end, i) => {
    const [middle, half] = [(end + ends[i]) / 2, (end - ends[i]) / 2];
    return sum + half * integrate(inner, (x) => f(middle + half * x));
  }, 0);
}
