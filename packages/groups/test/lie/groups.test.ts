import { Random } from "@erlangen/numerics";
import {
  euclideanGroup,
  lorentzBoost,
  lorentzGroup,
  matrixGroup,
  motionMatrix,
  o2,
  o3,
  orthogonalGroup,
  properLorentzGroup,
  sampleSl2r,
  sl2r,
  so3,
  specialEuclideanGroup,
  specialOrthogonalGroup,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";

describe("orthogonal groups", () => {
  it("have n(n-1)/2 dimensions, and generators that join all components", () => {
    for (const n of [1, 2, 3, 4, 5]) {
      expect(specialOrthogonalGroup(n).dim).toBe((n * (n - 1)) / 2);
      expect(specialOrthogonalGroup(n).generators).toEqual([]);
      const [reflection] = orthogonalGroup(n).generators;
      expect(specialOrthogonalGroup(n).contains(reflection)).toBe(false);
      expect(orthogonalGroup(n).contains(reflection)).toBe(true);
    }
    expect([so3.name, o3.name, o2.name]).toEqual(["SO(3)", "O(3)", "O(2)"]);
  });

  it("have rotation vectors as coordinates in three dimensions", () => {
    expectClose(so3.exp([0, 0, Math.PI / 2]), [0, -1, 0, 1, 0, 0, 0, 0, 1], 1e-15);
    expectClose(so3.bracket([1, 0, 0], [0, 1, 0]), [0, 0, 1], 0);
    expectClose(so3.adjoint(so3.exp([0.3, -1, 2])), so3.exp([0.3, -1, 2]), 1e-14);
  });

  it("sample both components of O(n) alike", () => {
    const random = Random.fromSeed(50);
    const o4 = orthogonalGroup(4);
    const so4 = specialOrthogonalGroup(4);
    let proper = 0;
    for (let n = 0; n < 400; n++) proper += so4.contains(o4.sample(random)) ? 1 : 0;
    expect(Math.abs(proper - 200)).toBeLessThan(50);
  });

  it("refuse sizes, reflections and matrices that do not belong", () => {
    expect(() => specialOrthogonalGroup(0)).toThrow(
      "specialOrthogonalGroup: expected n to be an integer from 1 to 64, got 0",
    );
    expect(() => orthogonalGroup(2.5)).toThrow("orthogonalGroup: expected n");
    expect(() => o3.log(o3.generators[0])).toThrow(
      "O(3).log: expected g to be the exponential of some X, got determinant -1",
    );
    expect(() => so3.inverse(o3.generators[0])).toThrow("element of SO(3)");
  });
});

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

describe("Lorentz groups", () => {
  it("add rapidities along one direction", () => {
    const lorentz = properLorentzGroup();
    const [a, b] = [lorentzBoost([0.3, 0.4, 0]), lorentzBoost([0.6, 0.8, 0])];
    expectClose(lorentz.compose(a, b), lorentzBoost([0.9, 1.2, 0]), 1e-14);
    expectClose(lorentz.log(a), [0.3, 0.4, 0, 0, 0, 0], 1e-14);
    expectClose(lorentzBoost([0, 0]), [1, 0, 0, 0, 1, 0, 0, 0, 1], 0);
  });

  it("turn by Thomas and Wigner where boosts do not commute", () => {
    const lorentz = properLorentzGroup();
    const bracket = lorentz.bracket([1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]);
    expectClose(bracket, [0, 0, 0, 0, 0, -1], 0);
  });

  it("reach all four components, of which one has logarithms", () => {
    const full = lorentzGroup();
    const random = Random.fromSeed(53);
    const components = new Set<string>();
    for (let n = 0; n < 60; n++) {
      const g = full.sample(random);
      const orthochronous = g[0] > 0;
      const parity = properLorentzGroup().contains(
        g.map((entry) => (orthochronous ? entry : -entry)),
      );
      components.add(`${orthochronous} ${parity}`);
    }
    expect(components.size).toBe(4);
    for (const generator of full.generators) {
      expect(() => full.log(generator)).toThrow("O(1,3).log: expected g to be the exponential");
      expect(properLorentzGroup().contains(generator)).toBe(false);
    }
    expect(() => lorentzGroup(0)).toThrow("lorentzGroup: expected n");
    expect(() => properLorentzGroup(17)).toThrow("properLorentzGroup: expected n");
  });
});

describe("matrixGroup", () => {
  it("gives a group declared by its algebra everything else", () => {
    const scalings = matrixGroup({ name: "R+ x C2", size: 1, algebra: [[1]], generators: [[-1]] });
    expectClose(scalings.exp([2]), [Math.E ** 2], 1e-13);
    expectClose(scalings.inverse(Float64Array.of(-4)), [-0.25], 0);
    const signs = new Set<number>();
    const random = Random.fromSeed(54);
    for (let n = 0; n < 50; n++) signs.add(Math.sign(scalings.sample(random)[0]));
    expect(signs.size).toBe(2);
    expect(scalings.contains([Number.NaN])).toBe(false);
    const finite = matrixGroup({ name: "C2", size: 1, generators: [[-1]] });
    expect(finite.dim).toBe(0);
    expectClose(finite.exp([]), [1], 0);
  });

  it("refuses what is no basis, no Lie algebra and no generator", () => {
    expect(() => matrixGroup({ name: "x", size: 2, algebra: [[1]] })).toThrow(
      "matrixGroup: expected algebra[0] of shape [2, 2], got 1 numbers",
    );
    expect(() => matrixGroup({ name: "x", size: 1, algebra: [[1], [2]] })).toThrow(
      "expected a basis of the algebra that is orthogonal entry by entry, got algebra[1]",
    );
    expect(() => matrixGroup({ name: "x", size: 1, algebra: [[0]] })).toThrow("is zero");
    expect(() =>
      matrixGroup({ name: "x", size: 1, generators: [[2]], invariantForms: [[1]] }),
    ).toThrow("x.generators: expected g to be an element of x");
    const open = matrixGroup({
      name: "x",
      size: 2,
      algebra: [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ],
    });
    expect(() => open.bracket([1, 0], [0, 1])).toThrow(
      "x.bracket: expected a result in the span of the algebra",
    );
    expect(() => matrixGroup({ name: "x", size: 0 })).toThrow("expected size");
  });

  it("hands out fresh identities", () => {
    so3.identity[0] = 5;
    expect(multiply(so3.identity, so3.identity, 3)[0]).toBe(1);
  });
});
