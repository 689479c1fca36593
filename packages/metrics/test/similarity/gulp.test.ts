import {
  gulp,
  gulpMatrix,
  gulpPath,
  gulpPopulation,
  ridgeCca,
  type Features,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapped, normalFeatures, relatedFeatures } from "./features.ts";

/** Both sides in float64. */
const exactly = 1e-12;
/** Features of at most a few hundred rows, measured by `gram`, λ >= 1e-4. */
const byGram = 1e-10;

const lambdas = [1e-3, 0.1, 1, 10];
const draws = fc.record({
  seed: fc.nat(),
  rows: fc.integer({ min: 12, max: 60 }),
  k: fc.integer({ min: 1, max: 9 }),
  l: fc.integer({ min: 1, max: 9 }),
  lambda: fc.constantFrom(0, 1e-7, ...lambdas),
});

/** ‖H_φ y - H_ψ y‖² averages to this over random labels: the hat matrices by their definition. */
function hatDistance(phi: Features, psi: Features, lambda: number): number {
  const [a, b] = [hatMatrix(phi, lambda), hatMatrix(psi, lambda)];
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
}

/** Φ(ΦᵀΦ + nλI)⁻¹Φᵀ of centred and normalised features, by the recursion of Sherman and Morrison. */
function hatMatrix({ rows, columns, data }: Features, lambda: number): Float64Array {
  const x = Float64Array.from(data);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += x[i * columns + j] / rows;
    for (let i = 0; i < rows; i++) x[i * columns + j] -= mean;
  }
  const scale = Math.sqrt(rows / x.reduce((sum, value) => sum + value * value, 0));
  // R = (K/(nλ) + I)⁻¹ built up column by column; then H = I - R.
  const r = Float64Array.from({ length: rows * rows }, (_, at) => (at % (rows + 1) === 0 ? 1 : 0));
  for (let j = 0; j < columns; j++) {
    const v = Float64Array.from(
      { length: rows },
      (_, i) => (x[i * columns + j] * scale) / Math.sqrt(rows * lambda),
    );
    const rv = Float64Array.from({ length: rows }, (_, i) =>
      v.reduce((sum, value, p) => sum + r[i * rows + p] * value, 0),
    );
    const weight = 1 + v.reduce((sum, value, i) => sum + value * rv[i], 0);
    for (let i = 0; i < rows; i++) {
      for (let p = 0; p < rows; p++) r[i * rows + p] -= (rv[i] * rv[p]) / weight;
    }
  }
  return r.map((value, at) => (at % (rows + 1) === 0 ? 1 : 0) - value);
}

describe("GULP", () => {
  test("it is the distance of the hat matrices of ridge regression", () => {
    fc.assert(
      fc.property(draws, ({ seed, rows, k, l, lambda }) => {
        fc.pre(lambda >= 1e-3);
        const [phi, psi] = relatedFeatures(Random.fromSeed(seed), rows, [k, l]);
        const expected = hatDistance(phi, psi, lambda);
        expect(gulp(phi, psi, { lambda, squared: true })).toBeCloseTo(expected, 10);
      }),
      { numRuns: 40 },
    );
  });

  test("it is symmetric, and its square is never negative", () => {
    fc.assert(
      fc.property(draws, ({ seed, rows, k, l, lambda }) => {
        const [phi, psi] = relatedFeatures(Random.fromSeed(seed), rows, [k, l]);
        const forward = gulp(phi, psi, { lambda, squared: true });
        expect(forward).toBeGreaterThanOrEqual(0);
        expect(Math.abs(forward - gulp(psi, phi, { lambda, squared: true }))).toBeLessThan(exactly);
      }),
    );
  });

  test("the triangle inequality holds for d", () => {
    fc.assert(
      fc.property(draws, ({ seed, rows, k, l, lambda }) => {
        const [a, b] = relatedFeatures(Random.fromSeed(seed), rows, [k, l]);
        const c = normalFeatures(Random.fromSeed(seed + 1), rows, 3);
        const direct = gulp(a, b, { lambda });
        expect(direct).toBeLessThanOrEqual(
          gulp(a, c, { lambda }) + gulp(c, b, { lambda }) + exactly,
        );
      }),
    );
  });

  test("rotations, scales, shifts, dead columns and zero-padding change nothing", () => {
    fc.assert(
      fc.property(draws, ({ seed, rows, k, l, lambda }) => {
        const random = Random.fromSeed(seed);
        const [phi, psi] = relatedFeatures(random, rows, [k, l]);
        const turned = mapped(phi, random.split("turn").orthogonal(k));
        const padded = new Float64Array(rows * (k + 2)).fill(7);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < k; j++) padded[i * (k + 2) + j] = 5 - 3 * turned.data[i * k + j];
        }
        const same = { rows, columns: k + 2, data: padded };
        const expected = gulp(phi, psi, { lambda, squared: true });
        const found = gulp(same, psi, { lambda, squared: true });
        expect(Math.abs(found - expected)).toBeLessThan(1e-9);
        // The rounding of the shift is divided by the root of the smallest spectrum, which λ bounds.
        expect(gulp(same, phi, { lambda })).toBeLessThan(1e-9);
      }),
    );
  });

  test("for λ = 0 any invertible map changes nothing, and nothing else is that blind", () => {
    const random = Random.fromSeed(3);
    const phi = normalFeatures(random, 50, 4);
    const stretched = mapped(phi, random.split("map").normal(16));
    expect(gulp(phi, stretched, { lambda: 0 })).toBeLessThan(1e-10);
    expect(gulp(phi, stretched, { lambda: 0.1 })).toBeGreaterThan(0.01);
  });

  test("nearly equal features have a small distance with all its digits", () => {
    const random = Random.fromSeed(4);
    const phi = normalFeatures(random, 80, 5);
    const noise = random.split("noise").normal(400);
    const near = (size: number): Features => ({
      ...phi,
      data: Float64Array.from(phi.data, (value, i) => value + size * noise[i]),
    });
    const unit = gulp(phi, near(1e-4), { lambda: 0.1 }) / 1e-4;
    expect(gulp(phi, near(1e-9), { lambda: 0.1 }) / 1e-9 / unit).toBeCloseTo(1, 3);
    expect(gulp(phi, { ...phi }, { lambda: 0.1 })).toBeLessThan(1e-14);
  });

  test("the two methods agree, also where features outnumber samples", () => {
    for (const [rows, k, l] of [
      [60, 7, 5],
      [40, 70, 6],
      [30, 50, 80],
      [200, 70, 130],
    ]) {
      const [phi, psi] = relatedFeatures(Random.fromSeed(rows), rows, [k, l]);
      const bySvd = gulpPath(phi, psi, {
        lambdas: [0, 1e-4, ...lambdas],
        squared: true,
        method: "svd",
      });
      const gram = gulpPath(phi, psi, {
        lambdas: [0, 1e-4, ...lambdas],
        squared: true,
        method: "gram",
      });
      for (let i = 0; i < bySvd.length; i++) {
        expect(Math.abs(bySvd[i] - gram[i])).toBeLessThan(byGram * (1 + bySvd[i]));
      }
    }
  });

  test("a dead neuron does not explode at λ = 0, under either method", () => {
    const [phi, psi] = relatedFeatures(Random.fromSeed(5), 60, [4, 4]);
    const data = Float64Array.from(phi.data);
    for (let i = 0; i < 60; i++) {
      data[4 * i + 1] = 2;
      data[4 * i + 3] = data[4 * i];
    }
    const dead = { rows: 60, columns: 4, data };
    for (const method of ["svd", "gram"] as const) {
      const squared = gulp(dead, psi, { lambda: 0, squared: true, method });
      expect(squared).toBeGreaterThan(0);
      // Ranks 2 and 4.
      expect(squared).toBeLessThanOrEqual(6);
    }
    const both = (["svd", "gram"] as const).map((method) => gulp(dead, psi, { lambda: 0, method }));
    expect(both[0]).toBeCloseTo(both[1], 9);
  });

  test("d² = ρ(φ, φ) + ρ(ψ, ψ) - 2 ρ(φ, ψ) with ridge CCA", () => {
    const [phi, psi] = relatedFeatures(Random.fromSeed(6), 50, [6, 4]);
    for (const lambda of lambdas) {
      const rho = (a: Features, b: Features): number => ridgeCca(a, b, { lambda });
      const expected = rho(phi, phi) + rho(psi, psi) - 2 * rho(phi, psi);
      expect(gulp(phi, psi, { lambda, squared: true })).toBeCloseTo(expected, 12);
    }
  });

  test("options leave features as they are", () => {
    const data = Float64Array.of(1, 2, 3, 4);
    const phi = { rows: 4, columns: 1, data };
    const psi = { rows: 4, columns: 1, data: data.map((value) => 2 * value) };
    const options = { lambda: 1, center: false, normalize: false, squared: true };
    // E φ² = 7.5, E ψ² = 30.
    expect(gulp(phi, psi, options)).toBeCloseTo((7.5 / 8.5 - 30 / 31) ** 2, 14);
    expect(gulp(phi, psi, { lambda: 1 })).toBeLessThan(1e-14);
  });
});

describe("GULP of populations", () => {
  const spectrum = [0.5, 0.3, 0.2];
  const diagonal = (entries: readonly number[]): number[] =>
    entries.flatMap((entry, i) => entries.map((_, j) => (i === j ? entry : 0)));
  const sumOf = (term: (a: number) => number): number =>
    spectrum.reduce((sum, a) => sum + term(a), 0);

  test.each(lambdas)("closed forms hold at λ = %f", (lambda) => {
    const phi = diagonal(spectrum);
    const c = 1.7;
    const scaled = { phi, psi: phi.map((a) => c * c * a), cross: phi.map((a) => c * a) };
    expect(gulpPopulation(scaled, { lambda, squared: true })).toBeCloseTo(
      sumOf((a) => (a / (a + lambda) - (c * c * a) / (c * c * a + lambda)) ** 2),
      12,
    );
    const independent = { phi, psi: [0.6, 0, 0, 0.4], cross: new Float64Array(6) };
    expect(gulpPopulation(independent, { lambda, squared: true })).toBeCloseTo(
      sumOf((a) => (a / (a + lambda)) ** 2) +
        (0.6 / (0.6 + lambda)) ** 2 +
        (0.4 / (0.4 + lambda)) ** 2,
      12,
    );
    const x = 0.25;
    const extended = {
      phi,
      psi: diagonal([...spectrum, x]),
      cross: spectrum.flatMap((a, i) => [0, 1, 2, 3].map((j) => (i === j ? a : 0))),
    };
    expect(gulpPopulation(extended, { lambda, squared: true })).toBeCloseTo(
      (x / (x + lambda)) ** 2,
      12,
    );
    const tau2 = 0.3;
    const noisy = { phi, psi: diagonal(spectrum.map((a) => a + tau2)), cross: phi };
    expect(gulpPopulation(noisy, { lambda, squared: true })).toBeCloseTo(
      sumOf((a) => {
        const [p, q] = [a / (a + lambda), (a + tau2) / (a + tau2 + lambda)];
        return p * p + q * q - (2 * a * a) / ((a + lambda) * (a + tau2 + lambda));
      }),
      12,
    );
  });

  test("covariances that do not fit are refused", () => {
    expect(() => gulpPopulation({ phi: [1, 0], psi: [1], cross: [0] }, { lambda: 1 })).toThrow(
      "gulpPopulation: expected phi to be square, flat, got 2 numbers",
    );
    expect(() => gulpPopulation({ phi: [1], psi: [1], cross: [0, 0] }, { lambda: 1 })).toThrow(
      "gulpOfMoments: expected cross with 1 numbers for 1 and 1 columns, got 2",
    );
    expect(() => gulpPopulation({ phi: [NaN], psi: [1], cross: [0] }, { lambda: 1 })).toThrow(
      "gulpPopulation: expected phi to hold finite numbers, got NaN at index 0",
    );
    expect(() => gulpPopulation({ phi: [0], psi: [1], cross: [0] }, { lambda: 1 })).toThrow(
      "gulpOfMoments: expected phi to vary with its input, got second moments with trace 0",
    );
  });
});

describe("GULP of many networks", () => {
  test.each(["svd", "gram"] as const)("each entry is the distance of its pair, by %s", (method) => {
    const random = Random.fromSeed(7);
    const networks = {
      a: normalFeatures(random.split("a"), 40, 3),
      b: normalFeatures(random.split("b"), 40, 5),
      c: normalFeatures(random.split("c"), 40, 60),
    };
    const { names, values } = gulpMatrix(networks, { lambda: 0.01, method });
    expect(names).toEqual(["a", "b", "c"]);
    const all = Object.values(networks);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const expected = i === j ? 0 : gulp(all[i], all[j], { lambda: 0.01, method: "svd" });
        expect(Math.abs(values[3 * i + j] - expected)).toBeLessThan(1e-9);
      }
    }
    const squared = gulpMatrix(networks, { lambda: 0.01, method, squared: true });
    expect(squared.values[1]).toBeCloseTo(values[1] ** 2, 12);
  });
});
