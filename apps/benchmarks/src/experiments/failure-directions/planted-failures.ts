import {
  decisionValues,
  failureDirections,
  rankFailures,
} from "@erlangen/metrics/failure-directions";
import type { Random } from "@erlangen/numerics";

/** A class with a group on which a model does worse. */
export interface PlantedFailure {
  /** Distance of the two groups, in standard deviations of one embedding dimension. */
  readonly distance: number;
  /** How often the model is right on the minority. */
  readonly minorityAccuracy: number;
  /** How often it is right on the others. */
  readonly majorityAccuracy: number;
}

/** What the directions tell of the planted group. */
export interface Recovery {
  readonly cvScore: number;
  readonly C: number;
  /** Share of the minority among the flagged test samples. */
  readonly precision: number;
  /** Share of the flagged ones among the minority. */
  readonly recall: number;
  /** How often a minority sample scores as a likelier failure than another. */
  readonly auc: number;
  /** Cosine of the direction found with the planted one, in whitened coordinates. */
  readonly cosine: number;
  /** Share of the minority among the 100 likeliest failures. */
  readonly purity: number;
  /** Precision and recall of the model's errors themselves. */
  readonly errorPrecision: number;
  readonly errorRecall: number;
}

/** Shares of the minority, and sizes. */
const train = { samples: 2000, minority: 0.2 };
const validation = { samples: 1795, minority: 0.5 };
const test = { samples: 2000, minority: 0.35 };

const dimensions = 64;

/** Draws the three sets, finds the direction on the second and looks for the minority in the third. */
export function recoverPlantedFailure(planted: PlantedFailure, random: Random): Recovery {
  const raw = random.split("direction").normal(dimensions);
  const norm = Math.hypot(...raw);
  const direction = raw.map((component) => component / norm);
  const mean = random.split("mean").normal(dimensions);
  const draw = (name: string, share: { readonly samples: number; readonly minority: number }) =>
    drawSamples({ ...planted, ...share, direction, mean }, random.split(name));
  const seen = draw("validation", validation);
  const unseen = draw("test", test);
  const found = failureDirections({
    ...seen,
    trainEmbeddings: draw("train", train).embeddings,
  });
  const [{ cvScore, C, direction: towards }] = found.classes;
  const decisions = decisionValues(found, unseen.embeddings, unseen.labels);
  const isMinority = (i: number): boolean => unseen.minority[i] === 1;
  const flagged = rowsWhere(decisions, (value) => value <= 0);
  const errors = rowsWhere(unseen.correct, (value) => value === 0);
  const minorities = unseen.minority.filter((value) => value === 1).length;
  const ranked = rankFailures(decisions, unseen.labels).get(0) ?? new Int32Array();
  const planes = direction.map((component, k) => -component * found.whitening.inverseScale[k]);
  const size = Math.hypot(...planes);
  return {
    cvScore,
    C,
    precision: flagged.filter(isMinority).length / flagged.length,
    recall: flagged.filter(isMinority).length / minorities,
    auc: areaUnderCurve(ranked, isMinority),
    cosine: planes.reduce((sum, value, k) => sum + (value * towards[k]) / size, 0),
    purity: ranked.subarray(0, 100).filter(isMinority).length / 100,
    errorPrecision: errors.filter(isMinority).length / errors.length,
    errorRecall: errors.filter(isMinority).length / minorities,
  };
}

interface Sampling extends PlantedFailure {
  readonly samples: number;
  readonly minority: number;
  readonly direction: Float64Array;
  readonly mean: Float64Array;
}

interface Samples {
  readonly embeddings: Float64Array;
  readonly labels: Int32Array;
  readonly correct: Uint8Array;
  readonly minority: Uint8Array;
}

/** mean + N(0, I) + distance/2 times the direction, its opposite for the minority; right with the group's accuracy. */
function drawSamples(
  { samples, minority, direction, mean, ...planted }: Sampling,
  random: Random,
): Samples {
  const order = random.split("groups").permutation(samples);
  const groups = Uint8Array.from(order, (place) => (place < minority * samples ? 1 : 0));
  const chances = random.split("outcomes").uniform(samples);
  const correct = Uint8Array.from(chances, (u, i) =>
    u < (groups[i] === 1 ? planted.minorityAccuracy : planted.majorityAccuracy) ? 1 : 0,
  );
  const embeddings = random
    .split("noise")
    .normal(samples * dimensions)
    .map((z, at) => {
      const side = groups[Math.floor(at / dimensions)] === 1 ? -1 : 1;
      const k = at % dimensions;
      return mean[k] + z + (side * planted.distance * direction[k]) / 2;
    });
  return { embeddings, labels: new Int32Array(samples), correct, minority: groups };
}

function rowsWhere(values: ArrayLike<number>, holds: (value: number) => boolean): number[] {
  return Array.from({ length: values.length }, (_, i) => i).filter((i) => holds(values[i]));
}

/** From the rows in order of the score, highest first. */
function areaUnderCurve(ranked: Int32Array, isPositive: (row: number) => boolean): number {
  let positives = 0;
  let pairs = 0;
  for (const row of ranked) {
    if (isPositive(row)) positives++;
    else pairs += positives;
  }
  return pairs / (positives * (ranked.length - positives));
}
