import { ArgumentError } from "@erlangen/numerics";
import { fitClass, type ClassFitOptions } from "./class-direction.ts";
import {
  requireEmbeddings,
  requireLabels,
  requireOutcomes,
  rowsByLabel,
} from "./require-samples.ts";
import { fitWhitening, whitenRows, type Whitening } from "./whitening.ts";

/** What a model got right and wrong on data that it was not trained on. */
export interface ValidationSamples {
  /** Embeddings of the inputs, [samples, features], flat, row-major. */
  readonly embeddings: ArrayLike<number>;
  /** True labels, integers, [samples]. */
  readonly labels: ArrayLike<number>;
  /** 1 where the model was right, 0 where it was wrong, [samples]. */
  readonly correct: ArrayLike<number>;
  /** Embeddings that the whitening is fitted to, [any, features]. Default: `embeddings`. */
  readonly trainEmbeddings?: ArrayLike<number>;
}

/** Options of {@link failureDirections}; the defaults are the paper's. */
export interface FailureDirectionsOptions {
  /** Weights C that cross-validation chooses from, > 0 and increasing. Default 1e-6, 1e-5, ..., 1. */
  readonly Cs?: readonly number[];
  /** Number of folds, >= 2. Default 2. */
  readonly folds?: number;
  /** Whether right and wrong samples get the same total weight. Default true. */
  readonly balanced?: boolean;
  /** Whether whitened rows are divided by their norm; without it, C has another scale. Default true. */
  readonly normalize?: boolean;
  /** Violation of optimality that the solver leaves. Default 1e-3. */
  readonly tolerance?: number;
}

/** Along which direction the model fails on one class. */
export interface FailureDirection {
  readonly label: number;
  /** Samples of the class, and how many of them the model got wrong. */
  readonly samples: number;
  readonly errors: number;
  /** Mean balanced accuracy in cross-validation, in [0, 1]: 0.5 where there is no direction to find. */
  readonly cvScore: number;
  readonly C: number;
  /** The decision value of a whitened row z is w·z + b; negative where failure is predicted. [features]. */
  readonly w: Float64Array;
  readonly b: number;
  /** -w / |w|: towards failure, in whitened coordinates; 0 when w is. [features]. */
  readonly direction: Float64Array;
}

/** A class with too few samples of an outcome to cross-validate. */
export interface SkippedClass {
  readonly label: number;
  readonly samples: number;
  readonly errors: number;
  /** In words. */
  readonly reason: string;
}

/** What {@link failureDirections} found. */
export interface FailureDirections {
  /** By increasing label. */
  readonly classes: readonly FailureDirection[];
  /** By increasing label. */
  readonly skipped: readonly SkippedClass[];
  readonly whitening: Whitening;
  /** Dimensions in which the training embeddings are constant; they are left out. */
  readonly constantDimensions: readonly number[];
}

/** Seven decades. */
const paperCs: readonly number[] = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];

/**
 * Finds, for each class, the direction of an embedding along which a model goes from right to wrong.
 *
 * Embeddings are whitened by the mean and deviation of the training embeddings and divided by their norm; then, class by
 * class, a linear support vector machine separates the samples that the model got right from those that it got wrong,
 * with C of best balanced accuracy in stratified cross-validation without shuffling, ties to the smallest.
 *
 * Shapes: embeddings [samples, features], labels and correct [samples].
 *
 * @param samples - Never those that the model was trained on: there it is right and shows no failures.
 * @returns A direction for each class; classes with fewer than `folds` right or wrong samples are in `skipped`.
 * @throws ShapeError when lengths do not fit; ArgumentError for numbers that are not finite, labels that are no integers,
 * outcomes other than 0 and 1, options out of range, or embeddings that are all alike; ConvergenceError as `linearSvm`.
 *
 * Source: Jain, Lawrence, Moitra, Madry (2023), «Distilling model failures as directions in latent space», section 2;
 * differs in: embeddings are whitened once (the authors' script does it twice).
 *
 * ```ts
 * import { decisionValues, failureDirections } from "@erlangen/metrics";
 *
 * // Wrong on the left, right on the right; the second dimension says nothing.
 * const embeddings = [-2, 1, -1, -1, 1, 1, 2, -1, -2, -1, -1, 1, 1, -1, 2, 1];
 * const labels = [7, 7, 7, 7, 7, 7, 7, 7];
 * const correct = [0, 0, 1, 1, 0, 0, 1, 1];
 * const found = failureDirections({ embeddings, labels, correct });
 * found.classes[0].cvScore; // => 1
 * found.classes[0].direction[0] < -0.99; // => true
 * decisionValues(found, [-3, 0, 3, 0], [7, 7]).map(Math.sign); // => [-1, 1]
 * ```
 */
export function failureDirections(
  samples: ValidationSamples,
  options: FailureDirectionsOptions = {},
): FailureDirections {
  const where = "failureDirections";
  const fitOptions = checkedOptions(where, options);
  const { embeddings, labels, correct, trainEmbeddings = embeddings } = samples;
  if (labels.length === 0) throw new ArgumentError(`${where}: expected samples, got 0`);
  const features = requireEmbeddings(where, "embeddings", embeddings, { samples: labels.length });
  requireLabels(where, labels, labels.length);
  requireOutcomes(where, correct, labels.length);
  const trained = Math.ceil(trainEmbeddings.length / features);
  requireEmbeddings(where, "trainEmbeddings", trainEmbeddings, { samples: trained, features });

  const whitening = fitWhitening(trainEmbeddings, features, options.normalize ?? true);
  const constantDimensions = Array.from(whitening.inverseScale.keys()).filter(
    (k) => whitening.inverseScale[k] === 0,
  );
  if (constantDimensions.length === features) {
    throw new ArgumentError(
      `${where}: expected trainEmbeddings that differ, got ${trained} equal ${trained === 1 ? "row" : "rows"}`,
    );
  }
  const classes: FailureDirection[] = [];
  const skipped: SkippedClass[] = [];
  for (const [label, rows] of rowsByLabel(labels)) {
    const outcomes = Float64Array.from(rows, (i) => (correct[i] === 1 ? 1 : -1));
    const errors = outcomes.filter((outcome) => outcome < 0).length;
    const counted = { label, samples: rows.length, errors };
    if (Math.min(errors, rows.length - errors) < fitOptions.folds) {
      const reason = `expected at least ${fitOptions.folds} right and ${fitOptions.folds} wrong samples, got ${rows.length - errors} and ${errors}`;
      skipped.push({ ...counted, reason });
      continue;
    }
    const { svm, cvScore } = fitClass(
      whitenRows(whitening, embeddings, rows),
      outcomes,
      fitOptions,
    );
    const { C, w, b } = svm;
    const norm = Math.sqrt(w.reduce((sum, component) => sum + component * component, 0));
    const direction = w.map((component) => (norm === 0 ? 0 : -component / norm));
    classes.push({ ...counted, cvScore, C, w, b, direction });
  }
  return { classes, skipped, whitening, constantDimensions };
}

function checkedOptions(
  where: string,
  { Cs = paperCs, folds = 2, balanced = true, tolerance = 1e-3 }: FailureDirectionsOptions,
): ClassFitOptions {
  if (!(Number.isInteger(folds) && folds >= 2)) {
    throw new ArgumentError(`${where}: expected folds to be an integer >= 2, got ${folds}`);
  }
  if (Cs.length === 0 || !Cs.every((C, i) => C > (Cs[i - 1] ?? 0) && Number.isFinite(C))) {
    throw new ArgumentError(`${where}: expected Cs > 0 and increasing, got [${Cs.join(", ")}]`);
  }
  if (!(tolerance > 0)) {
    throw new ArgumentError(`${where}: expected tolerance > 0, got ${tolerance}`);
  }
  return { Cs, folds, balanced, tolerance };
}
