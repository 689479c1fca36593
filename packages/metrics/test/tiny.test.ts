import { cyclicPermutations } from "@erlangen/groups";
import { csqLowerBound, elementToText, equivarianceError, orbitCount } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

/** Start here: what the package can do, in the order in which one needs it. */
describe("a tour of @erlangen/metrics", () => {
  const random = Random.fromSeed(0);

  it("says how far a map is from commuting with rotations and reflections", async () => {
    const double = (x: Float64Array) => x.map((value) => 2 * value);
    const { error } = await equivarianceError(double, { input: "1o", output: "1o", random });
    expect(error).toBeLessThan(1e-14);
  });

  it("names the element that breaks a map worst", async () => {
    const squash = (x: Float64Array) => x.map(Math.tanh);
    const result = await equivarianceError(squash, { input: "1o", output: "1o", random });
    expect(result.holds(1e-4)).toBe(false);
    expect(elementToText(result.worst.element)).toMatch(/^rotation \d+ deg about \(.*\)/);
  });

  it("judges each output of a model by its own representation, translations included", async () => {
    const centre = ({ positions }: { positions: Float64Array }) => {
      const count = positions.length / 3;
      const mean = [0, 1, 2].map((axis) =>
        positions.reduce((sum, value, i) => (i % 3 === axis ? sum + value / count : sum), 0),
      );
      return { centre: Float64Array.from(mean), count: Float64Array.of(count) };
    };
    const { outputs } = await equivarianceError(centre, {
      group: "E(3)",
      input: { positions: "1o" },
      output: { centre: "1o", count: "0e" },
      translates: ["positions", "centre"],
      random,
    });
    expect(outputs["centre"]).toBeLessThan(1e-14);
    expect(outputs["count"]).toBe(0);
  });

  it("bounds how many correlational queries it takes to learn an invariant function", () => {
    const dim = orbitCount(cyclicPermutations(20), { kind: "subsets" });
    expect(dim).toBe(52488n);
    expect(csqLowerBound({ dim, eps: 0, tau: 0.1 }).queries).toBeCloseTo(264.59, 2);
  });
});
