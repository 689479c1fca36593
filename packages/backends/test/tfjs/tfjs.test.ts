import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { conformance } from "@erlangen/backends/conformance";
import { tfjs } from "@erlangen/backends/tfjs";
import { ArgumentError, EngineError } from "@erlangen/numerics";
import { add, graphOf, placeholder, sum, tensor, trace } from "@erlangen/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, describe, expect, it } from "vitest";
import { describeConformance } from "../conformance/record-conformance.ts";

const called = new Set<string>();

for (const backend of ["cpu", "wasm"] as const) {
  const engine = await tfjs({ backend });
  describeConformance(engine, "float32");

  describe(`tfjs on ${backend}`, () => {
    it("gives every tensor back", async () => {
      const before = tf.memory().numTensors;
      expect(before).toBe(0);
      const total = placeholder({ shape: [2], dtype: "float32" }, "total");
      const x = placeholder({ shape: [2], dtype: "float32" }, "x");
      const next = add(total, add(x, tensor([10, 20])));
      const program = await engine.compile(graphOf([total, x], [next, sum(next)]), { carried: 1 });
      const session = await program.open([tensor([0, 0])]);
      await session.step([tensor([1, 2])]);
      const [value] = await session.step([tensor([1, 2])]);
      expect(value.item()).toBe(66);
      expect(engine.liveBuffers).toBe(2);
      expect((await session.read())[0].toArray()).toEqual([22, 44]);
      session.dispose();
      program.dispose();
      expect(engine.liveBuffers).toBe(0);
      expect(tf.memory().numTensors).toBe(before);
    });
  });
}

describe("tfjs", () => {
  it("leaves the choice of the backend as it was", async () => {
    await tf.setBackend("cpu");
    const engine = await tfjs({ backend: "wasm" });
    const { graph } = trace((x) => add(x, x), [tensor([1])]);
    await (await engine.compile(graph)).run([tensor([1])]);
    expect(tf.getBackend()).toBe("cpu");
    engine.dispose();
  });

  it("says which package is missing", async () => {
    const missing = tfjs({ backend: "cuda" });
    await expect(missing).rejects.toThrow(EngineError);
    await expect(missing).rejects.toThrow(
      "run `npm install @tensorflow/tfjs-core @tensorflow/tfjs-node-gpu`",
    );
    await expect(tfjs({ backend: "abacus" })).rejects.toThrow(ArgumentError);
    await expect(tfjs({ backend: "abacus", module: tf })).rejects.toThrow(
      'expected the backend "abacus" to start',
    );
  });

  it("refuses float64", async () => {
    const engine = await tfjs();
    const { graph } = trace((x) => add(x, x), [tensor(Float64Array.of(1))]);
    await expect(engine.compile(graph)).rejects.toThrow("float64");
  });
});

describe("the CUDA plug-in", () => {
  const kernels = join(
    dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-node/package.json")),
    "dist",
    "kernels",
  );
  const registered = new Set(
    readdirSync(kernels)
      .filter((file) => file.endsWith(".js"))
      .map((file) => file.slice(0, -".js".length)),
  );

  it("has every kernel that our programs call", async () => {
    const engine = tf.engine();
    const runKernel = engine.runKernel.bind(engine);
    engine.runKernel = (name: string, ...rest: [never, never]) => {
      called.add(name);
      return runKernel(name, ...rest);
    };
    try {
      const cpu = await tfjs({ backend: "cpu" });
      for (const { run } of conformance({ dtype: "float32" })) await run(cpu);
    } finally {
      engine.runKernel = runKernel;
    }
    expect(called.size).toBeGreaterThan(30);
    expect([...called].filter((name) => !registered.has(name))).toEqual([]);
  });

  it("is seen to lack a kernel that does not exist", () => {
    expect(registered.has("BatchMatMul")).toBe(true);
    expect(registered.has("NoSuchKernel")).toBe(false);
  });
});

afterAll(() => {
  tf.disposeVariables();
});
