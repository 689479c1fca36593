import {
  gulp,
  gulpMatrix,
  gulpPath,
  meanSquaredCca,
  type Features,
  type Networks,
} from "@erlangen/metrics";
import { linearRegression, matmul, solve, transpose, type Random } from "@erlangen/numerics";
import type { ExperimentResult } from "../experiment.ts";
import { between, within } from "../run-experiment.ts";
import { inputGram, mapped, normal, prepared, related } from "./synthetic-features.ts";

/** What the parts of the experiment get. */
export interface Part {
  readonly random: Random;
  readonly quick: boolean;
  readonly pause: () => Promise<void>;
}

const lambdas = [1e-3, 0.1, 1, 10];

/**
 * A1: d² is the squared distance of the hat matrices of ridge regression.
 *
 * @yields A row for each λ.
 */
export function* hatMatrixResults({ random }: Part): Generator<ExperimentResult> {
  const phi = normal(random.split("phi"), 60, 7);
  const psi = normal(random.split("psi"), 60, 5);
  for (const lambda of lambdas) {
    const [a, b] = [hatMatrix(phi, lambda), hatMatrix(psi, lambda)];
    const predicted = a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
    const measured = gulp(phi, psi, { lambda, squared: true });
    yield within(`A1 hat-matrix identity, lambda ${lambda}`, predicted, measured, 1e-10);
  }
}

/**
 * A2: independent representations at λ = 0 have E d̂² = k + l - 2kl/(n - 1).
 *
 * @yields One row.
 */
export async function* biasResults({
  random,
  quick,
  pause,
}: Part): AsyncGenerator<ExperimentResult> {
  const [k, l, n, trials] = [6, 4, 50, quick ? 300 : 3000];
  let [sum, squares] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const stream = random.split(trial);
    const phi = normal(stream.split("phi"), n, k);
    const psi = normal(stream.split("psi"), n, l);
    const squared = gulp(phi, psi, { lambda: 0, squared: true });
    sum += squared;
    squares += squared * squared;
    if (trial % 100 === 0) await pause();
  }
  const mean = sum / trials;
  const error = Math.sqrt((squares / trials - mean * mean) / (trials - 1));
  const predicted = k + l - (2 * k * l) / (n - 1);
  yield within(`A2 independent, lambda 0: mean of ${trials} trials`, predicted, mean, 3 * error);
}

/**
 * A5: the limits of small and large λ.
 *
 * @yields A row for CCA, rows for λ² d², and one for its limit.
 */
export function* limitResults({ random }: Part): Generator<ExperimentResult> {
  // The larger the rank, the smaller each share of the spectrum beside λ.
  const k = 40;
  const base = normal(random.split("base"), 300, k);
  const psi = normal(random.split("psi"), 300, k);
  const mixed = Array.from({ length: 12 }, (_, i) => {
    const share = i / 12;
    const data = Float64Array.from(
      base.data,
      (value, at) => share * value + (1 - share) * psi.data[at],
    );
    return { ...base, data };
  });
  const squares = mixed.map((features) => gulp(base, features, { lambda: 0, squared: true }));
  const correlations = mixed.map((features) => meanSquaredCca(base, features));
  const { slopes, rSquared } = linearRegression(correlations, squares);
  yield within("A5 R² of d² at lambda 0 as an affine function of CCA", 1, rSquared, 1e-9);
  yield within("A5 its slope, -2k", -2 * k, slopes[0].value, 1e-8);

  const large = [100, 1000, 10_000];
  const scaled = gulpPath(base, psi, { lambdas: large, squared: true }).map(
    (value, i) => value * large[i] ** 2,
  );
  yield within(
    `A5 lambda² d² of ${k} features, lambda 100 over 10000`,
    1,
    scaled[0] / scaled[2],
    1e-3,
  );
  yield within(
    `A5 lambda² d² of ${k} features, lambda 1000 over 10000`,
    1,
    scaled[1] / scaled[2],
    1e-3,
  );
  const limit = unnormalisedCka(base, psi);
  yield within("A5 lambda² d² over the distance of Gram matrices", 1, scaled[2] / limit, 1e-3);
}

/**
 * A6: d is a metric, and sees neither rotations nor, at λ = 0, invertible maps.
 *
 * @yields Rows of the worst violations.
 */
export async function* metricResults({
  random,
  quick,
  pause,
}: Part): AsyncGenerator<ExperimentResult> {
  const [count, triples] = [quick ? 25 : 80, quick ? 2000 : 10_000];
  const names = Array.from({ length: count }, (_, i) => `${i}`);
  const networks: Networks = Object.fromEntries(
    names.map((name, i) => [name, related(random.split(name), 40, 1 + (i % 9))]),
  );
  for (const lambda of [0, 1e-3, 1]) {
    const { values } = gulpMatrix(networks, { lambda });
    const corners = random.split("triples").uniform(3 * triples);
    let worst = -Infinity;
    for (let t = 0; t < triples; t++) {
      const [a, b, c] = [0, 1, 2].map((i) => Math.floor(corners[3 * t + i] * count));
      const excess = values[a * count + c] - values[a * count + b] - values[b * count + c];
      worst = Math.max(worst, excess);
    }
    const name = `A6 largest d(a,c) - d(a,b) - d(b,c) of ${triples} triples, lambda ${lambda}`;
    yield between(name, worst, { most: 1e-12 });
    await pause();
  }
  let [turned, stretched] = [0, 0];
  for (let trial = 0; trial < 20; trial++) {
    const stream = random.split("maps").split(trial);
    const [phi, psi] = [related(stream.split("a"), 50, 6), related(stream.split("b"), 50, 4)];
    const rotated = mapped(phi, stream.split("turn").orthogonal(6));
    const general = mapped(phi, stream.split("map").normal(36));
    for (const lambda of lambdas) {
      const change =
        gulp(rotated, psi, { lambda, squared: true }) - gulp(phi, psi, { lambda, squared: true });
      turned = Math.max(turned, Math.abs(change));
    }
    const change =
      gulp(general, psi, { lambda: 0, squared: true }) -
      gulp(phi, psi, { lambda: 0, squared: true });
    stretched = Math.max(stretched, Math.abs(change));
  }
  yield within("A6 change of d² under an orthogonal map", 0, turned, 1e-9);
  yield within("A6 change of d² at lambda 0 under an invertible map", 0, stretched, 1e-9);
}

/** Φ(ΦᵀΦ + nλI)⁻¹Φᵀ by its definition. */
function hatMatrix(features: Features, lambda: number): Float64Array {
  const { rows, columns } = features;
  const x = prepared(features);
  const turned = transpose(x, rows, columns);
  const gram = matmul(turned, x, { rows: columns, inner: rows, columns });
  for (let i = 0; i < columns; i++) gram[i * columns + i] += rows * lambda;
  const solved = solve(gram, columns, turned);
  return matmul(x, solved, { rows, inner: columns, columns: rows });
}

/** ‖ΦΦᵀ - ΨΨᵀ‖²_F / n² */
function unnormalisedCka(phi: Features, psi: Features): number {
  const [a, b] = [inputGram(phi), inputGram(psi)];
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / phi.rows ** 2;
}
