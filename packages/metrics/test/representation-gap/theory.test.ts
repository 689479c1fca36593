import {
  effectiveSampleSize,
  exactCircleGap,
  exactHopfGap,
  exactIntervalGap,
  exactRotationGap,
  exactSphereGap,
  finiteGroupFactor,
  predictGap,
  randomQuantizerConstant,
  zadorBounds,
  zadorConstant,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

/** Digits of the tables. */
const printed = 6;

describe("constants of quantisation", () => {
  it.each([
    [1, 0.0833333, 0.5, 0.408248],
    [2, 0.1603751, 0.3183099, 0.503833],
    [3, 0.2356298, 0.3474077, 0.558581],
    [4, 0.3064129, 0.3989423, 0.58992],
    [8, 0.5734568, 0.6385928, 0.65029],
  ])("have their tabulated values in dimension %i", (d, optimal, random, share) => {
    expect(zadorConstant(d).value).toBeCloseTo(optimal, printed);
    expect(randomQuantizerConstant(d)).toBeCloseTo(random, printed);
    expect(effectiveSampleSize(1000, d) / 1000).toBeCloseTo(share, 5);
  });

  it.each([
    [5, 0.456597],
    [14, 1.00643],
    [20, 1.371409],
  ])("of random outputs are known in every dimension, such as %i", (d, constant) => {
    expect(randomQuantizerConstant(d)).toBeCloseTo(constant, printed);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24])(
    "lie between Zador's bounds, below those of the cubic grid and of random outputs, in dimension %i",
    (d) => {
      const { value } = zadorConstant(d);
      const { lower, upper } = zadorBounds(d);
      expect(value).toBeGreaterThanOrEqual(lower * (1 - 1e-12));
      expect(value).toBeLessThan(upper);
      expect(value).toBeLessThanOrEqual((d / 12) * (1 + 1e-12));
      expect(upper).toBe(randomQuantizerConstant(d));
      expect(effectiveSampleSize(1, d)).toBeLessThan(1);
    },
  );

  it("approach the limits of many dimensions", () => {
    const d = 1e5;
    expect(randomQuantizerConstant(d) / (d / (2 * Math.PI * Math.E))).toBeCloseTo(1, 3);
    const { lower, upper } = zadorBounds(d);
    const eulerGamma = 0.5772156649;
    expect((lower / upper) ** (d / 2)).toBeCloseTo(Math.exp(eulerGamma - 1), 4);
  });

  it("say which dimensions are known", () => {
    expect(() => zadorConstant(9)).toThrow(
      "zadorConstant: expected dimension to be one of 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, got 9; zadorBounds holds for all",
    );
    expect(() => randomQuantizerConstant(0)).toThrow(
      "randomQuantizerConstant: expected dimension to be a finite number > 0, got 0",
    );
  });
});

describe("exact gaps of n outputs", () => {
  it("agree where two formulas speak of one space", () => {
    for (const n of [1, 2, 7, 100, 5000]) {
      expect(exactSphereGap(2, n) / (4 / (n + 1))).toBeCloseTo(1, 12);
      // Distance in space on the circle is at most the arc: 2 - 2 cos θ ≤ θ².
      expect(exactSphereGap(1, n)).toBeLessThan(exactCircleGap(n, { length: 2 * Math.PI }));
      expect(exactHopfGap(n)).toBe(2 / (2 * n + 1));
    }
    expect(exactSphereGap(1, 5000) / exactCircleGap(5000, { length: 2 * Math.PI })).toBeCloseTo(
      1,
      6,
    );
  });

  it("start with the mean squared distance of two points", () => {
    // On a sphere E ‖y - z‖² = 2, on rotations E ‖R - R'‖² = 6.
    for (const k of [1, 2, 3, 8, 20]) expect(exactSphereGap(k, 1)).toBeCloseTo(2, 11);
    expect(exactRotationGap(1)).toBeCloseTo(6, 11);
    expect(exactIntervalGap(1)).toBeCloseTo(1 / 6, 15);
    expect(exactCircleGap(1)).toBeCloseTo(1 / 12, 15);
  });

  it.each([1, 2, 3, 5, 8])("tend to the leading term on the sphere S^%i", (k) => {
    const volume = (2 * Math.PI ** ((k + 1) / 2)) / gammaHalf(k + 1);
    const count = 10 ** 9;
    const predicted = predictGap({ dimension: k, count, volume });
    expect(Math.abs(exactSphereGap(k, count) / predicted - 1)).toBeLessThan(0.01);
  });

  it("tend to the leading term for rotations, with its limit 12.7878", () => {
    const volume = 8 * Math.PI ** 2 * 2 ** 1.5;
    const limit = predictGap({ dimension: 3, count: 1, volume });
    expect(limit).toBeCloseTo(12.7878, 4);
    const n = 10 ** 8;
    expect(exactRotationGap(n) * n ** (2 / 3)).toBeCloseTo(limit, 3);
    expect(exactRotationGap(20)).toBeCloseTo(1.583, 3);
  });

  it("count a finite group as so many more outputs", () => {
    const n = 10 ** 6;
    const ratio = exactCircleGap(n, { groupOrder: 5 }) / exactCircleGap(n);
    expect(ratio).toBeCloseTo(finiteGroupFactor(5, 1), 12);
    expect(finiteGroupFactor(8, 2)).toBe(1 / 8);
  });

  it("are smaller for the best outputs, by n_eff / n", () => {
    const n = 10 ** 7;
    const optimal = exactCircleGap(n, { outputs: "optimal" });
    expect(Math.sqrt(optimal / exactCircleGap(n))).toBeCloseTo(effectiveSampleSize(1, 1), 6);
    expect(exactIntervalGap(3, { outputs: "optimal" })).toBe(1 / 108);
  });
});

describe("predictGap", () => {
  it("needs no density in the plane: area / (π n)", () => {
    const random = Random.fromSeed(0);
    // Density 1 + b sin 2πx of the first coordinate, drawn by rejection.
    const b = 0.9;
    const densities: number[] = [];
    while (densities.length < 40_000) {
      const [x, u] = random.uniform(2);
      const density = 1 + b * Math.sin(2 * Math.PI * x);
      if (u * (1 + b) < density) densities.push(density);
    }
    const plane = predictGap({ dimension: 2, count: 100, densities });
    expect(plane * 100 * Math.PI).toBeCloseTo(1, 1);
    // On the line n² R tends to 1 / (2 √(1 - b²)); moderate b, because the mean of ρ^{-2} has a heavy tail.
    const mild = densities.map((_, i) => 1 + 0.5 * Math.sin((2 * Math.PI * i) / densities.length));
    const mean = mild.reduce((sum, density) => sum + density ** -1, 0) / mild.length;
    expect(mean / 2).toBeCloseTo(1 / (2 * Math.sqrt(1 - 0.25)), 8);
  });

  it("knows optimal outputs and finite groups", () => {
    const about = { dimension: 2, count: 50, volume: 3 } as const;
    const [random, optimal] = [predictGap(about), predictGap({ ...about, outputs: "optimal" })];
    expect(optimal / random).toBeCloseTo(effectiveSampleSize(1, 2), 12);
    expect(predictGap({ ...about, groupOrder: 4 })).toBeCloseTo(random / 4, 15);
  });

  it.each([
    [{ dimension: 2, count: 1 }, "predictGap: expected exactly one of volume and densities"],
    [
      { dimension: 2, count: 0, volume: 1 },
      "predictGap: expected count to be an integer >= 1, got 0",
    ],
    [
      { dimension: 2, count: 1, densities: [1, 0] },
      "predictGap: expected density 1 to be a finite number > 0, got 0",
    ],
    [
      { dimension: 2, count: 1, densities: [1], outputs: "optimal" as const },
      "predictGap: expected a volume for optimal outputs, got densities",
    ],
  ])("says what is wrong with an option (%#)", (options, message) => {
    expect(() => predictGap(options)).toThrow(message);
  });
});

/** Γ(m/2) for an integer m ≥ 1. */
function gammaHalf(m: number): number {
  if (m === 1) return Math.sqrt(Math.PI);
  return m === 2 ? 1 : (m / 2 - 1) * gammaHalf(m - 2);
}
