import { determinant, matrixToAxisAngle } from "@erlangen/groups";
import type { EuclideanElement } from "./euclidean-group.ts";

/** A motion of space in words: a rotation, then the inversion x -> -x or not, then a translation. */
export interface ElementDescription {
  /** Unit vector of the axis of rotation. */
  readonly axis: readonly [x: number, y: number, z: number];
  /** Angle of rotation in [0, 180], in degrees, because people read it. */
  readonly degrees: number;
  /** Whether the inversion follows the rotation. */
  readonly inverts: boolean;
  /** In the unit of the positions. */
  readonly translation: readonly [x: number, y: number, z: number];
}

/** Describes a motion. */
export function describeElement({ matrix, translation }: EuclideanElement): ElementDescription {
  const inverts = determinant(matrix) < 0;
  const rotation = inverts ? matrix.map((entry) => -entry) : matrix;
  const { axis, angle } = matrixToAxisAngle(rotation);
  const [x, y, z] = translation;
  return { axis, degrees: (angle * 180) / Math.PI, inverts, translation: [x, y, z] };
}

/**
 * A description as a phrase: `rotation 171 deg about (0.2, 0.9, 0.4), inversion, translation (0.1, 2.0, -0.3)`; what
 * does nothing is left out.
 */
export function elementToText(element: ElementDescription): string {
  const parts = [
    ...(element.degrees === 0
      ? []
      : [`rotation ${element.degrees.toFixed(0)} deg about ${vector(element.axis)}`]),
    ...(element.inverts ? ["inversion"] : []),
    ...(element.translation.every((component) => component === 0)
      ? []
      : [`translation ${vector(element.translation)}`]),
  ];
  return parts.length === 0 ? "identity" : parts.join(", ");
}

function vector(components: readonly number[]): string {
  const texts = components.map((component) => component.toFixed(1).replace(/^-0\.0$/, "0.0"));
  return `(${texts.join(", ")})`;
}
