import { Random, determinant } from "@erlangen/numerics";
import { inducedMatrix, sampleSl2r, sl2r, substitute } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, multiply } from "../closeness.ts";
import { degrees, options, relative, sample, seeds, tolerance } from "./samples.ts";

describe("substitution in forms", () => {
  it("evaluates the form at the moved point", () => {
    fc.assert(
      fc.property(seeds, degrees, (seed, d) => {
        const { random, g, form } = sample(seed);
        const p = form(d);
        const [x, y] = random.normal(2);
        const at = (f: Float64Array, u: number, v: number): number =>
          f.reduce((sum, c, k) => sum + c * u ** k * v ** (d - k), 0);
        const moved = at(p, g[0] * x + g[1] * y, g[2] * x + g[3] * y);
        expect(Math.abs(at(substitute(p, g), x, y) - moved)).toBeLessThan(
          1e-9 * (1 + Math.abs(moved) + 1e3),
        );
      }),
      options,
    );
  });

  it("is a right action, whose matrices multiply and have determinant 1", () => {
    fc.assert(
      fc.property(seeds, degrees, (seed, d) => {
        const { random, g, form } = sample(seed);
        const h = sampleSl2r(random, { condition: [1, 3] });
        const p = form(d);
        const twice = substitute(substitute(p, g), h);
        expect(relative(twice, substitute(p, sl2r.compose(g, h)))).toBeLessThan(tolerance);
        const product = multiply(inducedMatrix(g, d), inducedMatrix(h, d), d + 1);
        expect(relative(inducedMatrix(sl2r.compose(g, h), d), product)).toBeLessThan(tolerance);
        expect(Math.abs(determinant(inducedMatrix(g, d), d + 1) - 1)).toBeLessThan(1e-6);
      }),
      options,
    );
    const g = sampleSl2r(Random.fromSeed(1));
    expectClose(inducedMatrix(g, 1), [g[3], g[2], g[1], g[0]], 0);
  });
});
