import { sphericalHarmonics as referenceHarmonics } from "@erlangen/groups";
import { ArgumentError, Random } from "@erlangen/numerics";
import { sphericalHarmonics } from "@erlangen/layers";
import { grad, mul, slice, square, sum, tensor, zeros, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../central-differences.ts";
import { expectClose } from "../closeness.ts";

describe("sphericalHarmonics", () => {
  it("agrees with the float64 harmonics of groups, in all normalisations", () => {
    const points = Random.fromSeed(2).normal(60);
    for (const normalization of ["component", "norm", "integral"] as const) {
      for (const normalize of [true, false]) {
        const y = sphericalHarmonics(5, tensor(points, [20, 3]), { normalization, normalize });
        const expected = referenceHarmonics(5, points, { normalization, normalize });
        expectClose(y, tensor(expected, [20, 36]));
      }
    }
  });

  it("takes degrees in any order, repeated, polar or axial", () => {
    const points = tensor(Random.fromSeed(2).normal(6), [2, 3]);
    const all = sphericalHarmonics(2, points);
    const picked = sphericalHarmonics("2e + 2x1e", points);
    expectClose(slice(picked, ["...", [0, 5]]), slice(all, ["...", [4, 9]]));
    expectClose(slice(picked, ["...", [8, 11]]), slice(all, ["...", [1, 4]]));
    expect(() => sphericalHarmonics("1o + 2o", points)).toThrow(
      new ArgumentError(
        'sphericalHarmonics: expected irreps of the harmonics of a polar (0e, 1o, 2e, ...) or axial (0e, 1e, 2e, ...) vector, got "1x1o+1x2o"',
      ),
    );
  });

  it("gives Y_0 and zeros for the zero vector, with derivatives of 0 to every order", () => {
    const at = (v: Tensor): Tensor => sphericalHarmonics(3, v, { normalization: "component" });
    expect([...at(zeros([3])).data]).toEqual([1, ...new Array<number>(15).fill(0)]);
    let f = (v: Tensor): Tensor => sum(square(at(v)));
    for (let order = 0; order < 3; order++) {
      const slope = grad(f);
      expect([...slope(zeros([3])).data].every((value) => value === 0)).toBe(true);
      f = (v) => sum(slope(v));
    }
  });

  it("agrees with central differences in first and second order", () => {
    const random = Random.fromSeed(4);
    const weights = tensor(random.normal(16));
    const f = (v: Tensor): Tensor => sum(square(sum(mul(sphericalHarmonics(3, v), weights), -1)));
    expectDerivatives(f, tensor(random.normal(6), [2, 3]), random);
  });
});
