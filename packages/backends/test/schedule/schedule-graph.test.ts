import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conformance } from "@erlangen/backends/conformance";
import { runSchedule, scheduleGraph, type Schedule } from "@erlangen/backends/schedule";
import {
  add,
  broadcastTo,
  concatenate,
  exp,
  grad,
  interpretOnHost,
  matmul,
  mul,
  sigmoid,
  softmax,
  sub,
  sum,
  tanh,
  tensor,
  trace,
  transpose,
  weightedTensorProduct,
  type Tensor,
} from "@erlangen/tensor";
import { randomProgram } from "./random-program.ts";
import { expectClose, expectDisjoint, scheduleEngine } from "./schedule-engine.ts";

const kinds = ({ steps }: Schedule): string[] => steps.map(({ kind }) => kind);

function scheduled(f: (...x: Tensor[]) => Tensor | Tensor[], ...args: Tensor[]): Schedule {
  const { graph } = trace(f as (...x: Tensor[]) => Tensor[], args);
  const schedule = scheduleGraph(graph);
  expectDisjoint(schedule);
  expect(runSchedule(schedule, args).map(String)).toEqual(interpretOnHost(graph, args).map(String));
  return schedule;
}

const x = tensor([0.1, -0.2, 0.3, 0.4, -0.5, 0.6], [2, 3], "float64");
const row = tensor([1, 2, 3], [3], "float64");

describe("scheduleGraph", () => {
  it("makes one pass of a chain of elementwise operations", () => {
    const schedule = scheduled((a, b) => mul(tanh(add(a, b)), exp(sub(a, 1))), x, row);
    expect(kinds(schedule)).toEqual(["elementwise"]);
    expect(schedule.steps[0].operands).toHaveLength(2);
    expect(schedule.buffers).toHaveLength(3);
  });

  it("makes one pass of a value and what several readers make of it", () => {
    const schedule = scheduled((a) => {
      const y = tanh(a);
      return [y, sub(1, mul(y, y)), mul(a, y)];
    }, x);
    expect(kinds(schedule)).toEqual(["elementwise"]);
    expect(schedule.steps[0].kind === "elementwise" && schedule.steps[0].results).toHaveLength(3);
    // Three values of two operations and a difference: nothing is computed twice.
    const [step] = schedule.steps;
    const names = step.kind === "elementwise" ? step.expression : [];
    expect(names.filter((node) => node.kind === "operation")).toHaveLength(4);
  });

  it("never stores a value that only one pass needs", () => {
    const schedule = scheduled((a) => {
      const y = tanh(mul(a, a));
      return mul(sub(1, mul(y, y)), y);
    }, x);
    expect(kinds(schedule)).toEqual(["elementwise"]);
    expect(schedule.buffers).toHaveLength(2);
  });

  it("reduces a chain as it is computed", () => {
    const schedule = scheduled((a, b) => sum(mul(sub(a, b), sub(a, b)), 1), x, row);
    expect(kinds(schedule)).toEqual(["reduce"]);
  });

  it("reads transposed, broadcast and sliced operands where they lie", () => {
    const schedule = scheduled(
      (a, b) => {
        const turned = transpose(broadcastTo(b, [4, 3]), [1, 0]);
        return add(turned, mul(turned, 2));
      },
      x,
      row,
    );
    expect(kinds(schedule)).toEqual(["elementwise"]);
    expect(schedule.steps[0].operands[0].strides).toEqual([1, 0]);
  });

  it("copies an operand for a kernel, unless the kernel takes the view", () => {
    const { graph } = trace((a: Tensor) => matmul(a, transpose(a, [1, 0])), [x]);
    expect(kinds(scheduleGraph(graph))).toEqual(["elementwise", "primitive"]);
    const takesView = (name: string, operand: number): boolean =>
      name === "matmul" && operand === 1;
    expect(kinds(scheduleGraph(graph, { takesView }))).toEqual(["primitive"]);
  });

  it("writes the parts of a concatenation where they belong", () => {
    const schedule = scheduled((a) => concatenate([exp(a), mul(a, 2)], 0), x);
    expect(kinds(schedule)).toEqual(["elementwise", "elementwise"]);
    expect(schedule.buffers).toHaveLength(2);
  });

  it("updates state, moments and a result in one pass", () => {
    const schedule = scheduled(
      (w, m, g) => {
        const moment = add(mul(m, 0.9), mul(g, 0.1));
        return [sub(w, mul(moment, 0.01)), moment];
      },
      x,
      x,
      x,
    );
    expect(kinds(schedule)).toEqual(["elementwise"]);
  });

  it("keeps a product without weights, whose empty operand has no say", () => {
    const vector = { offset: 0, multiplicity: 1, dim: 3 };
    const couplings = [0, 1, 2].map((k) => ({ i: k, j: k, k, value: 1 }));
    const { graph } = trace(
      (left: Tensor, right: Tensor, weight: Tensor) =>
        weightedTensorProduct(
          { left, right, weight },
          {},
          {
            table: {
              left: 3,
              right: 3,
              weight: 0,
              output: 3,
              paths: [
                {
                  mode: "uuu",
                  left: vector,
                  right: vector,
                  output: vector,
                  weight: undefined,
                  couplings,
                },
              ],
            },
            target: "output",
            access: { left: "row", right: "row", weight: "shared", output: "row" },
          },
        ),
      [x, x, tensor(new Float64Array(0), [0])],
    );
    const schedule = scheduleGraph(graph, { supports: () => true });
    const inputs = [x, x, tensor(new Float64Array(0), [0])];
    expect(runSchedule(schedule, inputs).map(String)).toEqual(
      interpretOnHost(graph, inputs).map(String),
    );
  });

  it("needs no step for outputs that are inputs, constants or twice the same", () => {
    const schedule = scheduled((a) => [a, row, a, tensor([2, 2], [2], "float64")], x);
    expect(schedule.steps).toEqual([]);
    expect(schedule.outputs).toHaveLength(4);
  });

  it("keeps every step within the number of buffers allowed", () => {
    const parts = Array.from({ length: 12 }, (_, i) => mul(x, i + 1));
    const { graph } = trace(
      (...all: Tensor[]) => all.reduce((total, part) => add(total, sigmoid(part))),
      parts,
    );
    for (const maxBuffers of [4, 5, 8, 30]) {
      const schedule = scheduleGraph(graph, { maxBuffers });
      expectDisjoint(schedule);
      for (const step of schedule.steps) {
        const targets =
          step.kind === "elementwise" ? step.results.map(({ target }) => target) : [step.target];
        const used = new Set([...step.operands, ...targets].map(({ buffer }) => buffer));
        expect(used.size).toBeLessThanOrEqual(maxBuffers);
      }
      expect(String(runSchedule(schedule, parts))).toBe(String(interpretOnHost(graph, parts)));
    }
  });

  it("makes six passes of a softmax and its derivative: each sum and each maximum parts them", () => {
    const schedule = scheduled(
      grad((a: Tensor) => sum(mul(softmax(a), a))),
      x,
    );
    expect(kinds(schedule)).toEqual(
      "reduce elementwise elementwise reduce elementwise reduce elementwise".split(" "),
    );
  });
});

describe("a schedule run on the host agrees with the float64 host", () => {
  it("on random programs, within any number of buffers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 4, max: 12 }),
        async (seed, length, maxBuffers) => {
          const { graph, inputs } = randomProgram(seed, length, "float64");
          const executable = await scheduleEngine({
            maxBuffers,
            takesView: (_, operand) => operand === 1,
          }).compile(graph);
          const actual = await executable.run(inputs);
          interpretOnHost(graph, inputs).forEach((expected, i) => {
            expect(actual[i].shape).toEqual(expected.shape);
            expectClose(actual[i], expected, 1e-12);
          });
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  for (const [title, options] of [
    ["by default", {}],
    [
      "with four buffers for each step and views for kernels",
      { maxBuffers: 4, takesView: () => true, supports: () => true },
    ],
  ] as const) {
    for (const { name, run } of conformance({ dtype: "float64" })) {
      it(`${name}, ${title}`, async () => {
        await expect(run(scheduleEngine(options))).resolves.toBeUndefined();
      });
    }
  }
});
