import { Random } from "@erlangen/numerics";
import {
  formDiscriminant,
  formHessian,
  quarticInvariants,
  sampleSl2r,
  substitute,
  transvectant,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

function productOfLinear(leading: number, roots: readonly number[]): Float64Array {
  let form: Float64Array = Float64Array.of(leading);
  for (const root of roots) form = transvectant(form, [-root, 1], 0);
  return form;
}

describe("invariants of binary forms", () => {
  it("the discriminant is a^(2d-2) times the product of squared differences of roots", () => {
    const random = Random.fromSeed(80);
    for (let d = 2; d <= 7; d++) {
      const roots = Array.from(random.normal(d));
      let expected = 1.5 ** (2 * d - 2);
      roots.forEach((r, i) => roots.slice(0, i).forEach((s) => (expected *= (r - s) ** 2)));
      const found = formDiscriminant(productOfLinear(1.5, roots));
      expect(Math.abs(found / expected - 1)).toBeLessThan(1e-8);
    }
    expect(Math.abs(formDiscriminant(productOfLinear(1, [2, 2, 3])))).toBeLessThan(1e-10);
    expect(formDiscriminant([5, 3, 2])).toBeCloseTo(3 * 3 - 4 * 2 * 5, 12);
    // b^2 c^2 - 4 a c^3 - 4 b^3 d - 27 a^2 d^2 + 18 a b c d, of x^3 + 2 x^2 y + 3 x y^2 + 4 y^3.
    expect(formDiscriminant([4, 3, 2, 1])).toBeCloseTo(36 - 108 - 128 - 432 + 432, 9);
  });

  it("do not change under SL(2,R), and scale by powers of the determinant under GL(2,R)", () => {
    const random = Random.fromSeed(81);
    for (let sample = 0; sample < 20; sample++) {
      const g = sampleSl2r(random, { condition: [1, 2] });
      const quartic = random.normal(5);
      const [before, after] = [quartic, substitute(quartic, g)].map(quarticInvariants);
      expect(Math.abs(after.i - before.i)).toBeLessThan(1e-10);
      expect(Math.abs(after.j - before.j)).toBeLessThan(1e-10);
      for (const d of [2, 3, 5]) {
        const form = random.normal(d + 1);
        const moved = formDiscriminant(substitute(form, g));
        expect(Math.abs(moved / formDiscriminant(form) - 1)).toBeLessThan(1e-7);
        const scaled = formDiscriminant(substitute(form, [2, 0, 0, 1]));
        expect(Math.abs(scaled / formDiscriminant(form) / 2 ** (d * (d - 1)) - 1)).toBeLessThan(
          1e-9,
        );
      }
    }
  });

  it("are the transvectants that the classics name", () => {
    const quartic = Random.fromSeed(82).normal(5);
    const { i, j } = quarticInvariants(quartic);
    const hessian = transvectant(quartic, quartic, 2);
    expect(transvectant(quartic, quartic, 4)[0] / 2).toBeCloseTo(i, 12);
    expect(transvectant(quartic, hessian, 4)[0] / 6).toBeCloseTo(j, 12);
    expect(formDiscriminant(quartic) / (256 * (i ** 3 - 27 * j ** 2))).toBeCloseTo(1, 8);
    const cubic = Random.fromSeed(83).normal(4);
    const square = transvectant(cubic, cubic, 2);
    const ratio = transvectant(square, square, 2)[0] / formDiscriminant(cubic);
    const other = Random.fromSeed(84).normal(4);
    const otherSquare = transvectant(other, other, 2);
    expect(transvectant(otherSquare, otherSquare, 2)[0] / formDiscriminant(other)).toBeCloseTo(
      ratio,
      10,
    );
  });

  it("the Hessian vanishes on powers of a linear form, and is p_xx p_yy - p_xy^2", () => {
    expectClose(formHessian(productOfLinear(2, [3, 3, 3, 3])), [0, 0, 0, 0, 0], 1e-9);
    // x^3 + y^3: 36 x y
    expectClose(formHessian([1, 0, 0, 1]), [0, 36, 0], 1e-13);
  });

  it("refuse forms of the wrong degree", () => {
    expect(() => formDiscriminant([1, 2])).toThrow(
      "formDiscriminant: expected a form of degree >= 2, got degree 1",
    );
    expect(() => formHessian([1])).toThrow("formHessian: expected a form of degree >= 2");
    expect(() => quarticInvariants([1, 2, 3])).toThrow("expected a form of degree 4, got degree 2");
  });
});
