import { expect, it } from "vitest";
import { graphToOnnx, listDevices, native, readOnnx, runOnnx } from "@erlangen/backends";
import {
  compile,
  compileStep,
  grad,
  matmul,
  mul,
  sub,
  sum,
  tanh,
  tensor,
  trace,
} from "@erlangen/tensor";

// The tour of the package: an engine, a program on it, a program as a file, and what this machine offers.

it("compiles a function and its gradient for ONNX Runtime", async () => {
  const engine = await native();
  const weights = tensor([
    [1, -1],
    [0.5, 2],
  ]);
  const loss = (w: typeof weights, x: typeof weights) => sum(tanh(matmul(x, w)));
  const slope = compile(grad(loss), { engine });
  const result = await slope(weights, tensor([[1, 2]]));
  expect(result.shape).toEqual([2, 2]);
  expect(result.data[0]).toBeCloseTo(1 / Math.cosh(2) ** 2, 6);
  slope.dispose();
  engine.dispose();
});

it("keeps state in place from step to step", async () => {
  const engine = await native();
  const target = tensor([3, -2]);
  const running = compileStep(
    (x) => {
      const error = sub(x, target);
      return [sub(x, mul(error, 0.5)), sum(mul(error, error))];
    },
    tensor([0, 0]),
    { engine },
  );
  for (let i = 0; i < 20; i++) await running.step();
  const settled = await running.read();
  expect(settled.data[0]).toBeCloseTo(3, 4);
  running.dispose();
  engine.dispose();
  await new Promise(setImmediate);
  expect(engine.liveBuffers).toBe(0);
});

it("writes a program as an ONNX file that runs anywhere", async () => {
  const { graph } = trace((x) => mul(x, tanh(x)), [tensor([0.7], [1], "float64")]);
  const bytes = graphToOnnx(graph, { inputNames: ["x"], outputNames: ["y"] });
  expect(readOnnx(bytes).graph.nodes.map(({ operator }) => operator)).toEqual(["Tanh", "Mul"]);
  const { y } = await runOnnx(bytes, { x: tensor([0.7], [1], "float64") });
  expect(y.item()).toBeCloseTo(0.7 * Math.tanh(0.7), 14);
});

it("tells what can run here, and why the rest cannot", async () => {
  for (const { name, available, reason } of await listDevices()) {
    expect(name).not.toBe("");
    expect(reason === undefined).toBe(available);
  }
});
