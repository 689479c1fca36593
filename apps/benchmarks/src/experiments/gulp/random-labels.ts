import {
  cca,
  gulpMatrix,
  linearCka,
  procrustes,
  type Features,
  type Networks,
} from "@erlangen/metrics";
import { addCrossProduct, cholesky, matmul, type Random } from "@erlangen/numerics";
import { spearman } from "./spearman.ts";

/** Dimension of the inputs. */
const inputs = 30;
/** How fast the spectrum of the inputs falls, i^(-p), for each pair of a linear and a rectified representation. */
const powers = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5];

/** How well a distance of representations orders pairs by how differently they predict. */
export interface MetricOrder {
  readonly metric: string;
  /** Spearman correlation of the distance with the mean squared difference of predictions. */
  readonly correlation: number;
}

/** The sizes of the experiment. */
export interface RandomLabelOptions {
  readonly samples: number;
  /** Of twenty; an even number. */
  readonly representations: number;
  readonly trials: number;
  readonly lambdas: readonly number[];
  readonly random: Random;
  readonly pause: () => Promise<void>;
}

/**
 * Twenty representations of Gaussian inputs, linear and rectified; ridge regression on random labels from each; and how
 * the distances of representations order the pairs by the difference of their predictions on fresh inputs.
 *
 * @returns For each λ of the regression, the correlation for each metric.
 */
export async function randomLabelOrders({
  samples,
  representations,
  trials,
  lambdas,
  random,
  pause,
}: RandomLabelOptions): Promise<ReadonlyMap<number, readonly MetricOrder[]>> {
  const step = (2 * powers.length) / representations;
  const chosen = powers.filter((_, i) => i % step === 0);
  const maps = chosen.flatMap((power, i) => [
    representation(random.split("linear").split(i), { power, rectified: false, columns: 20 + i }),
    representation(random.split("rectified").split(i), { power, rectified: true, columns: 40 + i }),
  ]);
  const train = random.split("train").normal(samples * inputs);
  const test = random.split("test").normal(samples * inputs);
  const seen = maps.map((map) => map(train));
  const fresh = maps.map((map) => map(test));
  const scales = seen.map(centreAndScale);
  const unseen = fresh.map((features, i) => rescaled(features, scales[i]));
  const features = scales.map(({ features: scaled }) => scaled);
  await pause();

  const distances = new Map<string, Float64Array>();
  const record = (metric: string, measure: (a: Features, b: Features) => number): void => {
    distances.set(
      metric,
      pairs(features.length, (i, j) => measure(features[i], features[j])),
    );
  };
  const networks: Networks = Object.fromEntries(features.map((rows, i) => [`${i}`, rows]));
  for (const lambda of lambdas) {
    const { values } = gulpMatrix(networks, { lambda, method: "gram" });
    const count = features.length;
    distances.set(
      `GULP ${lambda}`,
      pairs(count, (i, j) => values[i * count + j]),
    );
    await pause();
  }
  record("CKA", (a, b) => -linearCka(a, b));
  record("CCA", (a, b) => -cca(a, b, { method: "gram" }));
  record("Procrustes", (a, b) => procrustes(a, b));
  await pause();

  const labels = random.split("labels").normal(samples * trials);
  const orders = new Map<number, readonly MetricOrder[]>();
  for (const lambda of lambdas) {
    const predictions = features.map((rows, i) =>
      predict(rows, unseen[i], { labels, trials, lambda }),
    );
    const differences = pairs(features.length, (i, j) =>
      predictions[i].reduce((sum, value, at) => sum + (value - predictions[j][at]) ** 2, 0),
    );
    orders.set(
      lambda,
      Array.from(distances, ([metric, values]) => ({
        metric,
        correlation: spearman(values, differences),
      })),
    );
    await pause();
  }
  return orders;
}

/** Inputs [samples, inputs] to features: a random matrix on scaled inputs, then max(0, ·) if rectified. */
function representation(
  random: Random,
  {
    power,
    rectified,
    columns,
  }: { readonly power: number; readonly rectified: boolean; readonly columns: number },
): (x: Float64Array) => Features {
  const weights = random.normal(inputs * columns);
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < columns; j++) weights[i * columns + j] *= (i + 1) ** -power;
  }
  return (x) => {
    const rows = x.length / inputs;
    const data = matmul(x, weights, { rows, inner: inputs, columns });
    return { rows, columns, data: rectified ? data.map((value) => Math.max(0, value)) : data };
  };
}

interface Scaled {
  readonly features: Features;
  readonly means: Float64Array;
  readonly scale: number;
}

function centreAndScale({ rows, columns, data }: Features): Scaled {
  const means = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) means[i % columns] += data[i] / rows;
  let square = 0;
  for (let i = 0; i < data.length; i++) square += (data[i] - means[i % columns]) ** 2;
  const scale = Math.sqrt(rows / square);
  return { features: rescaled({ rows, columns, data }, { means, scale }), means, scale };
}

function rescaled(
  { rows, columns, data }: Features,
  { means, scale }: Pick<Scaled, "means" | "scale">,
): Features {
  const moved = Float64Array.from(data, (value, i) => scale * (value - means[i % columns]));
  return { rows, columns, data: moved };
}

/** Ridge regression of all label sets at once: Φ_test (ΦᵀΦ/n + λI)⁻¹ Φᵀ Y / n. */
function predict(
  train: Features,
  test: Features,
  {
    labels,
    trials,
    lambda,
  }: { readonly labels: Float64Array; readonly trials: number; readonly lambda: number },
): Float64Array {
  const { rows, columns: k } = train;
  const covariance = new Float64Array(k * k);
  addCrossProduct(covariance, Float64Array.from(train.data), Float64Array.from(train.data), {
    rows,
    columnsOfX: k,
    columnsOfY: k,
  });
  for (let i = 0; i < covariance.length; i++) covariance[i] /= rows;
  for (let i = 0; i < k; i++) covariance[i * k + i] += lambda;
  const right = new Float64Array(k * trials);
  addCrossProduct(right, train.data, labels, { rows, columnsOfX: k, columnsOfY: trials });
  const factor = cholesky(covariance, k);
  for (let t = 0; t < trials; t++) solveFactored(factor, right, { k, trials, column: t });
  const fitted = matmul(test.data, right, { rows: test.rows, inner: k, columns: trials });
  return fitted.map((value) => value / rows);
}

/** Solves L Lᵀ b = b in one column, in place. */
function solveFactored(
  lower: Float64Array,
  b: Float64Array,
  { k, trials, column }: { readonly k: number; readonly trials: number; readonly column: number },
): void {
  for (let i = 0; i < k; i++) {
    let value = b[i * trials + column];
    for (let j = 0; j < i; j++) value -= lower[i * k + j] * b[j * trials + column];
    b[i * trials + column] = value / lower[i * k + i];
  }
  for (let i = k - 1; i >= 0; i--) {
    let value = b[i * trials + column];
    for (let j = i + 1; j < k; j++) value -= lower[j * k + i] * b[j * trials + column];
    b[i * trials + column] = value / lower[i * k + i];
  }
}

/** A number for each pair i < j. */
function pairs(count: number, value: (i: number, j: number) => number): Float64Array {
  const values: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) values.push(value(i, j));
  }
  return Float64Array.from(values);
}
