import {
  canonicalCorrelations,
  cca,
  embedDistances,
  gulp,
  linearCka,
  meanSquaredCca,
  procrustes,
  pwcca,
  similarityMatrix,
  type Features,
} from "@erlangen/metrics";
import { Random, matmul, transpose } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapped, normalFeatures, relatedFeatures } from "./features.ts";

const measures = { linearCka, cca, meanSquaredCca, pwcca };

describe("measures of similarity", () => {
  test.each(Object.entries(measures))(
    "%s is 1 for rotated and scaled features, and at most 1",
    (_, measure) => {
      fc.assert(
        fc.property(
          fc.nat(),
          fc.integer({ min: 1, max: 8 }),
          fc.integer({ min: 1, max: 8 }),
          (seed, k, l) => {
            const random = Random.fromSeed(seed);
            const [phi, psi] = relatedFeatures(random, 40, [k, l]);
            const turned = mapped(
              phi,
              random
                .split("turn")
                .orthogonal(k)
                .map((value) => 3 * value),
            );
            expect(measure(phi, turned)).toBeCloseTo(1, 10);
            const value = measure(phi, psi);
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  test("those of correlations do not see an invertible map, CKA and Procrustes do", () => {
    const random = Random.fromSeed(1);
    const phi = normalFeatures(random, 60, 4);
    const stretched = mapped(phi, random.split("map").normal(16));
    for (const measure of [cca, meanSquaredCca, pwcca])
      expect(measure(phi, stretched)).toBeCloseTo(1, 10);
    expect(linearCka(phi, stretched)).toBeLessThan(0.99);
    expect(procrustes(phi, stretched)).toBeGreaterThan(0.01);
  });

  test("the mean squared correlation is 1 - d²/(2k) with GULP at λ = 0", () => {
    const [phi, psi] = relatedFeatures(Random.fromSeed(2), 50, [5, 5]);
    const squared = gulp(phi, psi, { lambda: 0, squared: true });
    expect(meanSquaredCca(phi, psi)).toBeCloseTo(1 - squared / 10, 12);
    const rho = canonicalCorrelations(phi, psi);
    expect(rho).toHaveLength(5);
    expect(rho.every((value, i) => i === 0 || value <= rho[i - 1])).toBe(true);
    expect(cca(phi, psi)).toBeCloseTo(rho.reduce((sum, value) => sum + value, 0) / 5, 14);
  });

  test("Procrustes is what the best of many rotations leaves, never less", () => {
    const random = Random.fromSeed(3);
    const [phi, psi] = relatedFeatures(random, 40, [2, 2]);
    const least = procrustes(phi, psi);
    const [a, b] = [prepared(phi), prepared(psi)];
    let best = Infinity;
    for (let step = 0; step < 2000; step++) {
      const angle = (2 * Math.PI * step) / 1000;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turn = step < 1000 ? [c, -s, s, c] : [c, s, s, -c];
      const turned = matmul(b, turn, { rows: 40, inner: 2, columns: 2 });
      best = Math.min(best, a.reduce((sum, value, i) => sum + (value - turned[i]) ** 2, 0) / 40);
    }
    expect(best).toBeGreaterThanOrEqual(least - 1e-12);
    expect(best).toBeCloseTo(least, 4);
  });

  test("more features than samples are no exception", () => {
    const [phi, psi] = relatedFeatures(Random.fromSeed(4), 20, [30, 50]);
    const wide = { ...phi, columns: 30 };
    const full = canonicalCorrelations(wide, psi);
    // Both span all functions with mean zero.
    expect(full).toHaveLength(19);
    expect(full[18]).toBeCloseTo(1, 10);
    expect(cca(wide, psi, { method: "gram" })).toBeCloseTo(1, 10);
    const [a, b] = [prepared(phi), prepared(psi)];
    const product = matmul(transpose(a, 20, 30), b, { rows: 30, inner: 20, columns: 50 });
    const gram = (x: Float64Array, k: number): Float64Array =>
      matmul(transpose(x, 20, k), x, { rows: k, inner: 20, columns: k });
    const norm = (x: Float64Array): number =>
      Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
    expect(linearCka(phi, psi)).toBeCloseTo(
      norm(product) ** 2 / (norm(gram(a, 30)) * norm(gram(b, 50))),
      12,
    );
    const rows = normalFeatures(Random.fromSeed(5), 20, 20);
    const turned = mapped({ ...phi }, Random.fromSeed(6).orthogonal(30));
    expect(procrustes(phi, turned)).toBeLessThan(1e-12);
    expect(procrustes(phi, rows)).toBeGreaterThan(0.1);
  });

  test("large matrices of singular values agree with small ones", () => {
    // 620 columns on both sides take the way by eigenvalues.
    const random = Random.fromSeed(7);
    const phi = normalFeatures(random, 700, 620);
    const turned = mapped(phi, random.split("turn").orthogonal(620));
    expect(procrustes(phi, turned)).toBeLessThan(1e-7);
  });
});

describe("tables over networks", () => {
  const random = Random.fromSeed(8);
  const networks = {
    a: normalFeatures(random.split("a"), 30, 3),
    b: normalFeatures(random.split("b"), 30, 4),
    c: normalFeatures(random.split("c"), 30, 5),
  };

  test("each entry is the measure of its pair; one that is not symmetric is averaged", () => {
    const cka = similarityMatrix(networks, linearCka);
    expect(cka.values[1]).toBe(linearCka(networks.a, networks.b));
    expect(cka.values[3]).toBe(cka.values[1]);
    expect(cka.values[4]).toBeCloseTo(1, 12);
    const weighted = similarityMatrix(networks, pwcca, { symmetric: false });
    const both = pwcca(networks.a, networks.c) + pwcca(networks.c, networks.a);
    expect(weighted.values[2]).toBe(both / 2);
  });
});

describe("embedding of distances", () => {
  test("points in the plane come back up to a motion", () => {
    const points = Random.fromSeed(9).normal(2 * 12);
    const distance = (p: Float64Array, i: number, j: number): number =>
      Math.sqrt((p[2 * i] - p[2 * j]) ** 2 + (p[2 * i + 1] - p[2 * j + 1]) ** 2);
    const distances = Float64Array.from({ length: 144 }, (_, at) =>
      distance(points, Math.floor(at / 12), at % 12),
    );
    const { coordinates, shares } = embedDistances(distances, 12);
    for (let i = 0; i < 12; i++) {
      for (let j = 0; j < 12; j++) {
        expect(distance(coordinates, i, j)).toBeCloseTo(distances[12 * i + j], 10);
      }
    }
    expect(shares[0] + shares[1]).toBeCloseTo(1, 10);
    expect(shares[0]).toBeGreaterThanOrEqual(shares[1]);
    const squared = embedDistances(
      distances.map((d) => d * d),
      12,
      { squared: true },
    );
    expect(squared.shares[0]).toBeCloseTo(shares[0], 12);
  });

  test("distances that no points have lose only what is not Euclidean", () => {
    const { shares, coordinates } = embedDistances([0, 1, 1, 1, 0, 10, 1, 10, 0], 3, {
      dimensions: 3,
    });
    expect(shares[0]).toBe(1);
    expect([...coordinates].every(Number.isFinite)).toBe(true);
  });

  test("tables that hold no distances are refused", () => {
    expect(() => embedDistances([0, 1, 1], 2)).toThrow(
      "expected distances of shape [count, count]",
    );
    expect(() => embedDistances([0, 1, 2, 0], 2)).toThrow("got 2 at [1, 0] and 1 at [0, 1]");
    expect(() => embedDistances([1, 0, 0, 0], 2)).toThrow("zero diagonal, got 1 at [0, 0]");
    expect(() => embedDistances([0, NaN, NaN, 0], 2)).toThrow("got NaN at [1, 0]");
    expect(() => embedDistances([0], 1, { dimensions: 0 })).toThrow(
      "expected dimensions to be an integer >= 1",
    );
  });
});

function prepared({ rows, columns, data }: Features): Float64Array {
  const x = Float64Array.from(data);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += x[i * columns + j] / rows;
    for (let i = 0; i < rows; i++) x[i * columns + j] -= mean;
  }
  const scale = Math.sqrt(rows / x.reduce((sum, value) => sum + value * value, 0));
  return x.map((value) => value * scale);
}
