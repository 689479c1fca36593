import { Random } from "@erlangen/numerics";
import { circularBasis, planeRotation, sl2r, so2Irrep, substitute } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";
import { blockDiagonal } from "../lie/intertwining.ts";

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
