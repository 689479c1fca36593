import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { Features, PreparationOptions } from "./features.ts";
import type { PairMoments } from "./moments.ts";
import { covariance, crossCovariance, trace } from "./moments.ts";

/** The second moments of two arrays. */
export function momentsOf(
  where: string,
  [phi, psi]: readonly [Features, Features],
  options: PreparationOptions,
): PairMoments {
  const a = covariance(where, { name: "phi", features: phi }, options);
  const b = covariance(where, { name: "psi", features: psi }, options);
  return {
    columnsOfPhi: phi.columns,
    columnsOfPsi: psi.columns,
    phi: a.matrix,
    psi: b.matrix,
    cross: crossCovariance(a, b),
  };
}

/** Checks lengths, and that both features vary. */
export function requireMoments(where: string, moments: PairMoments): void {
  const { columnsOfPhi: k, columnsOfPsi: l } = moments;
  for (const [name, size] of [
    ["phi", k * k],
    ["psi", l * l],
    ["cross", k * l],
  ] as const) {
    if (moments[name].length === size) continue;
    throw new ShapeError(
      `${where}: expected ${name} with ${size} numbers for ${k} and ${l} columns, got ${moments[name].length}`,
    );
  }
  for (const [name, size] of [
    ["phi", k],
    ["psi", l],
  ] as const) {
    if (trace(moments[name], size) > 0) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to vary with its input, got second moments with trace ${trace(moments[name], size)}`,
    );
  }
}

/** Moments of the features scaled to a mean squared length of 1. */
export function normalizedMoments(moments: PairMoments): PairMoments {
  const [a, b] = [
    trace(moments.phi, moments.columnsOfPhi),
    trace(moments.psi, moments.columnsOfPsi),
  ];
  return {
    ...moments,
    phi: moments.phi.map((value) => value / a),
    psi: moments.psi.map((value) => value / b),
    cross: moments.cross.map((value) => value / Math.sqrt(a * b)),
  };
}
