import { Random } from "@erlangen/numerics";
import { hostEngine } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { groupCases } from "../../src/suites/group-cases.ts";
import { metricCases } from "../../src/suites/metric-cases.ts";
import { randomRegularGraph } from "../../src/suites/random-regular-graph.ts";
import { benchCases, type TimedCase } from "../../src/suites/timed-case.ts";

describe("benchCases", () => {
  it("checks each result, times it, and compares it with the published time", async () => {
    const example = (name: string, isRight: boolean): TimedCase => ({
      name,
      limitMs: 10,
      published: { engine: "other", ms: 1000 },
      prepare: () => ({ run: () => 1, isRight: () => isRight }),
    });
    const seen: string[] = [];
    const measured = await benchCases({
      suite: "groups",
      cases: [example("right", true), example("wrong", false)],
      rounds: 3,
      random: Random.fromSeed(0),
      onCase: ({ name }) => seen.push(name),
    });
    expect(seen).toEqual(["right", "wrong"]);
    expect(measured.map(({ correct }) => correct)).toEqual([true, false]);
    expect(measured[0].suite).toBe("groups");
    expect(measured[0].ratioTo["other"]).toBeCloseTo(measured[0].medianMs / 1000, 12);
  });

  it("times a long case in the run that is checked", async () => {
    let runs = 0;
    const [measured] = await benchCases({
      suite: "metrics",
      cases: [
        {
          name: "long",
          limitMs: 1,
          rounds: 1,
          prepare: () => ({
            run: () => Promise.resolve(++runs),
            isRight: (result) => result === 1,
          }),
        },
      ],
      rounds: 5,
      random: Random.fromSeed(0),
    });
    expect([runs, measured.correct]).toEqual([1, true]);
  });

  it.each(
    metricCases({ scale: 0.02, engine: hostEngine }).map((item) => [item.name, item] as const),
  )("has the right result for the %s", async (_, { prepare }) => {
    const { run, isRight } = prepare(Random.fromSeed(1));
    expect(isRight(await run())).toBe(true);
    expect(isRight(undefined)).toBe(false);
  });

  it.each(groupCases.map((item) => [item.name, item] as const))(
    "has the right result for the %s",
    (_, { prepare }) => {
      const { run, isRight } = prepare(Random.fromSeed(1));
      expect(isRight(run())).toBe(true);
      expect(isRight(undefined)).toBe(false);
    },
  );
});

describe("randomRegularGraph", () => {
  it.each([
    [6, 3],
    [9, 4],
    [200, 4],
  ])("has %d vertices with %d different neighbours each", (vertexCount, degree) => {
    for (let seed = 0; seed < 10; seed++) {
      const neighbours = Array.from({ length: vertexCount }, () => new Set<number>());
      for (const [x, y] of randomRegularGraph(vertexCount, degree, Random.fromSeed(seed))) {
        expect(x).not.toBe(y);
        neighbours[x].add(y);
        neighbours[y].add(x);
      }
      expect(neighbours.every(({ size }) => size === degree)).toBe(true);
    }
  });
});
