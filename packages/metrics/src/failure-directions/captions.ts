import { ArgumentError } from "@erlangen/numerics";
import type { FailureDirections } from "./failure-directions.ts";
import { requireEmbeddings, requireOutcomes } from "./require-samples.ts";
import { whitenRows } from "./whitening.ts";

/** Texts in the space of the image embeddings, such as CLIP's. */
export interface CaptionEmbeddings {
  /** [captions, features], flat, row-major. */
  readonly captions: ArrayLike<number>;
  /** Of a caption that says the class and nothing else, «a photo of a cat», [features]. */
  readonly reference: ArrayLike<number>;
}

/** Options of {@link scoreCaptions}. */
export interface ScoreCaptionsOptions {
  readonly label: number;
  /**
   * Whether to score as the authors' code does, which subtracts the mean of images from the difference of two texts and
   * adds b. Default false.
   */
  readonly compat?: boolean;
}

/**
 * How captions lie along the failure direction of a class: the lowest describes what the model fails on, the highest what
 * it gets right.
 *
 * score = w·(v / |v|), v = (caption - reference) / scale.
 *
 * Shapes: captions [captions, features] → [captions]. A caption equal to the reference has score 0.
 *
 * @throws ArgumentError when the class has no direction or a number is not finite; ShapeError when a length does not fit.
 *
 * Source: Jain et al. (2023), section 3; differs in: neither mean nor b belongs to a difference, so both are left out
 * unless `compat`.
 */
export function scoreCaptions(
  { classes, whitening }: FailureDirections,
  { captions, reference }: CaptionEmbeddings,
  { label, compat = false }: ScoreCaptionsOptions,
): Float64Array {
  const where = "scoreCaptions";
  const found = classes.find((one) => one.label === label);
  if (found === undefined) {
    throw new ArgumentError(
      `${where}: expected label to be a class with a direction (${classes.map((one) => one.label).join(", ")}), got ${label}`,
    );
  }
  const features = whitening.mean.length;
  const count = Math.ceil(captions.length / features);
  requireEmbeddings(where, "captions", captions, { samples: count, features });
  requireEmbeddings(where, "reference", reference, { samples: 1, features });
  const differences = Float64Array.from(captions, (value, i) => value - reference[i % features]);
  const mean = compat ? whitening.mean : new Float64Array(features);
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const whitened = whitenRows({ ...whitening, mean }, differences, rows);
  return Float64Array.from(rows, (i) =>
    found.w.reduce(
      (sum, value, k) => sum + value * whitened[i * features + k],
      compat ? found.b : 0,
    ),
  );
}

/** Parts of captions; an empty text stands for none. */
export interface CaptionParts {
  readonly adjectives: readonly string[];
  readonly nouns: readonly string[];
  readonly prepositions: readonly string[];
}

/**
 * All captions «a photo of a {adjective} {noun} {preposition}», the preposition running fastest.
 *
 * Source: Jain et al. (2023), appendix on captions.
 *
 * ```ts
 * import { captionTexts } from "@erlangen/metrics";
 *
 * const parts = { adjectives: ["", "white"], nouns: ["cat"], prepositions: ["", "on the grass"] };
 * captionTexts(parts)[3]; // => "a photo of a white cat on the grass"
 * ```
 */
export function captionTexts({ adjectives, nouns, prepositions }: CaptionParts): readonly string[] {
  return adjectives.flatMap((adjective) =>
    nouns.flatMap((noun) =>
      prepositions.map((preposition) =>
        ["a photo of a", adjective, noun, preposition].filter((part) => part !== "").join(" "),
      ),
    ),
  );
}

/**
 * How often the model is right on the images that a caption describes best: the accuracy on the `count` samples of largest
 * cosine with the caption. A caption of a failure should have a low one.
 *
 * @param samples - Embeddings [samples, features] and outcomes [samples] of one class, of data that found no direction.
 * @param caption - Embedding of the caption, [features].
 * @param count - How many samples, from 1 to all.
 * @throws ShapeError when lengths do not fit; ArgumentError for other outcomes, numbers that are not finite, or a `count`
 * out of range.
 *
 * Source: Jain et al. (2023), section 4.
 *
 * ```ts
 * import { captionAccuracy } from "@erlangen/metrics";
 *
 * const samples = { embeddings: [1, 0, 0, 1, 1, 1], correct: [0, 1, 1] };
 * captionAccuracy(samples, [2, 1], 2); // => 0.5
 * ```
 */
export function captionAccuracy(
  {
    embeddings,
    correct,
  }: {
    readonly embeddings: ArrayLike<number>;
    readonly correct: ArrayLike<number>;
  },
  caption: ArrayLike<number>,
  count: number,
): number {
  const where = "captionAccuracy";
  const samples = correct.length;
  const features = caption.length;
  requireEmbeddings(where, "embeddings", embeddings, { samples, features });
  requireEmbeddings(where, "caption", caption, { samples: 1, features });
  requireOutcomes(where, correct, samples);
  if (!(Number.isInteger(count) && count >= 1 && count <= samples)) {
    throw new ArgumentError(
      `${where}: expected count to be an integer from 1 to ${samples}, got ${count}`,
    );
  }
  const cosines = Float64Array.from({ length: samples }, (_, i) => {
    let product = 0;
    let square = 0;
    for (let k = 0; k < features; k++) {
      const value = embeddings[i * features + k];
      product += value * caption[k];
      square += value * value;
    }
    return square === 0 ? -Infinity : product / Math.sqrt(square);
  });
  const nearest = Array.from(cosines.keys())
    .toSorted((i, j) => cosines[j] - cosines[i] || i - j)
    .slice(0, count);
  return nearest.filter((i) => correct[i] === 1).length / count;
}
