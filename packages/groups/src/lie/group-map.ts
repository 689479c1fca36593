import type { Group } from "../group/group.ts";
import { axisAngleToMatrix } from "../rotation/rotation-matrix.ts";
import { ArgumentError } from "@erlangen/numerics";
import { so2 } from "./low-dimensional-rotations.ts";
import { sl2c } from "./sl2c.ts";
import { sl2cToLorentz } from "./lorentz-group.ts";
import { su2, su2ToSo3 } from "./su2.ts";

/**
 * A homomorphism between Lie groups with its derivative: what {@link restrictedRepresentation} needs
 * to pull a representation back.
 */
export interface GroupMap<Sub, Element> {
  /** The group that maps. */
  readonly subgroup: Group<Sub>;
  /** The homomorphism. */
  readonly embed: (h: Sub) => Element;
  /** Its derivative on coordinates of the algebras. */
  readonly embedAlgebra: (x: ArrayLike<number>) => Float64Array;
}

/** The double cover of SO(3) by SU(2); the derivative is the identity. */
export const su2OverSo3: GroupMap<Float64Array, Float64Array> = Object.freeze({
  subgroup: su2,
  embed: su2ToSo3,
  embedAlgebra: (x: ArrayLike<number>) => Float64Array.from(x),
});

/** The double cover of SO(1,3)+ by SL(2,C); the derivative is the identity. */
export const sl2cOverLorentz: GroupMap<Float64Array, Float64Array> = Object.freeze({
  subgroup: sl2c,
  embed: sl2cToLorentz,
  embedAlgebra: (x: ArrayLike<number>) => Float64Array.from(x),
});

/** SO(2) in O(2), and in SL(2,R): elements stay as they are. */
export const so2InO2: GroupMap<Float64Array, Float64Array> = Object.freeze({
  subgroup: so2,
  embed: (h: Float64Array) => h,
  embedAlgebra: (x: ArrayLike<number>) => Float64Array.from(x),
});

/** SO(2) in SL(2,R): elements stay as they are, the turn is the difference of the shears. */
export const so2InSl2r: GroupMap<Float64Array, Float64Array> = Object.freeze({
  subgroup: so2,
  embed: (h: Float64Array) => h,
  embedAlgebra: (x: ArrayLike<number>) => Float64Array.of(0, -x[0] + 0, x[0]),
});

/**
 * SO(2) in SO(3) or O(3) as the rotations about an axis.
 *
 * @param axis - Of any finite norm > 0.
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { planeRotation, so2InSo3 } from "@erlangen/groups";
 *
 * so2InSo3([0, 0, 1]).embed(planeRotation(Math.PI))[0]; // => -1.000000000000
 * ```
 */
export function so2InSo3(
  axis: readonly [number, number, number],
): GroupMap<Float64Array, Float64Array> {
  const norm = Math.hypot(...axis);
  if (!(norm > 0 && Number.isFinite(norm))) {
    throw new ArgumentError(`so2InSo3: expected an axis of finite norm > 0, got norm ${norm}`);
  }
  return Object.freeze({
    subgroup: so2,
    embed: (h: Float64Array) =>
      axisAngleToMatrix({ axis: [...axis], angle: Math.atan2(h[2], h[0]) }),
    embedAlgebra: (x: ArrayLike<number>) => Float64Array.from(axis, (part) => (x[0] * part) / norm),
  });
}
