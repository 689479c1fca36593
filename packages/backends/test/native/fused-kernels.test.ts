import { afterAll, describe, expect, it } from "vitest";
import { runConformance } from "@erlangen/backends/conformance";
import { native } from "@erlangen/backends/native";
import { ArgumentError, Random } from "@erlangen/numerics";
import {
  compile,
  compileStep,
  grad,
  matmul,
  mul,
  solidHarmonics,
  sub,
  sum,
  tanh,
  Tensor,
  tensor,
  weightedTensorProduct,
  type ProductTable,
} from "@erlangen/tensor";

const channels = 8;
const edges = 300;
const nodes = 20;

/** Scalars times the harmonics up to degree 1: a scalar and a vector in each channel. */
const table: ProductTable = {
  left: channels,
  right: 4,
  weight: 2 * channels,
  output: 4 * channels,
  paths: [0, 1].map((l) => ({
    mode: "uvu",
    left: { offset: 0, multiplicity: channels, dim: 1 },
    right: { offset: l, multiplicity: 1, dim: 2 * l + 1 },
    output: { offset: l * channels, multiplicity: channels, dim: 2 * l + 1 },
    weight: l * channels,
    couplings: Array.from({ length: 2 * l + 1 }, (_, m) => ({ i: 0, j: m, k: m, value: 1 })),
  })),
};

const random = Random.fromSeed(3);
const normal = (name: string, shape: readonly number[]): Tensor =>
  new Tensor(
    { shape, dtype: "float32" },
    Float32Array.from(random.split(name).normal(shape.reduce((a, b) => a * b, 1))),
  );
const indices = (name: string): Tensor =>
  new Tensor(
    { shape: [edges], dtype: "int32" },
    Int32Array.from(random.split(name).uniform(edges), (x) => Math.floor(x * nodes)),
  );

const features = normal("features", [nodes, channels]);
const vectors = normal("vectors", [edges, 3]);
const basis = normal("basis", [edges, 128]);
const hidden = normal("hidden", [128, 2 * channels]);
const from = indices("from");
const to = indices("to");

/** A message-passing layer with its radial weights; the products of the weights are large enough for ONNX Runtime. */
function loss(weights: Tensor, at: Tensor, source: Tensor = from): Tensor {
  const messages = weightedTensorProduct(
    { left: features, right: solidHarmonics(at, 1), weight: tanh(matmul(basis, weights)) },
    { left: source, output: to },
    {
      table,
      target: "output",
      access: { left: "indexed", right: "row", weight: "row", output: "indexed" },
      rows: nodes,
    },
  );
  return mul(sum(mul(messages, messages)), 1e-4);
}

/** A loss on forces: second derivatives. */
const forceLoss = (weights: Tensor, at: Tensor): Tensor => {
  const forces = grad((x: Tensor) => loss(weights, x))(at);
  return sum(mul(forces, forces));
};

const fused = await native({ threads: 1 });
const plain = await native({ threads: 1, fusedKernels: false });
afterAll(() => {
  fused.dispose();
  plain.dispose();
});

describe("native programs with fused kernels", () => {
  it("agree with programs without them, in first and second derivatives", async () => {
    for (const f of [loss, grad(loss), grad(forceLoss)]) {
      const ours = compile(f, { engine: fused });
      const theirs = compile(f, { engine: plain });
      const [a, b] = [await ours(hidden, vectors), await theirs(hidden, vectors)];
      const scale = Math.max(...b.data.map(Math.abs));
      a.data.forEach((value, i) => expect(Math.abs(value - b.data[i])).toBeLessThan(1e-5 * scale));
      ours.dispose();
      theirs.dispose();
    }
  });

  it("carry state, and leave it as it was when an index is out of range", async () => {
    const step = (weights: Tensor, source: Tensor): [Tensor, Tensor] => {
      const value = loss(weights, vectors, source);
      return [
        sub(weights, mul(grad((w: Tensor) => loss(w, vectors, source))(weights), 0.1)),
        value,
      ];
    };
    const states = await Promise.all(
      [fused, plain].map(async (engine) => {
        const running = compileStep(step, hidden, { engine });
        for (let i = 0; i < 3; i++) await running.step(from);
        const before = await running.read();
        if (engine === fused) {
          const wrong = new Tensor(from, Int32Array.from(from.data).fill(nodes, 7, 8));
          await expect(running.step(wrong)).rejects.toThrow(
            new ArgumentError(
              "tensorProduct: expected index of left in [0, 20), got 20 at position 7",
            ),
          );
          expect((await running.read()).data).toEqual(before.data);
          await running.step(from);
          expect((await running.read()).data).not.toEqual(before.data);
        }
        running.dispose();
        return before.data;
      }),
    );
    const scale = Math.max(...states[1].map(Math.abs));
    states[0].forEach((value, i) =>
      expect(Math.abs(value - states[1][i])).toBeLessThan(1e-5 * scale),
    );
  });

  it("free their memory", async () => {
    const engine = await native({ threads: 1 });
    const program = compile(loss, { engine });
    await program(hidden, vectors);
    expect(engine.liveBuffers).toBeGreaterThan(0);
    engine.dispose();
    expect(engine.liveBuffers).toBe(0);
    await expect(program(hidden, vectors)).rejects.toThrow(
      "native: expected a live program, got one that was disposed",
    );
  });

  it("compute products in float64 as compositions", async () => {
    const points = tensor([[1, 2, 3]], undefined, "float64");
    const harmonics = compile((x: Tensor) => solidHarmonics(x, 2), { engine: fused });
    expect((await harmonics(points)).data).toBeInstanceOf(Float64Array);
    harmonics.dispose();
  });

  it("are refused elsewhere than on the CPU", async () => {
    await expect(native({ device: "webgpu", fusedKernels: true })).rejects.toThrow(
      'native: expected fusedKernels on device "cpu" only, got them on "webgpu"',
    );
  });

  it("give way to an engine without them, which passes the whole suite too", async () => {
    const { failed, skipped } = await runConformance(plain, { dtype: "float32" });
    expect(failed).toEqual([]);
    expect(skipped).toEqual([]);
  });
});
