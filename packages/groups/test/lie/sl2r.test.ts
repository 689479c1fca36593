import { Random } from "@erlangen/numerics";
import { sampleSl2r, sl2r } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

describe("SL(2,R)", () => {
  it("samples condition numbers in the range asked for", () => {
    const random = Random.fromSeed(52);
    for (let n = 0; n < 200; n++) {
      const g = sampleSl2r(random, { condition: [2, 3] });
      expect(Math.abs(g[0] * g[3] - g[1] * g[2] - 1)).toBeLessThan(1e-14);
      const square = g.reduce((sum, entry) => sum + entry * entry, 0);
      // Singular values s, 1/s: s^2 + 1/s^2 = |g|^2, condition s^2.
      const condition = (square + Math.sqrt(square * square - 4)) / 2;
      expect(condition).toBeGreaterThanOrEqual(2 - 1e-9);
      expect(condition).toBeLessThanOrEqual(3 + 1e-9);
    }
    expect(() => sampleSl2r(random, { condition: [0.5, 2] })).toThrow(
      "sampleSl2r: expected condition numbers 1 <= least <= greatest, got [0.5, 2]",
    );
  });

  it("has logarithms of elliptic, parabolic and hyperbolic elements, of -1, and of no other with trace <= -2", () => {
    for (const x of [
      [0, -2.5, 2.5],
      [0, 1, 0],
      [2, 0.3, -0.1],
      [1e-9, 1, 0],
    ]) {
      expectClose(sl2r.log(sl2r.exp(x)), x, 1e-12);
    }
    expectClose(sl2r.exp(sl2r.log(Float64Array.of(-1, 0, 0, -1))), [-1, 0, 0, -1], 1e-14);
    expect(() => sl2r.log(Float64Array.of(-2, 0, 0, -0.5))).toThrow("got trace -2.5 <= -2");
    expect(() => sl2r.log(Float64Array.of(-1, 1, 0, -1))).toThrow("take the logarithm of -g");
  });
});
