/**
 * A rotation as a unit quaternion (w, x, y, z): w = cos(t/2), (x, y, z) = sin(t/2) axis. The
 * negative quaternion is the same rotation.
 */
export type Quaternion = readonly [w: number, x: number, y: number, z: number];

/**
 * A rotation by `angle` radians about `axis`, counter-clockwise as seen from the tip of the axis.
 */
export interface AxisAngle {
  /** Direction (x, y, z); conversions to this form give norm 1. */
  readonly axis: readonly [x: number, y: number, z: number];
  /** Radians. */
  readonly angle: number;
}

/**
 * A rotation as three angles in radians: R = Ry(alpha) Rx(beta) Ry(gamma), gamma first (e3nn's
 * YXY).
 */
export interface EulerAngles {
  /** Azimuth of the image of the y axis, about y from z towards x. */
  readonly alpha: number;
  /** Angle between the y axis and its image. */
  readonly beta: number;
  /** The turn about y that comes first. */
  readonly gamma: number;
}

/**
 * A direction as two angles in radians: (x, y, z) = (sin beta sin alpha, cos beta, sin beta cos
 * alpha).
 */
export interface DirectionAngles {
  /** Azimuth about y, from z towards x. */
  readonly alpha: number;
  /** Angle to the y axis. */
  readonly beta: number;
}
