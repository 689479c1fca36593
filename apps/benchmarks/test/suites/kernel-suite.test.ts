import { native } from "@erlangen/backends/native";
import { Random } from "@erlangen/numerics";
import { describe, expect, it, vi } from "vitest";
import { benchKernels, peerNames } from "../../src/suites/kernel-suite.ts";
import { convolution, matrixProduct } from "../../src/suites/kernel.ts";

const random = Random.fromSeed(1);
const options = {
  kernels: [
    matrixProduct(16, random),
    convolution({ batch: 2, channels: 4, height: 6, width: 5 }, random),
  ],
  engines: [{ name: "native-cpu", engine: await native({ threads: 1 }) }],
  peers: peerNames,
  threads: 1,
  rounds: 2,
  random,
};

describe("benchKernels", () => {
  it("finds every engine right on every kernel, or says which is not there", async () => {
    const seen: string[] = [];
    const { cases, skipped } = await benchKernels({
      ...options,
      onCases: ([first]) => seen.push(first.name),
    });
    expect(seen).toEqual(["matmul 16", "conv 3x3 2x4x6x5"]);
    expect(cases.filter(({ correct }) => !correct)).toEqual([]);
    const present = cases.filter(({ name }) => name === "matmul 16").map(({ engine }) => engine);
    expect(present.slice(0, 2)).toEqual(["native-cpu", "onnxruntime"]);
    expect(present.length + skipped.length).toBe(4);
    for (const { suite, engine, gflops, ratioTo } of cases) {
      expect(suite).toBe("kernels");
      expect(gflops).toBeGreaterThan(0);
      expect(Object.keys(ratioTo)).toEqual(present.filter((other) => other !== engine));
    }
  });

  it("goes on without a peer that does not load, and names it", async () => {
    vi.doMock("@tensorflow/tfjs-core", () => {
      throw new Error("not installed");
    });
    try {
      const { cases, skipped } = await benchKernels({ ...options, peers: ["tfjs", "onnxruntime"] });
      expect(skipped.map(({ engine }) => engine)).toEqual(["tfjs"]);
      expect(skipped[0].reason).not.toBe("");
      expect(cases.map(({ engine }) => engine)).toEqual([
        "native-cpu",
        "onnxruntime",
        "native-cpu",
        "onnxruntime",
      ]);
    } finally {
      vi.doUnmock("@tensorflow/tfjs-core");
    }
  });
});
