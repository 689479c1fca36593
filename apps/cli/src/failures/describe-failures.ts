import {
  decisionValues,
  failureDirections,
  rankFailures,
  scoreCaptions,
  type FailureDirection,
  type SkippedClass,
  type ValidationSamples,
} from "@erlangen/metrics";
import type { Captions } from "./read-failure-arrays.ts";

/** A caption with its score for a class. */
export interface ScoredCaption {
  readonly caption: string;
  readonly score: number;
}

/** What is said of one class. */
export interface ClassFailures extends Pick<
  FailureDirection,
  "label" | "samples" | "errors" | "cvScore" | "C"
> {
  /** Samples whose decision value is at most 0. */
  readonly flagged: number;
  /** Row numbers of the likeliest failures, the likeliest first. */
  readonly hardest: readonly number[];
  /** Row numbers of the least likely failures, the least likely first. */
  readonly easiest: readonly number[];
  /** Captions that score lowest and highest, where there are captions. */
  readonly captions:
    | {
        readonly negative: readonly ScoredCaption[];
        readonly positive: readonly ScoredCaption[];
      }
    | undefined;
}

/** What is said of all. */
export interface FailureSummary {
  readonly classes: readonly ClassFailures[];
  readonly skipped: readonly SkippedClass[];
  readonly constantDimensions: readonly number[];
  /** Of all samples; NaN where the class was skipped. */
  readonly decisions: Float64Array;
}

/** Options of {@link describeFailures}. */
export interface DescribeFailuresOptions {
  /** How many extreme samples and captions to name. */
  readonly top: number;
  /** Called with the number of classes and of features. */
  readonly captions: (shape: {
    readonly classes: number;
    readonly columns: number;
  }) => Promise<Captions | undefined>;
  readonly compat: boolean;
}

/** Finds the directions and names the samples and captions at their ends. */
export async function describeFailures(
  samples: ValidationSamples,
  { top, captions: readCaptions, compat }: DescribeFailuresOptions,
): Promise<FailureSummary> {
  const found = failureDirections(samples);
  const { classes, skipped, constantDimensions, whitening } = found;
  const decisions = decisionValues(found, samples.embeddings, samples.labels);
  const ranked = rankFailures(decisions, samples.labels);
  const captions = await readCaptions({ classes: ranked.size, columns: whitening.mean.length });
  const captionsOf = (label: number): ClassFailures["captions"] => {
    if (captions === undefined) return undefined;
    const reference = captions.references[[...ranked.keys()].indexOf(label)];
    const scores = scoreCaptions(
      found,
      { captions: captions.embeddings, reference },
      { label, compat },
    );
    const scored = Array.from(scores, (score, i) => ({ caption: captions.texts[i], score }));
    const rising = scored.toSorted((a, b) => a.score - b.score);
    return { negative: rising.slice(0, top), positive: rising.toReversed().slice(0, top) };
  };
  return {
    classes: classes.map(({ label, samples: count, errors, cvScore, C }) => {
      const rows = ranked.get(label) ?? new Int32Array();
      return {
        label,
        cvScore,
        C,
        flagged: rows.filter((row) => decisions[row] <= 0).length,
        samples: count,
        errors,
        hardest: [...rows.subarray(0, top)],
        easiest: [...rows.toReversed().subarray(0, top)],
        captions: captionsOf(label),
      };
    }),
    skipped,
    constantDimensions,
    decisions,
  };
}
