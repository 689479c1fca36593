import { ArgumentError } from "@erlangen/numerics";
import {
  cos,
  exp,
  expandDims,
  less,
  logicalAnd,
  mul,
  neg,
  select,
  sin,
  square,
  sub,
  add,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import { besselBasis } from "./bessel-basis.ts";
import { softUnitStep } from "./soft-unit-step.ts";

/** The families of {@link softOneHotLinspace}. */
export type SoftOneHotBasis = "gaussian" | "cosine" | "smooth-finite" | "fourier" | "bessel";

/** Options of {@link softOneHotLinspace}. */
export interface SoftOneHotOptions {
  readonly start: number;
  /** > `start`. */
  readonly end: number;
  /** Number of functions, >= 1 with cutoff, else >= 2. */
  readonly count: number;
  readonly basis: SoftOneHotBasis;
  /** Whether all functions vanish (or, gaussian, are small) outside of (start, end). */
  readonly cutoff: boolean;
}

/**
 * Smooth functions of a distance side by side on an interval, such that their squares sum to about 1.
 *
 * Centres at equal distances, the ends included without cutoff; d = (x - centre) / step. gaussian exp(-d²)/1.12; cosine
 * cos(πd/2) for |d| < 1; smooth-finite 1.14136 e² s(d+1) s(1-d) with s = `softUnitStep`; fourier sin(nπt)/√(1/4 + count/2) on
 * 0 < t < 1 with cutoff, else cos((n-1)πt)/√(...), t = (x - start)/(end - start); bessel √(2/c) sin(nπr/c)/r, r = x - start.
 *
 * Shapes: x [...] -> [..., count].
 *
 * @throws ArgumentError when the interval is empty or `count` too small.
 *
 * Source: equals `e3nn.math.soft_one_hot_linspace`.
 */
export function softOneHotLinspace(x: Tensor, options: SoftOneHotOptions): Tensor {
  const { start, end, count, basis, cutoff } = options;
  if (!(end > start)) {
    throw new ArgumentError(
      `softOneHotLinspace: expected end > start, got start ${start} and end ${end}`,
    );
  }
  if (!Number.isInteger(count) || count < (cutoff ? 1 : 2)) {
    throw new ArgumentError(
      `softOneHotLinspace: expected count an integer >= ${cutoff ? 1 : 2}, got ${count}`,
    );
  }
  const column = expandDims(x, -1);
  const vector = (each: (n: number) => number): Tensor =>
    tensor(
      Float64Array.from({ length: count }, (_, n) => each(n)),
      [count],
      x.dtype,
    );
  const step = (end - start) / (cutoff ? count + 1 : count - 1);
  const distance = (): Tensor =>
    sub(
      mul(column, 1 / step),
      vector((n) => start / step + n + (cutoff ? 1 : 0)),
    );
  switch (basis) {
    case "gaussian":
      return mul(exp(neg(square(distance()))), 1 / 1.12);
    case "cosine": {
      const d = distance();
      return within(cos(mul(d, Math.PI / 2)), d, [-1, 1]);
    }
    case "smooth-finite": {
      const d = distance();
      const bump = mul(softUnitStep(add(d, 1)), softUnitStep(sub(1, d)));
      return mul(bump, 1.141_36 * Math.exp(2));
    }
    case "fourier": {
      const t = mul(sub(column, start), 1 / (end - start));
      const scale = 1 / Math.sqrt(0.25 + count / 2);
      if (!cutoff)
        return mul(
          cos(
            mul(
              t,
              vector((n) => Math.PI * n),
            ),
          ),
          scale,
        );
      const waves = mul(
        sin(
          mul(
            t,
            vector((n) => Math.PI * (n + 1)),
          ),
        ),
        scale,
      );
      return within(waves, t, [0, 1]);
    }
    case "bessel": {
      const r = sub(x, start);
      const waves = besselBasis(r, { count, cutoff: end - start });
      return cutoff ? within(waves, expandDims(r, -1), [0, end - start]) : waves;
    }
  }
}

/** `values` where low < x < high, else 0. */
function within(values: Tensor, x: Tensor, [low, high]: readonly [number, number]): Tensor {
  return select(logicalAnd(less(low, x), less(x, high)), values, 0);
}
