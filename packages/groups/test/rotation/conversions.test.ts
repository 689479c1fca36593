import { Random, ShapeError } from "@erlangen/numerics";
import {
  anglesToAxisAngle,
  anglesToMatrix,
  anglesToQuaternion,
  anglesToXyz,
  axisAngleToAngles,
  axisAngleToMatrix,
  axisAngleToQuaternion,
  composeAngles,
  composeAxisAngles,
  composeMatrices,
  composeQuaternions,
  determinant,
  inverseAngles,
  inverseAxisAngle,
  inverseMatrix,
  inverseQuaternion,
  matrixToAngles,
  matrixToAxisAngle,
  matrixToQuaternion,
  quaternionToAngles,
  quaternionToAxisAngle,
  quaternionToMatrix,
  rotationX,
  rotationY,
  rotationZ,
  xyzToAngles,
} from "@erlangen/groups";
import type { AxisAngle, EulerAngles, Quaternion } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose } from "../closeness.ts";

type Triple = [number, number, number];

const reference = golden<{
  quaternion: Quaternion[];
  quaternion_to_matrix: number[][][];
  quaternion_to_angles: Triple[];
  quaternion_to_axis_angle: { axis: Triple[]; angle: number[] };
  compose_quaternion_i_with_i_plus_1: number[][];
  inverse_quaternion: number[][];
  axis: Triple[];
  angle: number[];
  axis_angle_to_matrix: number[][][];
  axis_angle_to_quaternion: number[][];
  axis_angle_to_angles: Triple[];
  angles1: Triple[];
  angles2: Triple[];
  angles_to_matrix: number[][][];
  angles_to_quaternion: number[][];
  compose_angles: Triple[];
  inverse_angles: Triple[];
  matrix_x: number[][][];
  matrix_y: number[][][];
  matrix_z: number[][][];
  xyz: Triple[];
  xyz_to_angles: [number, number][];
}>("e3nn_rotations");

const toAngles = ([alpha, beta, gamma]: Triple): EulerAngles => ({ alpha, beta, gamma });
const fromAngles = ({ alpha, beta, gamma }: EulerAngles): Triple => [alpha, beta, gamma];
const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
/** e3nn takes arccosines, which lose digits near the poles; its file is right to this. */
const arccosine = 1e-9;

describe("rotation conversions", () => {
  const indices = reference.quaternion.map((_, n) => n);

  it("of quaternions are those of e3nn", () => {
    for (const n of indices) {
      const q = reference.quaternion[n];
      expectClose(quaternionToMatrix(q), reference.quaternion_to_matrix[n].flat());
      expectClose(fromAngles(quaternionToAngles(q)), reference.quaternion_to_angles[n], arccosine);
      const { axis, angle } = quaternionToAxisAngle(q);
      expectClose(axis, reference.quaternion_to_axis_angle.axis[n]);
      expect(angle).toBeCloseTo(reference.quaternion_to_axis_angle.angle[n], 9);
      const next = reference.quaternion[(n + 1) % reference.quaternion.length];
      expectClose(composeQuaternions(q, next), reference.compose_quaternion_i_with_i_plus_1[n]);
      expectClose(inverseQuaternion(q), reference.inverse_quaternion[n]);
    }
  });

  it("of axes and angles are those of e3nn", () => {
    for (const n of indices) {
      const rotation: AxisAngle = { axis: reference.axis[n], angle: reference.angle[n] };
      expectClose(axisAngleToMatrix(rotation), reference.axis_angle_to_matrix[n].flat());
      expectClose(axisAngleToQuaternion(rotation), reference.axis_angle_to_quaternion[n]);
      const angles = fromAngles(axisAngleToAngles(rotation));
      expectClose(angles, reference.axis_angle_to_angles[n], arccosine);
    }
  });

  it("of three angles are those of e3nn", () => {
    for (const n of indices) {
      const [first, second] = [toAngles(reference.angles1[n]), toAngles(reference.angles2[n])];
      expectClose(anglesToMatrix(first), reference.angles_to_matrix[n].flat());
      expectClose(anglesToQuaternion(first), reference.angles_to_quaternion[n]);
      const composed = fromAngles(composeAngles(first, second));
      expectClose(composed, reference.compose_angles[n], arccosine);
      expectClose(fromAngles(inverseAngles(first)), reference.inverse_angles[n]);
    }
  });

  it("of turns about the axes and of directions are those of e3nn", () => {
    for (const n of indices) {
      const [angle] = reference.angles1[n];
      expectClose(rotationX(angle), reference.matrix_x[n].flat());
      expectClose(rotationY(angle), reference.matrix_y[n].flat());
      expectClose(rotationZ(angle), reference.matrix_z[n].flat());
      const { alpha, beta } = xyzToAngles(reference.xyz[n]);
      expectClose([alpha, beta], reference.xyz_to_angles[n], arccosine);
    }
  });

  it("lead back to the same matrix from every form, near the half turn and the identity too", () => {
    const random = Random.fromSeed(7);
    for (const angle of [0, 1e-9, 1e-4, 1, 3, Math.PI - 1e-4, Math.PI - 1e-9, Math.PI]) {
      for (let sample = 0; sample < 20; sample++) {
        const [x, y, z] = random.normal(3);
        const matrix = axisAngleToMatrix({ axis: [x, y, z], angle });
        const tolerance = 1e-14;
        expectClose(quaternionToMatrix(matrixToQuaternion(matrix)), matrix, tolerance);
        expectClose(axisAngleToMatrix(matrixToAxisAngle(matrix)), matrix, tolerance);
        expectClose(anglesToMatrix(matrixToAngles(matrix)), matrix, tolerance);
        expectClose(
          axisAngleToMatrix(anglesToAxisAngle(matrixToAngles(matrix))),
          matrix,
          tolerance,
        );
        expect(matrixToAxisAngle(matrix).angle).toBeCloseTo(angle, 13);
      }
    }
  });

  it("keep all digits where beta is near 0 or pi and alpha, gamma are not determined", () => {
    for (const beta of [0, 1e-12, 1e-7, Math.PI - 1e-7, Math.PI]) {
      const matrix = anglesToMatrix({ alpha: 0.3, beta, gamma: 1.1 });
      expectClose(anglesToMatrix(matrixToAngles(matrix)), matrix, 1e-14);
    }
  });

  it("give the same products and inverses in every form", () => {
    const random = Random.fromSeed(8);
    for (let sample = 0; sample < 20; sample++) {
      const [g, h] = [random.rotation(), random.rotation()];
      const product = composeMatrices(g, h);
      const [p, q] = [matrixToQuaternion(g), matrixToQuaternion(h)];
      expectClose(quaternionToMatrix(composeQuaternions(p, q)), product, 1e-14);
      const turned = composeAxisAngles(matrixToAxisAngle(g), matrixToAxisAngle(h));
      expectClose(axisAngleToMatrix(turned), product, 1e-14);
      expectClose(composeMatrices(g, inverseMatrix(g)), identity, 1e-14);
      const back = axisAngleToMatrix(inverseAxisAngle(matrixToAxisAngle(g)));
      expectClose(composeMatrices(g, back), identity, 1e-14);
      expect(determinant(product)).toBeCloseTo(1, 13);
    }
  });

  it("send a direction's angles to its unit vector and back", () => {
    expectClose(
      anglesToXyz(xyzToAngles([1, 2, 3])),
      [1, 2, 3].map((x) => x / Math.sqrt(14)),
      1e-15,
    );
    expect(xyzToAngles([0, 0, 0])).toEqual({ alpha: 0, beta: 0 });
  });

  it("know the identity in every form", () => {
    expect([...axisAngleToMatrix({ axis: [0, 0, 0], angle: 0 })]).toEqual(identity);
    expect(axisAngleToQuaternion({ axis: [0, 0, 0], angle: 0 })).toEqual([1, 0, 0, 0]);
    expect(quaternionToAxisAngle([1, 0, 0, 0])).toEqual({ axis: [1, 0, 0], angle: 0 });
  });

  it("refuse what is no rotation", () => {
    expect(() => quaternionToMatrix([1, 0, 0])).toThrow(
      new ShapeError("quaternionToMatrix: expected quaternion of shape [4], got [3]"),
    );
    expect(() => quaternionToMatrix([0, 0, 0, 0])).toThrow(
      "expected a quaternion of finite norm > 0",
    );
    expect(() => axisAngleToMatrix({ axis: [0, 0, 0], angle: 1 })).toThrow("expected an axis");
    expect(() => composeMatrices(identity, [1])).toThrow("expected second of shape [3, 3]");
    expect(() => matrixToQuaternion([...identity, ...identity])).toThrow("of shape [3, 3]");
    expect(() => matrixToAngles([...identity, ...identity])).toThrow("of shape [3, 3]");
    expect(() => matrixToAngles([2, 0, 0, 0, 1, 0, 0, 0, 1])).toThrow(
      "expected an orthogonal matrix",
    );
    expect(() => xyzToAngles([1])).toThrow("expected xyz of shape [3], got [1]");
  });
});
