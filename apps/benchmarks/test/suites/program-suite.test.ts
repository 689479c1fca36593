import { EngineError, Random } from "@erlangen/numerics";
import { hostEngine, tensor, type Engine } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { convolutionTasks } from "../../src/suites/convolution-tasks.ts";
import { irrepsTasks } from "../../src/suites/irreps-tasks.ts";
import { benchPrograms } from "../../src/suites/program-suite.ts";
import type { ProgramTask } from "../../src/suites/program-task.ts";

const random = Random.fromSeed(1);
const host = { name: "host", engine: hostEngine };

describe("benchPrograms", () => {
  it("finds the host right in float32 on all tasks of the irreps suite", async () => {
    const tasks = irrepsTasks(random, { points: 20, channels: 4, edges: 12, rows: 3 });
    const { cases, skipped } = await benchPrograms(tasks, { engines: [host], rounds: 1 });
    expect(skipped).toEqual([]);
    expect(cases.filter(({ correct }) => !correct)).toEqual([]);
    expect(cases).toHaveLength(14);
    expect(cases.every(({ gbps }) => (gbps ?? 0) > 0)).toBe(true);
    expect(new Set(cases.map(({ suite }) => suite))).toEqual(new Set(["irreps"]));
  });

  it("counts 187 multiply-adds for each channel and edge of the published case", () => {
    const task = irrepsTasks(random, { points: 1, channels: 1, edges: 1, rows: 1 }).find(
      ({ name }) => name.startsWith("uvu"),
    );
    expect(task?.name).toContain("17 paths");
    expect(task?.flops).toBe(2 * 187);
  });

  it("calls an engine wrong whose numbers are, and leaves one out that cannot run the task", async () => {
    const task: ProgramTask = {
      suite: "test",
      name: "copy",
      operands: [tensor([1, 2])],
      f: ([x]) => [x],
      bytes: 16,
      tolerance: 1e-6,
    };
    const wrong: Engine = {
      ...hostEngine,
      compile: async (graph, options) => {
        const program = await hostEngine.compile(graph, options);
        return {
          ...program,
          run: program.run.bind(program),
          dispose: () => {},
          open: async (state) => {
            const session = await program.open(state);
            return {
              step: (inputs) => session.step(inputs),
              read: async () =>
                (await session.read()).map(({ shape, data }) =>
                  tensor(
                    Float32Array.from(data, (x) => x + 1),
                    shape,
                  ),
                ),
              dispose: () => {},
            };
          },
        };
      },
    };
    const unable: Engine = {
      ...hostEngine,
      compile: () => Promise.reject(new EngineError("no such kernel")),
    };
    const { cases, skipped } = await benchPrograms([task], {
      engines: [
        { name: "wrong", engine: wrong },
        { name: "unable", engine: unable },
      ],
      rounds: 1,
    });
    expect(cases.map(({ engine, correct }) => [engine, correct])).toEqual([["wrong", false]]);
    expect(skipped).toEqual([{ engine: "unable", reason: "copy: no such kernel" }]);
  });
});

describe("convolutionTasks", () => {
  it("have a gradient task beside every forward task, with three times the operations", () => {
    const tasks = convolutionTasks(random, 1);
    expect(tasks).toHaveLength(12);
    for (let i = 0; i < tasks.length; i += 2) {
      expect(tasks[i + 1].name).toBe(`${tasks[i].name}, gradients`);
      expect(tasks[i + 1].flops).toBe(3 * (tasks[i].flops ?? 0));
    }
  });
});
