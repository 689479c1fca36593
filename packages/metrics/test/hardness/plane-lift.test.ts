import {
  alternatingReluFamily,
  planeCosine,
  planeLiftFamily,
  randomPlane,
} from "@erlangen/metrics";
import { gaussLegendre, integrate, Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { expectGram } from "./expect-gram.ts";

const float64 = 1e-10;

/** E f² over the plane by quadrature in the angle; E r² = 2. */
function angularMeanSquare(k: number): number {
  const family = planeLiftFamily({ d: 2, k });
  const identity = Float64Array.of(1, 0, 0, 1);
  return integrate(gaussLegendre(30), (t) => {
    const angle = (Math.PI / k) * ((t + 1) / 2);
    return family.evaluate(identity, Float64Array.of(Math.cos(angle), Math.sin(angle))) ** 2;
  });
}

describe("planeLiftFamily", () => {
  it.each([
    [2, 0.72676],
    [4, 0.116787],
    [6, 0.048306],
    [8, 0.026514],
  ])("has the published mean square for k = %i", (k, expected) => {
    expect(Math.abs(planeLiftFamily({ d: 5, k }).meanSquare - expected)).toBeLessThan(5e-7);
  });

  it.each([2, 4, 8, 20, 100])("agrees with quadrature and with the Fourier series, k = %i", (k) => {
    let series = 0;
    for (let t = 0; t < 20_000; t++) {
      series += (4 * k * k * 4) / (Math.PI * ((k * (2 * t + 1)) ** 2 - 1)) ** 2;
    }
    const { meanSquare } = planeLiftFamily({ d: 5, k });
    expect(meanSquare).toBeCloseTo(angularMeanSquare(k), 12);
    expect(meanSquare).toBeCloseTo(series, 12);
  });

  it("coincides with the alternating ReLUs for k = 2", () => {
    const planar = planeLiftFamily({ d: 2, k: 2 });
    const alternating = alternatingReluFamily({ n: 2, k: 2 });
    expect(planar.meanSquare).toBeCloseTo(alternating.meanSquare, 12);
    const turned = Float64Array.of(Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2);
    const x = Float64Array.of(0.3, -1.2);
    expect(Math.abs(planar.evaluate(turned, x))).toBeCloseTo(
      Math.abs(alternating.evaluate([0, 1], x)),
      12,
    );
  });

  it("correlates by at most the k-th power of the cosine between the planes", () => {
    for (const k of [2, 4, 6]) {
      const family = planeLiftFamily({ d: 6, k });
      for (let trial = 0; trial < 20; trial++) {
        const [first, second] = ["u", "v"].map((name) =>
          randomPlane(Random.fromSeed(trial).split(name), 6),
        );
        const correlation = Math.abs(family.correlation(first, second));
        expect(correlation).toBeLessThanOrEqual(planeCosine(first, second) ** k + float64);
        expect(family.correlation(first, first)).toBeCloseTo(1, 10);
      }
    }
  });

  it("has the correlations that it states", () => {
    const random = Random.fromSeed(4);
    const family = planeLiftFamily({ d: 3, k: 2 });
    expectGram(
      family,
      ["u", "v", "w"].map((name) => randomPlane(random.split(name), 3)),
      40_000,
    );
  });

  it("refuses odd k and rows that are not orthonormal", () => {
    expect(() => planeLiftFamily({ d: 5, k: 3 })).toThrow(/expected k to be even, got 3/);
    expect(() => planeLiftFamily({ d: 1, k: 2 })).toThrow(/expected d to be .*, got 1/);
    const family = planeLiftFamily({ d: 2, k: 2 });
    const x = new Float64Array(2);
    expect(() => family.evaluate(Float64Array.of(1, 0, 1, 0), x)).toThrow(
      /two orthonormal rows, got rows with inner products 1, 1, 1; see randomPlane/,
    );
    expect(() => family.evaluate(new Float64Array(6), x)).toThrow(/shape \[2, d\]/);
    expect(() => randomPlane(Random.fromSeed(0), 1)).toThrow(/expected d to be/);
  });
});
