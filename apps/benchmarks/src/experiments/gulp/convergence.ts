import { gulpPath, gulpPopulation } from "@erlangen/metrics";
import { linearRegression, matmul, transpose, type Random } from "@erlangen/numerics";

const inputs = 10;
const width = 8;
const diagonal = Float64Array.from({ length: inputs }, (_, i) => 1 / (i + 1));

/** How fast the plug-in estimate comes near the distance of the populations. */
export interface Convergence {
  readonly lambda: number;
  /** Slope of log(error) over log(samples). */
  readonly slope: number;
  /** Mean relative error of d² for each number of samples. */
  readonly errors: readonly number[];
}

/**
 * The plug-in estimate of d² for φ(x) = D x and ψ(x) = W x with x ~ N(0, I₁₀), D = diag(1/i) and a random W, both
 * normalised, against its exact value.
 *
 * @param options - `sizes` are numbers of samples, each tried `trials` times.
 */
export async function convergence({
  lambdas,
  sizes,
  trials,
  random,
  pause,
}: {
  readonly lambdas: readonly number[];
  readonly sizes: readonly number[];
  readonly trials: number;
  readonly random: Random;
  readonly pause: () => Promise<void>;
}): Promise<readonly Convergence[]> {
  const d = new Float64Array(inputs * inputs);
  diagonal.forEach((entry, i) => {
    d[i * inputs + i] = entry;
  });
  const w = random.split("map").normal(width * inputs);
  const maps = [transpose(d, inputs, inputs), transpose(w, width, inputs)] as const;
  const product = (a: Float64Array, b: Float64Array, rows: number, columns: number): Float64Array =>
    matmul(a, b, { rows, inner: inputs, columns });
  const covariances = {
    phi: product(d, maps[0], inputs, inputs),
    psi: product(w, maps[1], width, width),
    cross: product(d, maps[1], inputs, width),
  };
  const exact = lambdas.map((lambda) =>
    gulpPopulation(covariances, { lambda, normalize: true, squared: true }),
  );
  const errors = lambdas.map(() => new Float64Array(sizes.length));
  for (const [at, rows] of sizes.entries()) {
    for (let trial = 0; trial < trials; trial++) {
      const x = random
        .split("inputs")
        .split(rows)
        .split(trial)
        .normal(rows * inputs);
      const phi = { rows, columns: inputs, data: product(x, maps[0], rows, inputs) };
      const psi = { rows, columns: width, data: product(x, maps[1], rows, width) };
      const found = gulpPath(phi, psi, { lambdas, squared: true, method: "gram" });
      found.forEach((value, i) => {
        errors[i][at] += Math.abs(value - exact[i]) / exact[i] / trials;
      });
      await pause();
    }
  }
  const x = sizes.map(Math.log);
  return lambdas.map((lambda, i) => ({
    lambda,
    slope: linearRegression(x, errors[i].map(Math.log)).slopes[0].value,
    errors: [...errors[i]],
  }));
}
