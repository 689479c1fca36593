import { afterAll, describe, expect, it } from "vitest";
import { planGraph } from "@erlangen/backends/webgpu";
import { Random } from "@erlangen/numerics";
import { grad, mul, solidHarmonics, sum, tensor, transpose, type Tensor } from "@erlangen/tensor";
import { findGraphics } from "../graphics.ts";
import { expectHost, traced } from "./device-run.ts";

const { engine, note } = await findGraphics();

afterAll(() => engine?.dispose());

const points = (...shape: readonly number[]): Tensor =>
  tensor(Random.fromSeed(1).normal(shape.reduce((a, b) => a * b, 1)), shape, "float32");

describe.skipIf(engine === undefined)(`fused solid harmonics on webgpu${note}`, () => {
  if (engine === undefined) return;

  it.each([0, 1, 2, 6, 11])(
    "agree with the host up to degree %i for any number of points",
    async (lMax) => {
      for (const shape of [[0, 3], [1, 3], [5, 3], [2, 150, 3], [3]]) {
        await expectHost(engine, ([x]) => [solidHarmonics(x, lMax)], [points(...shape)]);
      }
    },
  );

  it("have derivatives", async () => {
    await expectHost(
      engine,
      ([x]) => {
        const norm = (y: Tensor): Tensor => sum(mul(solidHarmonics(y, 4), solidHarmonics(y, 4)));
        const slope = grad(norm);
        return [slope(x), grad((y: Tensor) => sum(mul(slope(y), x)))(x)];
      },
      [points(5, 3)],
    );
  });

  it("continue high degrees in shaders of their own", async () => {
    const f = ([x]: readonly Tensor[]): Tensor[] => [solidHarmonics(x, 17)];
    const inputs = [points(4, 3)];
    const { commands } = planGraph(traced(f, inputs), { maxBuffers: 8, carried: 0 });
    expect(commands.length).toBeGreaterThan(1);
    await expectHost(engine, f, inputs);
  });

  it("read views where they lie", async () => {
    const f = ([x]: readonly Tensor[]): Tensor[] => [solidHarmonics(transpose(x), 2)];
    const inputs = [points(3, 7)];
    const plan = planGraph(traced(f, inputs), { maxBuffers: 8, carried: 0 });
    expect(plan.commands).toHaveLength(1);
    await expectHost(engine, f, inputs);
  });
});
