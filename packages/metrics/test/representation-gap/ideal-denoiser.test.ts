import {
  deterministicSamples,
  idealDenoiser,
  matrixIsometries,
  planeRotations,
  representationGap,
  spatialIsometries,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { tolerances } from "./arbitraries.ts";

const quarterTurns = matrixIsometries([
  [1, 0, 0, 1],
  [0, -1, 1, 0],
  [-1, 0, 0, -1],
  [0, 1, -1, 0],
]);

function turnedPlanes(x: Float64Array, angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.of(
    c * x[0] - s * x[1],
    s * x[0] + c * x[1],
    c * x[2] - s * x[3],
    s * x[2] + c * x[3],
    x[4],
  );
}

describe("idealDenoiser", () => {
  const random = Random.fromSeed(31);

  it("is the posterior mean: of all atoms far away from noise, of the nearest one close to it", () => {
    const { denoise } = idealDenoiser([1, 0, 3, 4], { columns: 2 });
    for (const value of denoise(Float64Array.of(0, 0), 1e6)) expect(value).toBeCloseTo(2, 4);
    expect([...denoise(Float64Array.of(2.9, 3), 0.01)]).toEqual([3, 4]);
    // Two atoms at the distances 1 and 3 along a line, by hand.
    const line = idealDenoiser([-1, 3], { columns: 1 });
    const weight = Math.exp(-(9 - 1) / 2);
    expect(line.denoise(Float64Array.of(0), 1)[0]).toBeCloseTo(
      (-1 + 3 * weight) / (1 + weight),
      14,
    );
  });

  it("commutes with its group", () => {
    const finite = idealDenoiser(random.normal(10), { columns: 2, group: quarterTurns });
    const phases = idealDenoiser(random.normal(20), {
      columns: 5,
      group: planeRotations([
        [0, 1],
        [2, 3],
      ]),
    });
    for (const sigma of [0.1, 1, 10]) {
      const x = random.normal(2);
      const y = finite.denoise(x, sigma);
      const turned = finite.denoise(Float64Array.of(-x[1], x[0]), sigma);
      expect(Math.hypot(turned[0] + y[1], turned[1] - y[0])).toBeLessThan(tolerances.float64);
      const z = random.normal(5);
      const left = phases.denoise(turnedPlanes(z, 0.7), sigma);
      const right = turnedPlanes(phases.denoise(z, sigma), 0.7);
      left.forEach((value, a) =>
        expect(Math.abs(value - right[a])).toBeLessThan(tolerances.float64),
      );
    }
  });

  it("over all phases is the limit of many turns, from weak to strong noise", () => {
    const data = random.normal(15);
    const planes = [
      [0, 1],
      [2, 3],
    ] as const;
    const closed = idealDenoiser(data, { columns: 5, group: planeRotations(planes) });
    const turns = Array.from({ length: 720 }, (_, k) => turnedPlanes(new Float64Array(5), k)).map(
      (_, k) => {
        const columnsOf = Array.from({ length: 5 }, (__, a) =>
          turnedPlanes(
            Float64Array.from({ length: 5 }, (___, b) => (a === b ? 1 : 0)),
            (2 * Math.PI * k) / 720,
          ),
        );
        return Float64Array.from(
          { length: 25 },
          (__, place) => columnsOf[place % 5][Math.floor(place / 5)],
        );
      },
    );
    const summed = idealDenoiser(data, {
      columns: 5,
      group: matrixIsometries(turns, { sampled: true }),
    });
    for (const sigma of [0.15, 0.3, 0.6, 2, 30]) {
      const x = random.normal(5);
      const [a, b] = [closed.denoise(x, sigma), summed.denoise(x, sigma)];
      a.forEach((value, i) => expect(Math.abs(value - b[i])).toBeLessThan(tolerances.float64));
    }
  });

  it("is finite for noise far below and above the data", () => {
    const { denoise } = idealDenoiser(random.normal(20), {
      columns: 4,
      group: planeRotations([[0, 1]]),
    });
    for (const sigma of [1e-8, 1e8]) {
      for (const value of denoise(random.normal(4), sigma))
        expect(Number.isFinite(value)).toBe(true);
    }
  });

  it("says what is wrong with an argument", () => {
    expect(() => idealDenoiser([1, 2, 3], { columns: 3, group: spatialIsometries() })).toThrow(
      "idealDenoiser: expected a finite group or planeRotations, got SO(3); give some of its elements by matrixIsometries with sampled: true",
    );
    const denoiser = idealDenoiser([1, 2, 3], { columns: 3 });
    expect(() => denoiser.denoise(Float64Array.of(1, 2, 3), 0)).toThrow(
      "denoise: expected sigma to be a finite number > 0, got 0",
    );
    expect(() => deterministicSamples(denoiser, { count: 1, random, from: 1, to: 2 })).toThrow(
      "deterministicSamples: expected to < from = 1, got 2",
    );
  });
});

describe("deterministicSamples", () => {
  it("of the ideal equivariant denoiser are the orbits of the training points, every one", async () => {
    const random = Random.fromSeed(32);
    const data = random.normal(2 * 4);
    const columns = 2;
    const denoiser = idealDenoiser(data, { columns, group: quarterTurns });
    const samples = deterministicSamples(denoiser, { count: 150, random, steps: 200 });
    const { squaredDistances, nearest, elements } = await representationGap(samples, data, {
      columns,
      group: quarterTurns,
    });
    expect(Math.sqrt(Math.max(...squaredDistances))).toBeLessThan(0.01);
    const reached = new Set(Array.from(nearest, (z, i) => `${z} ${elements?.[i]}`));
    expect(reached.size).toBe(16);
  });
});
