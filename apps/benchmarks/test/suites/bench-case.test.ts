import { describe, expect, it } from "vitest";
import { benchTask, relativeError, timeInTurns } from "../../src/suites/bench-case.ts";

describe("timeInTurns", () => {
  it("runs all in every round after warming up, and lets another begin each time", async () => {
    const order: string[] = [];
    const contender = (engine: string, rounds?: number) => ({
      engine,
      run: () => Promise.resolve(order.push(engine)),
      ...(rounds === undefined ? {} : { rounds }),
    });
    const times = await timeInTurns([contender("a"), contender("b"), contender("slow", 1)], 3);
    expect(order.join(" ")).toBe("a a b b slow a b slow b a a b");
    expect(times.map((own) => own.length)).toEqual([3, 3, 1]);
  });
});

describe("benchTask", () => {
  it("compares every contender with every other", async () => {
    const contender = (engine: string) => ({
      engine,
      run: () => Promise.resolve(),
      error: 0,
      correct: engine !== "wrong",
    });
    const task = { suite: "kernels", name: "nothing", flops: 1e6 };
    const cases = await benchTask(task, [contender("ours"), contender("wrong")], 4);
    expect(cases.map(({ engine, correct }) => [engine, correct])).toEqual([
      ["ours", true],
      ["wrong", false],
    ]);
    for (const { minMs, medianMs, maxMs, gflops } of cases) {
      expect(minMs).toBeLessThanOrEqual(medianMs);
      expect(medianMs).toBeLessThanOrEqual(maxMs);
      expect(gflops).toBeCloseTo(1 / medianMs, 6);
    }
    expect(Object.keys(cases[0].ratioTo)).toEqual(["wrong"]);
    expect(cases[0].ratioTo["wrong"]).toBeGreaterThan(0);
  });
});

describe("relativeError", () => {
  it("is the largest difference over the largest expected number", () => {
    expect(relativeError([1, 2.5], [1, 2])).toBe(0.25);
    expect(relativeError([0], [0])).toBe(0);
  });

  it("is infinite where a comparison makes no sense", () => {
    expect(relativeError([1], [1, 2])).toBe(Infinity);
    expect(relativeError([Number.NaN], [1])).toBe(Infinity);
  });
});
