import { Random } from "@erlangen/numerics";
import type { GroupMap, LieGroup } from "@erlangen/groups";
import {
  axisAngleToMatrix,
  composeMatrices,
  lorentzBoost,
  lorentzToSl2c,
  o2,
  properLorentzGroup,
  sl2c,
  sl2cOverLorentz,
  sl2cToLorentz,
  sl2r,
  so2InO2,
  so2InSl2r,
  so2InSo3,
  so3,
  so3ToSu2,
  su2,
  su2OverSo3,
  su2ToSl2c,
  su2ToSo3,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

const lorentz = properLorentzGroup();

const maps: readonly [string, GroupMap<Float64Array, Float64Array>, LieGroup<Float64Array>][] = [
  ["SU(2) over SO(3)", su2OverSo3, so3],
  ["SL(2,C) over SO(1,3)+", sl2cOverLorentz, lorentz],
  ["SO(2) in O(2)", so2InO2, o2],
  ["SO(2) in SL(2,R)", so2InSl2r, sl2r],
  ["SO(2) in SO(3)", so2InSo3([1, -2, 3]), so3],
];

describe.each(maps)("%s", (_, { subgroup, embed, embedAlgebra }, target) => {
  it("is a homomorphism with the derivative that it claims", () => {
    const random = Random.fromSeed(40);
    const source = subgroup as LieGroup<Float64Array>;
    for (let sample = 0; sample < 30; sample++) {
      const [g, h] = [source.sample(random), source.sample(random)];
      const product = target.compose(embed(g), embed(h));
      expectClose(
        embed(source.compose(g, h)),
        product,
        1e-10 * Math.max(1, ...product.map(Math.abs)),
      );
      const x = random.normal(source.dim);
      expectClose(embed(source.exp(x)), target.exp(embedAlgebra(x)), 1e-10 * 100);
    }
  });
});

describe("double covers", () => {
  it("are two to one: both lifts of a rotation cover it", () => {
    const random = Random.fromSeed(41);
    for (const rotation of [
      ...Array.from({ length: 20 }, () => random.rotation()),
      axisAngleToMatrix({ axis: [1, 1, 0], angle: Math.PI }),
    ]) {
      const [q, minus] = so3ToSu2(rotation);
      expectClose(
        minus,
        q.map((part) => -part),
        0,
      );
      expectClose(su2ToSo3(q), rotation, 1e-14);
      expectClose(su2ToSo3(minus), rotation, 1e-14);
      expect(su2.equals(q, minus)).toBe(false);
    }
  });

  it("lift Lorentz transformations, half turns and light-like limits included", () => {
    const random = Random.fromSeed(42);
    const halfTurn = lorentz.exp([0, 0, 0, Math.PI, 0, 0]);
    const parabolic = lorentz.exp([0, 1, 0, 1, 0, 0]);
    for (const element of [
      ...Array.from({ length: 20 }, () => lorentz.sample(random)),
      halfTurn,
      lorentz.compose(halfTurn, lorentzBoost([3, 0, 0])),
      lorentz.compose(halfTurn, lorentzBoost([0, 2, 1])),
      parabolic,
      lorentzBoost([0, 0, 8]),
      lorentz.identity,
    ]) {
      const scale = Math.max(...element.map(Math.abs));
      for (const lift of lorentzToSl2c(element)) {
        expectClose(sl2cToLorentz(lift), element, 1e-13 * scale);
      }
      expectClose(lorentz.exp(lorentz.log(element)), element, 1e-12 * scale);
    }
    expectClose(lorentz.log(parabolic), [0, 1, 0, 1, 0, 0], 1e-13);
  });

  it("agree: SU(2) acts inside SL(2,C) by its rotations", () => {
    const random = Random.fromSeed(43);
    const [q, r] = [random.quaternion(), random.quaternion()];
    const rotation = su2ToSo3(q);
    const inside = sl2cToLorentz(su2ToSl2c(q));
    expectClose(
      rotation,
      [5, 6, 7, 9, 10, 11, 13, 14, 15].map((at) => inside[at]),
      1e-14,
    );
    expectClose(su2ToSl2c(su2.compose(q, r)), sl2c.compose(su2ToSl2c(q), su2ToSl2c(r)), 1e-14);
    expectClose(su2ToSo3(su2.compose(q, r)), composeMatrices(rotation, su2ToSo3(r)), 1e-14);
  });

  it("know the logarithm of -1, and that some elements have none", () => {
    const minusOne = sl2c.identity.map((part) => -part);
    expectClose(sl2c.exp(sl2c.log(minusOne)), minusOne, 1e-14);
    expect(() => sl2c.log(Float64Array.of(-1, 0, 1, 0, 0, 0, -1, 0))).toThrow(
      "SL(2,C).log: expected g to be an exponential",
    );
    expectClose(su2.exp(su2.log(Float64Array.of(-1, 0, 0, 0))), [-1, 0, 0, 0], 1e-15);
    expectClose(su2.log(su2.identity), [0, 0, 0], 0);
  });

  it("refuse what they do not cover", () => {
    expect(() => su2ToSo3([1, 1, 0, 0])).toThrow("expected quaternion to be a unit quaternion");
    expect(() => su2ToSo3([1, 0, 0])).toThrow("expected quaternion of shape [4], got [3]");
    expect(() => sl2cToLorentz(Float64Array.of(2, 0, 0, 0, 0, 0, 1, 0))).toThrow(
      "sl2cToLorentz: expected determinant 1, got 2 + 0 i",
    );
    expect(() => sl2cToLorentz(new Float64Array(4))).toThrow("eight numbers, got 4 numbers");
    expect(() => lorentzToSl2c(lorentz.identity.map((entry) => -entry))).toThrow(
      "expected lorentz to be an element of SO(1,3)+",
    );
    expect(() => so2InSo3([0, 0, 0])).toThrow("so2InSo3: expected an axis");
  });
});
