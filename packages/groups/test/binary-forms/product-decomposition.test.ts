import { Random } from "@erlangen/numerics";
import { decomposeFormProduct, transvectant } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply } from "../closeness.ts";

describe("decomposeFormProduct", () => {
  it("is inverted by its inverse, and counts dimensions", () => {
    for (const [d1, d2] of [
      [0, 0],
      [1, 1],
      [3, 2],
      [4, 4],
      [7, 5],
      [10, 10],
    ]) {
      const { degrees: found, matrix, inverse } = decomposeFormProduct(d1, d2);
      const size = (d1 + 1) * (d2 + 1);
      expect(found.reduce((sum, d) => sum + d + 1, 0)).toBe(size);
      const unit = Float64Array.from({ length: size * size }, (_, i) =>
        i % (size + 1) === 0 ? 1 : 0,
      );
      expectClose(multiply(matrix, inverse, size), unit, 1e-11);
      expectClose(multiply(inverse, matrix, size), unit, 1e-11);
    }
  });

  it("stacks the transvectants in order", () => {
    const random = Random.fromSeed(71);
    const [p, q] = [random.normal(5), random.normal(4)];
    const { degrees: found, matrix } = decomposeFormProduct(4, 3);
    let row = 0;
    found.forEach((d, n) => {
      const expected = transvectant(p, q, n);
      for (let m = 0; m <= d; m++, row++) {
        let sum = 0;
        for (let c = 0; c < 20; c++) sum += matrix[row * 20 + c] * p[Math.floor(c / 4)] * q[c % 4];
        expect(Math.abs(sum - expected[m])).toBeLessThan(1e-13);
      }
    });
  });
});
