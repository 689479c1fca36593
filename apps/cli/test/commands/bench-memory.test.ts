import { describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

describe("erlangen bench memory", () => {
  it("tells resident memory after the first steps and at the end, and whether it holds", async () => {
    const run = await capturedRun("bench memory --steps 401 --json".split(" "));
    const { memory, cases } = run.json() as {
      cases: readonly object[];
      memory: {
        before: number;
        after: number;
        peak: number;
        growthPercent: number;
        holds: boolean;
      };
    };
    expect(cases).toEqual([]);
    expect(memory).toMatchObject({ steps: 420, warmUp: 200, task: expect.any(String) });
    expect(memory.before).toBeGreaterThan(1e7);
    expect(memory.peak).toBeGreaterThanOrEqual(Math.max(memory.before, memory.after));
    expect(memory.growthPercent).toBeCloseTo((memory.after / memory.before - 1) * 100, 10);
    expect(memory.holds).toBe(memory.growthPercent < 5);
    expect(run.code).toBe(memory.holds ? 0 : 1);
  });

  it("ends with 2 at fewer steps than can be compared", async () => {
    const run = await capturedRun(["bench", "memory", "--steps", "100"]);
    expect(run.stderr).toContain('expected steps an integer >= 400, got "100"');
    expect(run.code).toBe(2);
  });
});
