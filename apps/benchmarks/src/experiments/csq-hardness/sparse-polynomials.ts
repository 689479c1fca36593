import { growingBasis, orthonormalPolynomials } from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";

const variables = 12;
const termCount = 5;
const degree = 4;
const basis = "legendre";

/** What one run of the learner gave. */
export interface LearnerRun {
  /** Whether the terms are those of the polynomial. */
  readonly isExact: boolean;
  /** Mean square of what is left over that of the polynomial. */
  readonly residual: number;
  /** How many means were asked for. */
  readonly queries: number;
}

/**
 * Learns a random polynomial of 12 uniform variables from samples: 5 terms of total degree at most 4, coefficients of
 * random sign in [0.5, 1].
 */
export function learnSparsePolynomial(random: Random, samples: number): LearnerRun {
  const terms = randomTerms(random.split("terms"));
  const inputs = random
    .split("inputs")
    .uniform(samples * variables)
    .map((u) => 2 * u - 1);
  const targets = new Float64Array(samples);
  for (const [name, coefficient] of terms) {
    const product = new Float64Array(samples).fill(coefficient);
    name.split(" ").forEach((exponent, i) => {
      if (exponent === "0") return;
      const points = Float64Array.from({ length: samples }, (_, s) => inputs[s * variables + i]);
      const factor = orthonormalPolynomials(basis, points, Number(exponent))[Number(exponent)];
      for (let s = 0; s < samples; s++) product[s] *= factor[s];
    });
    for (let s = 0; s < samples; s++) targets[s] += product[s];
  }
  const learned = growingBasis(inputs, targets, {
    bases: basis,
    maxDegree: degree,
    maxTotalDegree: degree,
    threshold: 0.1,
  });
  const names = learned.terms.map(({ exponents }) => exponents.join(" "));
  return {
    isExact: names.length === terms.size && names.every((name) => terms.has(name)),
    residual: learned.residual,
    queries: learned.queries,
  };
}

/** Coefficients by exponents. */
function randomTerms(random: Random): ReadonlyMap<string, number> {
  const terms = new Map<string, number>();
  while (terms.size < termCount) {
    const exponents = new Array<number>(variables).fill(0);
    const total = 1 + random.integer(degree);
    for (let i = 0; i < total; i++) exponents[random.integer(variables)]++;
    const [size] = random.uniform(1);
    terms.set(exponents.join(" "), (random.integer(2) === 0 ? -1 : 1) * (0.5 + 0.5 * size));
  }
  return terms;
}
