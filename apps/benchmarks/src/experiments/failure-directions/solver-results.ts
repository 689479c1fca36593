import { linearSvm, Random } from "@erlangen/numerics";
import type { ExperimentResult } from "../experiment.ts";
import { within } from "../run-experiment.ts";

/** Dual objectives of LIBSVM (libsvm-js 0.2.1, tolerance 1e-6, balanced weights, C = 1) on {@link overlappingClasses}. */
const libsvm: readonly {
  readonly samples: number;
  readonly features: number;
  readonly seed: number;
  readonly dualObjective: number;
}[] = [
  { samples: 200, features: 10, seed: 2, dualObjective: 144.88807192847068 },
  { samples: 300, features: 64, seed: 3, dualObjective: 198.92227397213372 },
];

/** The support vector machine against a closed form and against LIBSVM. */
export function solverResults(): readonly ExperimentResult[] {
  const closedForm = [0.1, 0.25, 1].flatMap((C) => {
    const { w, b } = linearSvm([-1, 1], [-1, 1], { C });
    return [
      within(`A6 w for two points, C = ${C}`, Math.min(2 * C, 1), w[0], 1e-12),
      within(`A6 b for two points, C = ${C}`, 0, b, 1e-12),
    ];
  });
  const objectives = libsvm.map(({ samples, features, seed, dualObjective }) => {
    const { rows, targets } = overlappingClasses(samples, features, seed);
    const svm = linearSvm(rows, targets, { C: 1, classWeights: "balanced" });
    const name = `A6 dual objective over LIBSVM's, ${samples} x ${features}`;
    return within(name, 1, svm.dualObjective / dualObjective, 1e-4);
  });
  return [...closedForm, ...objectives];
}

function overlappingClasses(
  samples: number,
  features: number,
  seed: number,
): { readonly rows: Float64Array; readonly targets: Float64Array } {
  const random = Random.fromSeed(seed);
  const rows = random
    .split("rows")
    .normal(samples * features)
    .map((z) => z / Math.sqrt(features));
  const targets = random
    .split("targets")
    .uniform(samples)
    .map((u, i) => (u < 0.3 + 0.4 * Number(rows[i * features] > 0) ? 1 : -1));
  return { rows, targets };
}
