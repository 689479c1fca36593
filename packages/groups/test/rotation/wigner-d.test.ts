import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import {
  anglesToMatrix,
  composeMatrices,
  inverseMatrix,
  rotationX,
  rotationY,
  wignerD,
  wignerDBatch,
  wignerDFromAngles,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose, multiply, transpose } from "../closeness.ts";

const reference = golden<{
  angles_alpha_beta_gamma: [number, number, number][];
  R: number[][][];
  D: Record<string, number[][][]>;
}>("e3nn_wigner_D");

const highest = 20;

function identity(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, n) => (n % (size + 1) === 0 ? 1 : 0));
}

describe("wignerD", () => {
  it("is that of e3nn, from matrices and from angles", () => {
    for (const [degree, matrices] of Object.entries(reference.D)) {
      for (const [n, [alpha, beta, gamma]] of reference.angles_alpha_beta_gamma.entries()) {
        const expected = matrices[n].flat();
        expectClose(wignerD(Number(degree), reference.R[n].flat()), expected, 1e-13);
        expectClose(wignerDFromAngles(Number(degree), { alpha, beta, gamma }), expected, 1e-13);
      }
    }
  });

  it("of l = 1 is the rotation itself", () => {
    const rotation = Random.fromSeed(1).rotation();
    expectClose(wignerD(1, rotation), rotation, 1e-15);
  });

  it("turns products into products and is orthogonal, up to l = 20", () => {
    const random = Random.fromSeed(2);
    for (let l = 0; l <= highest; l++) {
      for (let sample = 0; sample < 5; sample++) {
        const [g, h] = [random.rotation(), random.rotation()];
        const width = 2 * l + 1;
        const product = multiply(wignerD(l, g), wignerD(l, h), width);
        expectClose(wignerD(l, composeMatrices(g, h)), product, 1e-12);
        expectClose(
          multiply(wignerD(l, g), transpose(wignerD(l, g), width), width),
          identity(width),
          1e-12,
        );
        expectClose(wignerD(l, inverseMatrix(g)), transpose(wignerD(l, g), width), 1e-12);
      }
    }
  });

  it("is continuous at the poles, where the angles are not", () => {
    for (const beta of [0, 1e-160, 1e-12, 1e-8, Math.PI - 1e-8, Math.PI - 1e-12, Math.PI]) {
      const angles = { alpha: 0.7, beta, gamma: -1.9 };
      expectClose(wignerD(8, anglesToMatrix(angles)), wignerDFromAngles(8, angles), 1e-13);
    }
    expectClose(wignerD(6, rotationX(0)), identity(13), 1e-14);
  });

  it("has the character sin((2l+1) t/2) / sin(t/2)", () => {
    const angle = 1.3;
    for (let l = 0; l <= highest; l++) {
      const matrix = wignerD(
        l,
        composeMatrices(rotationX(0.4), composeMatrices(rotationY(angle), rotationX(-0.4))),
      );
      let trace = 0;
      for (let i = 0; i <= 2 * l; i++) {
        trace += matrix[i * (2 * l + 2)];
      }
      expect(trace).toBeCloseTo(Math.sin((l + 0.5) * angle) / Math.sin(angle / 2), 11);
    }
  });

  it("stays orthogonal for a rotation read from float32", () => {
    const rotation = Float64Array.from(Float32Array.from(Random.fromSeed(3).rotation()));
    const matrix = wignerD(10, rotation);
    expectClose(multiply(matrix, transpose(matrix, 21), 21), identity(21), 1e-13);
  });

  it("in a batch is the same as one by one", () => {
    const random = Random.fromSeed(4);
    const rotations = Array.from({ length: 7 }, () => random.rotation());
    const batch = wignerDBatch(
      4,
      rotations.flatMap((rotation) => Array.from(rotation)),
    );
    expectClose(
      batch,
      rotations.flatMap((rotation) => Array.from(wignerD(4, rotation))),
      0,
    );
    expect(wignerDBatch(3, []).length).toBe(0);
  });

  it("refuses what is no rotation and says which", () => {
    expect(() => wignerD(1, [1, 0, 0])).toThrow(
      new ShapeError("wignerD: expected rotation of shape [3, 3], got 3 numbers"),
    );
    expect(() => wignerD(1, [-1, 0, 0, 0, -1, 0, 0, 0, -1])).toThrow(
      new ArgumentError(
        "wignerD: expected determinant 1, got -1 for matrix 0; for O(3) use the matrix(g) of Irreps",
      ),
    );
    expect(() => wignerDBatch(1, [...rotationX(1), 2, 0, 0, 0, 1, 0, 0, 0, 1])).toThrow(
      "wignerDBatch: expected an orthogonal matrix, got |R R^T - 1| = 3 for matrix 1",
    );
    expect(() =>
      wignerD(
        1,
        Array.from({ length: 9 }, () => Number.NaN),
      ),
    ).toThrow("got |R R^T - 1| = NaN");
    expect(() => wignerD(-1, rotationX(0))).toThrow(
      "wignerD: expected l to be an integer >= 0, got -1",
    );
    expect(() => wignerDBatch(1, [1])).toThrow(
      "expected rotations of shape [n, 3, 3], got 1 numbers",
    );
    expect(() => wignerDFromAngles(1.5, { alpha: 0, beta: 0, gamma: 0 })).toThrow("expected l");
  });
});
