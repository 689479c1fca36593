import { linearSvm, linearSvmPath, type LinearSvm } from "@erlangen/numerics";
import { stratifiedFolds } from "./stratified-folds.ts";

/** How one class is fitted. */
export interface ClassFitOptions {
  readonly Cs: readonly number[];
  readonly folds: number;
  readonly balanced: boolean;
  readonly tolerance: number;
}

/** The separation of one class. */
export interface ClassFit {
  readonly svm: LinearSvm;
  /** Mean balanced accuracy over the folds at the chosen C. */
  readonly cvScore: number;
}

/**
 * The score of a machine without a threshold. For small C all multipliers are at their bounds, and which b is taken would
 * decide the score; LIBSVM, with which the paper worked, then ends by rounding at b = 1 or -1, so that all samples lie on
 * one side.
 */
const chance = 0.5;

/**
 * Chooses C by cross-validation, ties to the smallest, and separates all samples with it.
 *
 * @param rows - Whitened embeddings, [samples, features].
 * @param outcomes - 1 or -1, [samples], at least `folds` of each.
 */
export function fitClass(
  rows: Float64Array,
  outcomes: Float64Array,
  { Cs, folds, balanced, tolerance }: ClassFitOptions,
): ClassFit {
  const options = balanced
    ? ({ tolerance, classWeights: "balanced" } as const)
    : ({ tolerance } as const);
  const fold = stratifiedFolds(outcomes, folds);
  const scores = new Float64Array(Cs.length);
  for (let f = 0; f < folds; f++) {
    const train = partOf(rows, outcomes, (i) => fold[i] !== f);
    const test = partOf(rows, outcomes, (i) => fold[i] === f);
    linearSvmPath(train.rows, train.outcomes, { ...options, Cs }).forEach((svm, k) => {
      scores[k] += (svm.free === 0 ? chance : balancedAccuracy(test, svm)) / folds;
    });
  }
  const best = scores.indexOf(Math.max(...scores));
  return { svm: linearSvm(rows, outcomes, { ...options, C: Cs[best] }), cvScore: scores[best] };
}

interface Part {
  readonly rows: Float64Array;
  readonly outcomes: Float64Array;
}

function partOf(rows: Float64Array, outcomes: Float64Array, takes: (i: number) => boolean): Part {
  const features = rows.length / outcomes.length;
  const taken = Array.from(outcomes.keys()).filter(takes);
  const part = new Float64Array(taken.length * features);
  taken.forEach((row, i) => {
    part.set(rows.subarray(row * features, (row + 1) * features), i * features);
  });
  return { rows: part, outcomes: Float64Array.from(taken, (i) => outcomes[i]) };
}

/** The mean of the shares of right and of wrong ones that are recognised. */
function balancedAccuracy({ rows, outcomes }: Part, { w, b }: LinearSvm): number {
  const counts = { right: 0, wrong: 0, rightFound: 0, wrongFound: 0 };
  for (let i = 0; i < outcomes.length; i++) {
    let decision = b;
    for (let k = 0; k < w.length; k++) decision += w[k] * rows[i * w.length + k];
    if (outcomes[i] > 0) {
      counts.right++;
      if (decision > 0) counts.rightFound++;
    } else {
      counts.wrong++;
      if (decision <= 0) counts.wrongFound++;
    }
  }
  return (counts.rightFound / counts.right + counts.wrongFound / counts.wrong) / 2;
}
