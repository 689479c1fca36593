import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { planGraph, webgpu } from "@erlangen/backends/webgpu";
import { EngineError, Random } from "@erlangen/numerics";
import {
  add,
  grad,
  mul,
  sum,
  tensor,
  transpose,
  type ProductAttributes,
  type Tensor,
} from "@erlangen/tensor";
import { operandsOf, randomAccess, randomPaths, slots, tableOf } from "../../random-product.ts";
import { findGraphics } from "../graphics.ts";
import { expectHost, traced } from "./device-run.ts";
import { dense, everyMode, everywhere, nodes, product, rows } from "./product-tables.ts";

const { engine, gpu, note } = await findGraphics();
const limits = { maxBuffers: 8, carried: 0 };

afterAll(() => engine?.dispose());

describe.skipIf(engine === undefined)(`fused tensor products on webgpu${note}`, () => {
  if (engine === undefined) return;

  it("are the host's for random paths of every mode, target, access and layout", async () => {
    const cases = fc.sample(
      fc.record({
        choices: randomPaths,
        target: fc.constantFrom(...slots),
        access: randomAccess,
        // Some indices are looked through, more are sorted.
        batch: fc.constantFrom(0, 1, 2, 5, 8, 150),
        seed: fc.nat(1000),
      }),
      { numRuns: 40, seed: 7 },
    );
    for (const { choices, target, access, batch, seed } of cases) {
      const random = Random.fromSeed(seed);
      const table = tableOf(choices, random.split("table"));
      const alone = slots.every((slot) => slot === target || access[slot] === "shared");
      const count = alone && access[target] === "row" ? 3 : batch;
      const attributes: ProductAttributes = { table, target, access, rows: 3 };
      const operands = operandsOf(attributes, count, random.split("operands"));
      await expectHost(engine, product(attributes), operands);
    }
    expect(engine.liveBuffers).toBe(0);
  });

  it.each([
    ["between rows", rows],
    ["from and to nodes", nodes],
    ["with shared weights", { ...rows, weight: "shared" }],
  ] as const)("have first and second derivatives in every mode, %s", async (_, access) => {
    const random = Random.fromSeed(5);
    const table = everyMode(random.split("table"));
    const attributes: ProductAttributes = { table, target: "output", access, rows: 3 };
    const operands = operandsOf(attributes, 4, random.split("operands"));
    const directions = operands
      .slice(0, 3)
      .map(({ shape }, i) => normal(random.split("direction").split(i), shape));
    await expectHost(
      engine,
      (given) => {
        const [left, right, weight] = given;
        const indices = given.slice(3, operands.length);
        const along = given.slice(operands.length);
        const slope = grad((factors: readonly Tensor[]) => {
          const [y] = product(attributes)([...factors, ...indices]);
          return sum(mul(y, y));
        });
        const curvature = grad((factors: readonly Tensor[]) =>
          slope(factors)
            .map((each, i) => sum(mul(along[i], each)))
            .reduce((a, b) => add(a, b)),
        );
        const factors = [left, right, weight];
        return [...slope(factors), ...curvature(factors)];
      },
      [...operands, ...directions],
    );
  });

  it.each([
    ["between rows", { ...rows, weight: "shared" }],
    ["from and to nodes", { ...nodes, weight: "shared" }],
    ["for one output", { ...rows, weight: "shared", output: "shared" }],
  ] as const)("mix many channels by products of matrices, %s", async (_, access) => {
    const random = Random.fromSeed(6);
    const table = tableOf(
      (["uvw", "uvu", "uuw", "u<vw", "uvw"] as const).map((mode, n) => ({
        mode,
        channels: [12, 2, 16],
        dims: [3, 2, 3],
        layouts:
          n % 2 === 0
            ? ["channel-major", "component-major", "component-major"]
            : ["component-major", "channel-major", "channel-major"],
        weighted: true,
        shares: n === 4,
      })),
      random.split("table"),
    );
    for (const target of slots) {
      const attributes: ProductAttributes = { table, target, access, rows: 3 };
      const operands = operandsOf(attributes, 150, random.split(target));
      const { commands } = planGraph(traced(product(attributes), operands), limits);
      expect(commands.map(({ label }) => label)).toContain("matmul");
      await expectHost(engine, product(attributes), operands);
    }
  });

  it("cut couplings that are too many for one shader into several", async () => {
    const attributes: ProductAttributes = {
      table: dense(3, 11),
      target: "output",
      access: rows,
    };
    const operands = operandsOf(attributes, 2, Random.fromSeed(1));
    const { commands } = planGraph(traced(product(attributes), operands), limits);
    expect(commands.length).toBeGreaterThan(1);
    for (const { code } of commands) expect(code.length).toBeLessThan(50_000);
    await expectHost(engine, product(attributes), operands);
  });

  it("read couplings from memory when there are very many", async () => {
    for (const [target, access] of [
      ["output", rows],
      ["left", nodes],
      ["right", everywhere],
      ["weight", { ...rows, weight: "shared" }],
    ] as const) {
      const attributes: ProductAttributes = { table: dense(2, 17), target, access, rows: 3 };
      const operands = operandsOf(attributes, 140, Random.fromSeed(1));
      const { commands } = planGraph(traced(product(attributes), operands), limits);
      for (const { code, bindings } of commands) {
        expect(code.length).toBeLessThan(10_000);
        expect(bindings.length).toBeLessThanOrEqual(8);
      }
      await expectHost(engine, product(attributes), operands);
    }
  });

  it("add up a shared target and few rows of a long batch in portions", async () => {
    for (const access of [
      { ...rows, weight: "shared" },
      { ...rows, weight: "indexed" },
    ] as const) {
      const attributes: ProductAttributes = {
        table: dense(2, 2),
        target: "weight",
        access,
        rows: 1,
      };
      const random = Random.fromSeed(2);
      const operands = operandsOf(attributes, 3000, random).map((operand) =>
        operand.dtype === "int32" ? tensor(new Int32Array(3000)) : operand,
      );
      await expectHost(engine, product(attributes), operands);
    }
  });

  it("gather an operand first when a shader would bind too many buffers", async () => {
    const attributes: ProductAttributes = {
      table: dense(2, 3),
      target: "output",
      access: everywhere,
      rows: 3,
    };
    await expectHost(engine, product(attributes), operandsOf(attributes, 150, Random.fromSeed(9)));
  });

  it("give the same bits every time", async () => {
    const attributes: ProductAttributes = {
      table: dense(4, 3),
      target: "output",
      access: nodes,
      rows: 3,
    };
    const operands = operandsOf(attributes, 500, Random.fromSeed(4));
    const executable = await engine.compile(traced(product(attributes), operands));
    const [[first], [second]] = [await executable.run(operands), await executable.run(operands)];
    executable.dispose();
    expect(second.data).toEqual(first.data);
  });

  it("read views where they lie", async () => {
    const attributes: ProductAttributes = { table: dense(2, 3), target: "output", access: rows };
    const [left, right, weight] = operandsOf(attributes, 4, Random.fromSeed(6));
    const across = tensor(left.data, [left.shape[1], left.shape[0]], "float32");
    const f = ([x, r, w]: readonly Tensor[]): Tensor[] => product(attributes)([transpose(x), r, w]);
    const inputs = [across, right, weight];
    expect(planGraph(traced(f, inputs), limits).commands).toHaveLength(1);
    await expectHost(engine, f, inputs);
  });

  it("name an index out of range, and go on", async () => {
    const attributes: ProductAttributes = {
      table: dense(2, 1),
      target: "output",
      access: nodes,
      rows: 2,
    };
    const [left, right, weight] = operandsOf(attributes, 3, Random.fromSeed(6));
    const index = (...entries: readonly number[]): Tensor => tensor(Int32Array.from(entries));
    const good = [left, right, weight, index(0, 2, 1), index(1, 1, 0)];
    const executable = await engine.compile(traced(product(attributes), good));
    const run = (from: Tensor, to: Tensor): Promise<unknown> =>
      executable.run([left, right, weight, from, to]);
    await expect(run(index(0, 3, 1), good[4])).rejects.toThrow(
      new EngineError("webgpu: expected indices of tensorProduct in [0, 3), got 3 at [1]"),
    );
    await expect(run(good[3], index(1, 1, -1))).rejects.toThrow(
      new EngineError("webgpu: expected indices of tensorProduct in [0, 2), got -1 at [2]"),
    );
    await executable.run(good);
    executable.dispose();
  });

  it("are composed of simpler primitives when asked to be", async () => {
    const plain = await webgpu({ gpu, fusedKernels: false });
    const attributes: ProductAttributes = {
      table: dense(2, 3),
      target: "output",
      access: nodes,
      rows: 3,
    };
    const operands = operandsOf(attributes, 5, Random.fromSeed(8));
    await expectHost(plain, product(attributes), operands);
    plain.dispose();
  });
});

function normal(random: Random, shape: readonly number[]): Tensor {
  return tensor(random.normal(shape.reduce((a, b) => a * b, 1)), shape, "float32");
}
