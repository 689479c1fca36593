import { planeRotation, so2Irrep } from "@erlangen/groups";
import { orbitProfile, rowAction } from "@erlangen/metrics";
import { ArgumentError, Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

const vectors = rowAction(so2Irrep(1));
const turn = (g: Float64Array, x: Float64Array): Float64Array => vectors.act(g, x);
const orbit = Array.from({ length: 16 }, (_, k) => ({
  parameter: (k * Math.PI) / 8,
  element: planeRotation((k * Math.PI) / 8),
}));
const fixed = (_g: Float64Array, y: Float64Array): Float64Array => y;
const random = Random.fromSeed(0);
const inputs = (stream: Random): Float64Array => stream.normal(2);

describe("orbitProfile", () => {
  it("is 0 at the rotations that a map respects and follows the closed form between", async () => {
    // x_1² at a unit vector along axis 1 turned by t is cos² t; at half turns it is back.
    const square = (x: Float64Array): Float64Array => Float64Array.of(x[0] * x[0]);
    const at = { input: turn, output: fixed, orbit, inputs: () => Float64Array.of(1, 0), random };
    const { points, max, mean } = await orbitProfile(square, at);
    points.forEach(({ parameter, max: largest, mean: average }) => {
      expect(largest).toBeCloseTo(Math.sin(parameter) ** 2, 12);
      expect(average).toBeCloseTo(largest, 12);
    });
    expect(max).toBeCloseTo(1, 12);
    expect(mean).toBeCloseTo(0.5, 12);
  });

  it("is below rounding everywhere for an equivariant map", async () => {
    const scaled = (x: Float64Array): Float64Array => x.map((v) => v * Math.hypot(...x));
    const { max } = await orbitProfile(scaled, {
      input: turn,
      output: turn,
      orbit,
      inputs,
      random,
    });
    expect(max).toBeLessThan(1e-14);
  });

  it("takes the worst output, and means below maxima over several inputs", async () => {
    const f = ({ x }: { x: Float64Array }) => ({
      good: x.map((v) => 3 * v),
      bad: x.map(Math.tanh),
    });
    const { points } = await orbitProfile(f, {
      input: { x: turn },
      output: { good: turn, bad: turn },
      orbit,
      inputs: (stream) => ({ x: inputs(stream) }),
      count: 50,
      random,
    });
    expect(points[0].max).toBe(0);
    expect(points[1].max).toBeGreaterThan(0.05);
    expect(points[1].mean).toBeLessThan(points[1].max);
    // A quarter turn permutes and negates, which tanh respects.
    expect(points[4].max).toBeLessThan(1e-12);
  });

  it("refuses an empty orbit and a count of 0", async () => {
    const options = { input: turn, output: turn, orbit, inputs, random };
    const identity = (x: Float64Array): Float64Array => x;
    await expect(orbitProfile(identity, { ...options, orbit: [] })).rejects.toThrow(ArgumentError);
    await expect(orbitProfile(identity, { ...options, count: 0 })).rejects.toThrow(
      "orbitProfile: expected an orbit and a count of inputs, each >= 1, got 16 and 0",
    );
  });
});
