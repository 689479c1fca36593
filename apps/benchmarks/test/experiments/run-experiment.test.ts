import {
  between,
  runExperiment,
  within,
  type Experiment,
  type ExperimentContext,
  type ExperimentResult,
} from "@erlangen/benchmarks/experiments";
import { describe, expect, it } from "vitest";

/** An experiment that yields what `results` makes. */
function experimentOf(
  results: (context: ExperimentContext) => Iterable<ExperimentResult>,
): Experiment {
  return {
    id: "example",
    title: "an example",
    paper: "nobody, 2026",
    seed: 7,
    async *run(context) {
      yield* results(context);
    },
  };
}

const right = within("right", 1, 1, 0);
const wrong = within("wrong", 1, 2, 0.5);

describe("within", () => {
  it("holds up to the tolerance and not beyond it", () => {
    expect(within("x", 1, 1.25, 0.25).holds).toBe(true);
    expect(within("x", 1, 0.75, 0.25).holds).toBe(true);
    expect(within("x", 1, 1.26, 0.25).holds).toBe(false);
    expect(within("x", 1, 0.74, 0.25).holds).toBe(false);
  });

  it("does not hold for numbers that are none", () => {
    expect(within("x", 1, NaN, 10).holds).toBe(false);
    expect(within("x", 1, Infinity, 10).holds).toBe(false);
  });

  it("keeps prediction, measurement and tolerance", () => {
    expect(within("x", 1, 1.1, 0.2)).toEqual({
      name: "x",
      predicted: 1,
      measured: 1.1,
      tolerance: 0.2,
      holds: true,
    });
  });
});

describe("between", () => {
  it.each([
    [{ least: 1 }, ">= 1", [1, 2], [0.9, NaN]],
    [{ most: 2 }, "<= 2", [2, -5], [2.1, NaN]],
    [{ least: 1, most: 2 }, ">= 1, <= 2", [1, 2], [0.9, 2.1, NaN]],
  ])("holds inside %j and not outside", (range, predicted, inside, outside) => {
    for (const measured of inside) {
      expect(between("x", measured, range)).toEqual({
        name: "x",
        predicted,
        measured,
        holds: true,
      });
    }
    for (const measured of outside) expect(between("x", measured, range).holds).toBe(false);
  });
});

describe("runExperiment", () => {
  it("reports every result as it comes, and all of them at the end", async () => {
    const seen: ExperimentResult[] = [];
    const report = await runExperiment(
      experimentOf(() => [right, within("also right", 2, 2, 0)]),
      { onResult: (result) => seen.push(result) },
    );
    expect(report).toEqual({
      id: "example",
      paper: "nobody, 2026",
      seed: 7,
      seconds: expect.any(Number),
      holds: true,
      interrupted: false,
      results: seen,
    });
    expect(seen.map(({ name }) => name)).toEqual(["right", "also right"]);
  });

  it("holds only when every result does, and not without results", async () => {
    expect((await runExperiment(experimentOf(() => [right, wrong]))).holds).toBe(false);
    expect((await runExperiment(experimentOf(() => []))).holds).toBe(false);
  });

  it("draws from the seed and the name of the experiment alone", async () => {
    const drawing = experimentOf(({ random }) => [within("draw", 0, random.uniform(1)[0], 1)]);
    const draw = async (experiment: Experiment, seed?: number): Promise<unknown> =>
      (await runExperiment(experiment, seed === undefined ? {} : { seed })).results[0].measured;
    expect(await draw(drawing)).toBe(await draw(drawing, 7));
    expect(await draw(drawing)).not.toBe(await draw(drawing, 8));
    expect(await draw(drawing)).not.toBe(await draw({ ...drawing, id: "other" }));
  });

  it("passes quick and the log on", async () => {
    const lines: string[] = [];
    const experiment = experimentOf(({ quick, log }) => {
      log(`quick: ${quick}`);
      return [right];
    });
    await runExperiment(experiment, { quick: true, log: (line) => lines.push(line) });
    await runExperiment(experiment, { log: (line) => lines.push(line) });
    expect(lines).toEqual(["quick: true", "quick: false"]);
  });

  it("keeps the results before an abort and does not hold", async () => {
    const controller = new AbortController();
    const { results, interrupted, holds } = await runExperiment(
      experimentOf(function* counting() {
        for (let i = 0; i < 100; i++) yield within(String(i), 0, 0, 0);
      }),
      {
        signal: controller.signal,
        onResult: ({ name }) => {
          if (name === "2") controller.abort();
        },
      },
    );
    expect(results.map(({ name }) => name)).toEqual(["0", "1", "2"]);
    expect(interrupted).toBe(true);
    expect(holds).toBe(false);
  });

  it("lets timers and signals in between two results of an experiment that never waits", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    const { interrupted } = await runExperiment(
      experimentOf(function* endless() {
        for (;;) yield right;
      }),
      { signal: controller.signal },
    );
    expect(interrupted).toBe(true);
  });

  it("takes an experiment that throws at an abort for interrupted", async () => {
    const controller = new AbortController();
    const { results, interrupted } = await runExperiment(
      experimentOf(function* throwing({ signal }) {
        yield right;
        controller.abort();
        signal.throwIfAborted();
        yield wrong;
      }),
      { signal: controller.signal },
    );
    expect(results).toEqual([right]);
    expect(interrupted).toBe(true);
  });

  it("passes on what an experiment throws by itself", async () => {
    const failing = experimentOf(function* failing() {
      yield right;
      throw new Error("no such luck");
    });
    await expect(runExperiment(failing)).rejects.toThrow("no such luck");
  });
});
