import { Random } from "@erlangen/numerics";
import { inducedMatrix, substitute, transvectant, transvectantSparse } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { degrees, options, sample, seeds, tolerance } from "./samples.ts";

describe("transvectant", () => {
  it("commutes with SL(2,R) to 1e-9 up to degree 10 and condition 3", () => {
    fc.assert(
      fc.property(seeds, degrees, degrees, degrees, (seed, d1, d2, order) => {
        const { g, form } = sample(seed);
        const n = order % (Math.min(d1, d2) + 1);
        const [p, q] = [form(d1), form(d2)];
        const moved = transvectant(substitute(p, g), substitute(q, g), n);
        const expected = substitute(transvectant(p, q, n), g);
        const scale =
          Math.max(...substitute(p, g).map(Math.abs), 1) *
          Math.max(...substitute(q, g).map(Math.abs), 1);
        expectClose(moved, expected, tolerance * scale);
      }),
      options,
    );
  });

  it("is the product for n = 0 and the Jacobian for n = 1", () => {
    expectClose(transvectant([1, 2], [3, 4, 5], 0), [3, 10, 13, 10], 1e-15);
    // f = x^2, g = y: f_x g_y - f_y g_x = 2 x, over d1 d2 = 2.
    expectClose(transvectant([0, 0, 1], [1, 0], 1), [0, 1], 1e-15);
  });

  it("is symmetric or antisymmetric by the parity of n, so vanishes on (f, f) for odd n", () => {
    const random = Random.fromSeed(70);
    for (const [d1, d2] of [
      [3, 5],
      [4, 4],
    ]) {
      const [p, q] = [random.normal(d1 + 1), random.normal(d2 + 1)];
      for (let n = 0; n <= Math.min(d1, d2); n++) {
        const sign = n % 2 === 0 ? 1 : -1;
        expectClose(
          transvectant(q, p, n),
          transvectant(p, q, n).map((c) => sign * c),
          1e-13,
        );
      }
    }
    const cubic = random.normal(4);
    expectClose(transvectant(cubic, cubic, 3), [0], 1e-15);
  });

  it("keeps digits at high degree, where factorials leave float64", () => {
    const entries = transvectantSparse(120, 100, 60);
    expect(entries.every(({ value }) => Number.isFinite(value) && value !== 0)).toBe(true);
    expect(transvectantSparse(120, 100, 60)).toBe(entries);
  });

  it("refuses orders and forms that are none", () => {
    expect(() => transvectant([1, 2], [1, 2, 3], 2)).toThrow(
      "transvectant: expected n to be an integer from 0 to min(d1, d2) = 1, got 2",
    );
    expect(() => transvectant([], [1], 0)).toThrow(
      "transvectant: expected f to hold the d+1 coefficients",
    );
    expect(() => transvectant([1], [Number.NaN], 0)).toThrow(
      "transvectant: expected g to hold finite numbers, got NaN at index 0",
    );
    expect(() => transvectantSparse(-1, 2, 0)).toThrow("transvectantSparse: expected d1");
    expect(() => inducedMatrix([1, 0, 0], 2)).toThrow(
      "inducedMatrix: expected g of shape [2, 2], got 3 numbers",
    );
    expect(() => substitute([1], [1, 0, 0, Number.POSITIVE_INFINITY])).toThrow("finite numbers");
  });
});
