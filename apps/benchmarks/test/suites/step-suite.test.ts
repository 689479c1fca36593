import { native } from "@erlangen/backends/native";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { ethanolStep } from "../../src/suites/ethanol-step.ts";
import { benchStep } from "../../src/suites/step-suite.ts";

const small = { hidden: "4x0e + 4x1o", layers: 2, cutoff: 5, radialBasis: 4, radialHidden: [4] };

describe("benchStep", () => {
  it("finds native and bare steps equal to that of the host, and compares all three", async () => {
    const task = ethanolStep(Random.fromSeed(0), small);
    const ours = await native({ threads: 1 });
    const { cases, skipped } = await benchStep(task, {
      engines: [{ name: "native-cpu", engine: ours }],
      threads: 1,
      rounds: 2,
      hostRounds: 1,
    });
    ours.dispose();
    expect(skipped).toEqual([]);
    expect(cases.map(({ engine, correct }) => [engine, correct])).toEqual([
      ["native-cpu", true],
      ["onnxruntime", true],
      ["host", true],
    ]);
    expect(cases[0].error).toBeGreaterThan(0);
    expect(Object.keys(cases[0].ratioTo)).toEqual(["onnxruntime", "host"]);
    for (const { suite, name } of cases) expect([suite, name]).toEqual(["step", "nequip ethanol"]);
  });
});

describe("ethanolStep", () => {
  it("has the size of a batch of the recipe: five molecules of nine atoms, all pairs", () => {
    const { batch, description } = ethanolStep(Random.fromSeed(0));
    expect(description).toContain("5 molecules of 9 atoms");
    expect(batch.graph.positions.shape).toEqual([45, 3]);
    expect(batch.graph.source.shape[0]).toBeGreaterThanOrEqual(5 * 9 * 8);
    expect(batch.energy.shape).toEqual([5]);
  });

  it("is the same for the same seed", () => {
    const weights = [0, 0, 1].map(
      (seed) => ethanolStep(Random.fromSeed(seed), small).state.weights,
    );
    expect(weights[0].data).toEqual(weights[1].data);
    expect(weights[0].data).not.toEqual(weights[2].data);
  });
});
