import {
  centralDegrees,
  degreeParities,
  degreeParityFamily,
  gramMonteCarlo,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

/** Half a unit of the sixth digit. */
const sixDigits = 5e-7;
/** Noise of the published Monte-Carlo values. */
const published = 0.002;

describe("degreeParities", () => {
  it.each([
    [3, 2, 0.5, 0],
    [4, 3, 0.375, 0.5],
    [5, 6, 0.220581, 0.578125],
    [6, 12, 0.148242, 0.713867],
    [7, 24, 0.101211, 0.815369],
  ])("gives the published table for %i nodes", (n, patterns, collision, largest) => {
    const found = degreeParities(n);
    expect(found.patterns).toBe(patterns);
    expect(Math.abs(found.collision - collision)).toBeLessThan(sixDigits);
    expect(Math.abs(found.largestMean - largest)).toBeLessThan(sixDigits);
  });

  it.each([2, 3, 4, 5, 6, 7])("keeps the identities of counts and handshakes, n = %i", (n) => {
    const { masses, means, collision } = degreeParities(n);
    const odd = [...Array(n).keys()].filter((i) => i % 2 === 1).reduce((s, i) => s + 2 ** i, 0);
    const all = 2 ** n - 1;
    expect([means[0], means[odd]]).toEqual([1, 1]);
    expect([means[all], means[all - odd]]).toEqual(n % 2 === 0 ? [1, 1] : [-1, -1]);
    expect(masses.reduce((sum, mass) => sum + mass, 0)).toBe(1);
    expect(means.reduce((sum, g) => sum + g * g, 0) / 2 ** n).toBeCloseTo(collision, 12);
    expect(collision).toBeGreaterThanOrEqual(2 ** -(n - 2));
  });

  it("finds single central degrees nearly unbiased and pairs of one parity biased", () => {
    const { means } = degreeParities(7);
    expect(Math.abs(Math.abs(means[2 ** 3]) - 0.0368)).toBeLessThan(published);
    expect(Math.abs(Math.abs(means[2 ** 2 + 2 ** 4]) - 0.632)).toBeLessThan(published);
  });

  it("refuses graphs that are too large to be looked at one by one", () => {
    expect(() => degreeParities(8)).toThrow(/expected n to be an integer from 2 to 7, got 8/);
  });
});

describe("degreeParityFamily", () => {
  it("agrees with the table where both are known", () => {
    const family = degreeParityFamily(5);
    const members = [[], [2], [1, 3], [0, 2]];
    const random = Random.fromSeed(0);
    const { gram, standardErrors } = gramMonteCarlo(family, members, { samples: 10_000, random });
    members.forEach((first, i) => {
      members.forEach((second, j) => {
        const error = Math.abs(gram[i * 4 + j] - family.correlation(first, second));
        expect(error).toBeLessThan(4 * standardErrors[i * 4 + j] + 1e-12);
      });
    });
  });

  it("shows the remnant of the handshake identity on larger graphs, and its cure", () => {
    const family = degreeParityFamily(10);
    const random = Random.fromSeed(0);
    const { window, independent } = centralDegrees(10);
    expect(window).toEqual([3, 4, 5, 6]);
    const { gram } = gramMonteCarlo(family, [[], [4, 6], independent], {
      samples: 40_000,
      random,
    });
    const noise = 4 / Math.sqrt(40_000);
    expect(Math.abs(Math.abs(gram[1]) - 0.154)).toBeLessThan(noise);
    expect(Math.abs(gram[2])).toBeLessThan(0.03 + noise);
  });

  it("draws each edge with probability 1/2", () => {
    const family = degreeParityFamily(9);
    const random = Random.fromSeed(1);
    const counts = new Float64Array(family.inputSize);
    for (let i = 0; i < 2000; i++) family.sample(random).forEach((x, e) => (counts[e] += x / 2000));
    for (const share of counts) expect(Math.abs(share - 0.5)).toBeLessThan(0.06);
  });

  it("refuses what it cannot answer", () => {
    const family = degreeParityFamily(8);
    expect(() => family.correlation([1], [2])).toThrow(/at most 7 nodes .* by gramMonteCarlo/);
    expect(() => family.evaluate([8], new Float64Array(28))).toThrow(/from 0 to 7, got \[8\]/);
    expect(() => family.evaluate([1], new Float64Array(27))).toThrow(
      /flat with 28 numbers, got 27/,
    );
    expect(() => degreeParityFamily(1)).toThrow(/expected n to be/);
  });
});

describe("centralDegrees", () => {
  it.each([
    [7, [2, 3, 4]],
    [10, [3, 4, 5, 6]],
    [15, [5, 6, 7, 8, 9]],
    [20, [7, 8, 9, 10, 11, 12]],
  ])("gives the window for %i nodes", (n, window) => {
    expect(centralDegrees(n).window).toEqual(window);
    expect(centralDegrees(n).independent).toEqual(window.slice(2));
  });
});
