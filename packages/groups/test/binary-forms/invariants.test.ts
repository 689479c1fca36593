import { Random } from "@erlangen/numerics";
import {
  circularBasis,
  countCovariants,
  formDiscriminant,
  formHessian,
  planeRotation,
  quarticInvariants,
  sampleSl2r,
  sl2r,
  so2Irrep,
  substitute,
  transvectant,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";
import { blockDiagonal } from "../lie/intertwining.ts";

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

describe("countCovariants", () => {
  it("knows the rings of invariants of quadratics to sextics and the octavic", () => {
    const counts = (d: number, last: number): bigint[] =>
      Array.from({ length: last + 1 }, (_, degree) => countCovariants(d, { degree }));
    expect(counts(2, 6)).toEqual([1n, 0n, 1n, 0n, 1n, 0n, 1n]);
    expect(counts(3, 8)).toEqual([1n, 0n, 0n, 0n, 1n, 0n, 0n, 0n, 1n]);
    expect(counts(4, 6)).toEqual([1n, 0n, 1n, 1n, 1n, 1n, 2n]);
    // Generators of degrees 4, 8, 12, 18 with one relation of degree 36.
    expect(countCovariants(5, { degree: 18 })).toBe(1n);
    expect(countCovariants(5, { degree: 8 })).toBe(2n);
    // Generators of degrees 2, 4, 6, 10, 15.
    expect(countCovariants(6, { degree: 15 })).toBe(1n);
    expect(countCovariants(6, { degree: 10 })).toBe(6n);
    // Generators of degrees 2, 3, 4, 5, 6, 7, 8, 9, 10.
    expect(counts(8, 5)).toEqual([1n, 0n, 1n, 1n, 2n, 2n]);
  });

  it("adds up to the dimension of the symmetric power", () => {
    for (const [d, degree] of [
      [3, 4],
      [4, 5],
      [6, 6],
    ]) {
      let dimension = 0n;
      for (let order = 0; order <= d * degree; order++) {
        dimension += countCovariants(d, { degree, order }) * BigInt(order + 1);
      }
      let binomial = 1;
      for (let i = 1; i <= degree; i++) binomial = (binomial * (d + i)) / i;
      expect(dimension).toBe(BigInt(binomial));
    }
    expect(countCovariants(2, { degree: 1, order: 3 })).toBe(0n);
    expect(() => countCovariants(2, { degree: -1 })).toThrow("countCovariants: expected degree");
  });
});

describe("circularBasis", () => {
  it("splits forms into irreps of SO(2) and is inverted by its inverse", () => {
    const random = Random.fromSeed(85);
    for (const d of [0, 1, 2, 5, 8, 13]) {
      const { frequencies, matrix, inverse } = circularBasis(d);
      const width = d + 1;
      const unit = Float64Array.from({ length: width ** 2 }, (_, i) =>
        i % (width + 1) === 0 ? 1 : 0,
      );
      expectClose(multiply(matrix, inverse, width), unit, 1e-12);
      const rotation = planeRotation(random.normal(1)[0]);
      const form = random.normal(width);
      const moved = substitute(form, sl2r.inverse(rotation));
      const irreps = frequencies.map((k) => so2Irrep(k));
      const blocks = blockDiagonal(
        irreps.map((irrep) => ({ matrix: irrep.matrix(rotation), dim: irrep.dim })),
      );
      const turned = multiply(multiply(inverse, blocks, width), matrix, width);
      const expected = Float64Array.from({ length: width }, (_, i) =>
        form.reduce((sum, c, k) => sum + turned[i * width + k] * c, 0),
      );
      expectClose(moved, expected, 1e-11);
    }
    expectClose(transpose(circularBasis(1).matrix, 2), circularBasis(1).inverse, 1e-15);
    expect(() => circularBasis(1.5)).toThrow("circularBasis: expected d");
  });
});
