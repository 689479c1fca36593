import { Random } from "@erlangen/numerics";
import { euclideanGroup, motionMatrix, specialEuclideanGroup } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, transpose } from "../closeness.ts";

describe("Euclidean groups", () => {
  it("move points, and undo it", () => {
    const se3 = specialEuclideanGroup(3);
    const random = Random.fromSeed(51);
    const rotation = random.rotation();
    const motion = motionMatrix(rotation, [1, 2, 3]);
    expectClose(motion.slice(12), [0, 0, 0, 1], 0);
    expect(se3.contains(motion)).toBe(true);
    expectClose(se3.inverse(motion).slice(0, 3), transpose(rotation, 3).slice(0, 3), 1e-14);
  });

  it("have screws as logarithms, half turns included", () => {
    const se3 = specialEuclideanGroup(3);
    const halfTurn = se3.exp([Math.PI, 0, 0, 5, 0, 2]);
    expectClose(se3.exp(se3.log(halfTurn)), halfTurn, 1e-13);
    expectClose(
      se3.log(motionMatrix([1, 0, 0, 0, 1, 0, 0, 0, 1], [4, 5, 6])),
      [0, 0, 0, 4, 5, 6],
      1e-14,
    );
  });

  it("refuse a shear, a last row that is not (0, 1), and the logarithm of a reflection", () => {
    const e2 = euclideanGroup(2);
    expect(e2.contains([1, 1, 0, 0, 1, 0, 0, 0, 1])).toBe(false);
    expect(e2.contains([1, 0, 0, 0, 1, 0, 0, 1, 1])).toBe(false);
    expect(() => e2.log(e2.generators[0])).toThrow("E(2).log");
    expect(() => euclideanGroup(0)).toThrow("euclideanGroup: expected n");
    expect(() => specialEuclideanGroup(33)).toThrow("specialEuclideanGroup: expected n");
  });
});
