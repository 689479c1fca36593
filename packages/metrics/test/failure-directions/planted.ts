import { Random } from "@erlangen/numerics";

/** Validation samples of classes 3 and 8 in six dimensions. */
export interface Planted {
  readonly embeddings: Float64Array;
  readonly labels: Int32Array;
  readonly correct: Uint8Array;
}

/** The model is mostly wrong where dimension 0 is negative in class 3, and where it is positive in class 8. */
export function plantedFailures(samples: number, seed: number = 0): Planted {
  const random = Random.fromSeed(seed);
  const embeddings = random.split("embeddings").normal(6 * samples);
  const labels = Int32Array.from({ length: samples }, (_, i) => (i % 2 === 0 ? 3 : 8));
  const chances = random.split("outcomes").uniform(samples);
  const correct = Uint8Array.from(chances, (u, i) => {
    const hard = labels[i] === 3 ? embeddings[6 * i] < 0 : embeddings[6 * i] > 0;
    return u < (hard ? 0.2 : 0.95) ? 1 : 0;
  });
  return { embeddings, labels, correct };
}
