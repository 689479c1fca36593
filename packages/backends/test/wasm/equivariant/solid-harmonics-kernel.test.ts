import { describe, expect, it } from "vitest";
import { equivariantKernels } from "@erlangen/backends/wasm/equivariant";
import { Random } from "@erlangen/numerics";
import { solidHarmonics, Tensor } from "@erlangen/tensor";
import { relativeError, runKernel } from "./run-kernel.ts";

describe("the solid harmonics kernel", () => {
  it.each([0, 1, 2, 3, 6, 11])(
    "agrees with the host up to degree %i for any number of points",
    (lMax) => {
      for (const count of [0, 1, 3, 4, 9]) {
        const points = Float32Array.from(Random.fromSeed(count).normal(3 * count));
        const truth = solidHarmonics(
          new Tensor({ shape: [count, 3], dtype: "float64" }, Float64Array.from(points)),
          lMax,
        );
        const { status, values } = runKernel(
          equivariantKernels.solidHarmonics,
          { lMax },
          [new Tensor({ shape: [count, 3], dtype: "float32" }, points)],
          { shape: truth.shape, dtype: "float32" },
        );
        expect(status).toBe(0);
        expect(relativeError(values, truth.data)).toBeLessThan(1e-5);
      }
    },
  );
});
