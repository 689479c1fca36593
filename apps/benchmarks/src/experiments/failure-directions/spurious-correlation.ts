import {
  decisionValues,
  failureDirections,
  failureWeights,
  selectFailures,
} from "@erlangen/metrics/failure-directions";
import type { Random } from "@erlangen/numerics";
import { fitLogistic, logisticScores } from "./logistic-regression.ts";

/** Accuracy on the samples whose spurious feature contradicts the label, and on the others. */
export interface GroupAccuracy {
  readonly minority: number;
  readonly majority: number;
}

/** What {@link repairSpuriousCorrelation} compares: how training samples were added or weighed. */
export const repairs = ["base", "random", "confidence", "directions", "balanced weights"] as const;

/** One of {@link repairs}. */
export type Repair = (typeof repairs)[number];

const dimensions = 40;

/** How many samples of each class are added from the pool. */
const added = 100;

/**
 * Trains a logistic model where a spurious feature agrees with the label in nine cases out of ten, finds its failure
 * directions on a balanced set, and repairs the training set.
 */
export function repairSpuriousCorrelation(random: Random): Readonly<Record<Repair, GroupAccuracy>> {
  const train = drawSamples(2000, 0.9, random.split("train"));
  const pool = drawSamples(6000, 0.9, random.split("pool"));
  const validation = drawSamples(2000, 0.5, random.split("validation"));
  const test = drawSamples(10_000, 0.5, random.split("test"));

  const base = fitLogistic(train.rows, train.labels);
  const scores = logisticScores(base, validation.rows);
  const found = failureDirections({
    embeddings: validation.rows,
    labels: validation.labels,
    correct: validation.labels.map((label, i) => (label * scores[i] > 0 ? 1 : 0)),
    trainEmbeddings: train.rows,
  });
  const confidences = logisticScores(base, pool.rows).map((score, i) => score * pool.labels[i]);
  const shuffled = Float64Array.from(random.split("random").permutation(6000));
  const decisions = decisionValues(found, pool.rows, pool.labels);
  const enlarged = (ranking: ArrayLike<number>): GroupAccuracy => {
    const chosen = selectFailures(ranking, pool.labels, added);
    const all = joined(train, pool, chosen);
    return accuracies(fitLogistic(all.rows, all.labels), test);
  };
  const weights = failureWeights(
    decisionValues(found, train.rows, train.labels),
    train.labels,
    "balanced",
  );
  return {
    base: accuracies(base, test),
    random: enlarged(shuffled),
    confidence: enlarged(confidences),
    directions: enlarged(decisions),
    "balanced weights": accuracies(fitLogistic(train.rows, train.labels, weights), test),
  };
}

interface Samples {
  /** [samples, dimensions]. */
  readonly rows: Float64Array;
  /** 1 or -1. */
  readonly labels: Int8Array;
  /** 1 where the spurious feature contradicts the label. */
  readonly minority: Uint8Array;
}

/** Normal rows; feature 0 is moved by 1.2 towards the label, feature 1 by 2 towards what mostly agrees with it. */
function drawSamples(samples: number, agreement: number, random: Random): Samples {
  const rows = random.split("noise").normal(samples * dimensions);
  const labels = Int8Array.from(random.split("labels").uniform(samples), (u) => (u < 0.5 ? -1 : 1));
  const minority = Uint8Array.from(random.split("agreement").uniform(samples), (u) =>
    u < agreement ? 0 : 1,
  );
  for (let i = 0; i < samples; i++) {
    rows[i * dimensions] += 1.2 * labels[i];
    rows[i * dimensions + 1] += 2 * (minority[i] === 1 ? -labels[i] : labels[i]);
  }
  return { rows, labels, minority };
}

function joined(
  train: Samples,
  pool: Samples,
  chosen: Int32Array,
): Pick<Samples, "rows" | "labels"> {
  const rows = new Float64Array(train.rows.length + chosen.length * dimensions);
  rows.set(train.rows);
  chosen.forEach((row, i) => {
    const from = pool.rows.subarray(row * dimensions, (row + 1) * dimensions);
    rows.set(from, train.rows.length + i * dimensions);
  });
  const more = Array.from(chosen, (row) => pool.labels[row]);
  return { rows, labels: Int8Array.from([...train.labels, ...more]) };
}

function accuracies(weights: Float64Array, { rows, labels, minority }: Samples): GroupAccuracy {
  const scores = logisticScores(weights, rows);
  const counts = [0, 0];
  const right = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    counts[minority[i]]++;
    if (labels[i] * scores[i] > 0) right[minority[i]]++;
  }
  return { majority: right[0] / counts[0], minority: right[1] / counts[1] };
}
