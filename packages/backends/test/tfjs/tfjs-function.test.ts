import { fromTfjs, tfjs, tfjsFunction, tfjsLayer, toTfjs } from "@erlangen/backends/tfjs";
import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import {
  gather,
  grad,
  matmul,
  mul,
  solidHarmonics,
  sum,
  tanh,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { describe, expect, it } from "vitest";

await tfjs({ backend: "cpu" });
await tfjs({ backend: "wasm" });

/** float32, second derivatives. */
const tolerance = 1e-4;

const random = Random.fromSeed(3);
const draw = (name: string, shape: readonly number[]): Tensor =>
  tensor(Float32Array.from(random.split(name).normal(shape.reduce((a, b) => a * b, 1))), shape);

function expectClose(actual: ArrayLike<number>, expected: Tensor): void {
  expect(actual.length).toBe(expected.size);
  const scale = Math.max(1, ...Array.from(expected.data, Math.abs));
  expected.data.forEach((value, i) => {
    expect(Math.abs(actual[i] - value)).toBeLessThan(tolerance * scale);
  });
}

/** A small equivariant energy: harmonics of gathered points, mixed and squeezed. */
function energy(points: Tensor, weights: Tensor, index: Tensor): Tensor {
  const harmonics = solidHarmonics(gather(points, index, 0), 2);
  return sum(tanh(matmul(harmonics, weights)));
}

describe.each(["cpu", "wasm"])("tfjsFunction on %s", (backend) => {
  it("has the first and second derivatives of the host", async () => {
    await tf.setBackend(backend);
    const points = draw("points", [4, 3]);
    const weights = draw("weights", [9, 2]);
    const index = tensor([0, 3, 3, 1], [4], "int32");
    const f = tfjsFunction(tf, (p, w, i) => energy(p, w, i));
    const [p, w, i] = [points, weights, index].map((x) => toTfjs(tf, x));
    expectClose(await f(p, w, i).data(), energy(points, weights, index));

    const first = tf.grad((x) => f(x, w, i))(p);
    const host = grad((x: Tensor) => energy(x, weights, index));
    expectClose(await first.data(), host(points));

    const direction = draw("direction", [4, 3]);
    const square = tfjsFunction(tf, (x, d) => sum(mul(x, d)));
    const d = toTfjs(tf, direction);
    const second = tf.grads((x, v) => square(tf.grad((y) => f(y, v, i))(x), d))([p, w]);
    const force = (x: Tensor, v: Tensor): Tensor =>
      sum(mul(grad((y: Tensor) => energy(y, v, index))(x), direction));
    expectClose(await second[0].data(), grad((x: Tensor) => force(x, weights))(points));
    expectClose(await second[1].data(), grad((v: Tensor) => force(points, v))(weights));
    f.dispose();
    square.dispose();
  });

  it("keeps no tensor but its constants", async () => {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const f = tfjsFunction(tf, (x) => mul(x, tensor([1, 2, 3])));
    tf.tidy(() => {
      tf.grad((x) => f(x))(tf.tensor([1, 2, 3]));
    });
    f.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("tfjsFunction", () => {
  it("wants float32 and int32 in and one float32 tensor out", () => {
    const f = tfjsFunction(tf, (x) => x);
    expect(() => f(tf.tensor([1], [1], "bool"))).toThrow(ArgumentError);
    expect(() => f(tf.tensor([1], [1], "int32"))).toThrow(
      "expected f to return one float32 tensor",
    );
  });
});

describe("toTfjs and fromTfjs", () => {
  it("carry numbers both ways", async () => {
    const x = draw("carried", [2, 3]);
    const back = await fromTfjs(toTfjs(tf, x));
    expect(back.shape).toEqual([2, 3]);
    expect(back.data).toEqual(x.data);
    expect(() => toTfjs(tf, tensor(Float64Array.of(1)))).toThrow("cast it before");
    await expect(fromTfjs(tf.tensor(["a"]))).rejects.toThrow(ArgumentError);
  });
});

describe("tfjsLayer", () => {
  const dense = {
    init: (stream: Random) => ({
      weight: tensor(Float32Array.from(stream.normal(6)), [3, 2]),
    }),
    apply: ({ weight }: { readonly weight: Tensor }, x: Tensor): Tensor => tanh(matmul(x, weight)),
  };

  it("stands in a model of TensorFlow.js and computes what our layer computes", async () => {
    const layer = tfjsLayer(dense, { tf, layers, random: Random.fromSeed(1) });
    const model = layers.sequential();
    model.add(layers.layers.inputLayer({ inputShape: [3] }));
    model.add(layer);
    expect(model.outputs[0].shape).toEqual([null, 2]);
    const x = draw("x", [5, 3]);
    const predicted = model.predict(toTfjs(tf, x)) as tf.Tensor;
    expectClose(await predicted.data(), dense.apply(dense.init(Random.fromSeed(1)), x));
    expect(layer.countParams()).toBe(6);
  });

  it("has the gradient of our layer in its weights", async () => {
    const layer = tfjsLayer(dense, { tf, layers, random: Random.fromSeed(1) });
    const x = draw("x", [5, 3]);
    const total = tfjsFunction(tf, (y) => sum(mul(y, y)));
    const given = toTfjs(tf, x);
    layer.apply(given);
    const { grads } = tf.variableGrads(() => total(layer.apply(given) as tf.Tensor) as tf.Scalar);
    const [gradient] = Object.values(grads);
    const host = grad((weight: Tensor) => {
      const y = dense.apply({ weight }, x);
      return sum(mul(y, y));
    })(dense.init(Random.fromSeed(1)).weight);
    expectClose(await gradient.data(), host);
  });

  it("wants a layer that keeps the batch axis", () => {
    const pooled = {
      init: () => ({}),
      apply: (_: object, x: Tensor): Tensor => sum(x, 0),
    };
    const layer = tfjsLayer(pooled, { tf, layers, random: Random.fromSeed(1) });
    const model = layers.sequential();
    model.add(layers.layers.inputLayer({ inputShape: [3] }));
    expect(() => model.add(layer)).toThrow(ShapeError);
  });
});
