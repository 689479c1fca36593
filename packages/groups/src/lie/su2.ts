import { ArgumentError } from "@erlangen/numerics";
import type { CompactGroup } from "../group/group.ts";
import type { LieGroup } from "../group/lie-group.ts";
import {
  composeQuaternions,
  inverseQuaternion,
  matrixToQuaternion,
} from "../rotation/quaternion.ts";
import { quaternionToMatrix } from "../rotation/rotation-matrix.ts";
import { quaternionRule } from "./haar-rule.ts";
import { requireCoordinates } from "./require-matrix.ts";

/** Quaternions that differ by less are the same element. */
const sameElement = 1e-9;

/** How far the norm may be from 1. */
const normTolerance = 1e-4;

/**
 * The group SU(2) as unit quaternions (w, x, y, z), the double cover of SO(3) by {@link su2ToSo3}.
 *
 * Coordinates of the algebra are rotation vectors: exp(v) = (cos |v|/2, sin |v|/2 v/|v|). `algebra`
 * has them as the real matrices [4, 4] of left multiplication by i/2, j/2, k/2. `log` has norm at
 * most 2 pi. Degree in `haarRule` is twice the spin.
 *
 * Source: Hall (2015), «Lie groups, Lie algebras, and representations», chapter 1.
 *
 * ```ts
 * import { su2 } from "@erlangen/groups";
 *
 * su2.exp([0, 0, 2 * Math.PI]); // => [-1.000000000000, 0.000000000000, 0.000000000000, 0.000000000000]
 * [...su2.bracket([1, 0, 0], [0, 1, 0])]; // => [0, 0, 1]
 * ```
 */
export const su2: LieGroup<Float64Array> & CompactGroup<Float64Array> = Object.freeze<
  LieGroup<Float64Array> & CompactGroup<Float64Array>
>({
  name: "SU(2)",
  dim: 3,
  generators: [],
  algebra: [
    [0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0],
    [0, 0, -1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, -1, 0, 0],
    [0, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0],
  ].map((entries) => Float64Array.from(entries, (entry) => entry / 2)),
  get identity(): Float64Array {
    return Float64Array.of(1, 0, 0, 0);
  },
  compose(g, h) {
    requireUnit("SU(2).compose", "g", g);
    requireUnit("SU(2).compose", "h", h);
    return Float64Array.from(composeQuaternions(quaternionOf(g), quaternionOf(h)));
  },
  inverse(g) {
    requireUnit("SU(2).inverse", "g", g);
    return Float64Array.from(inverseQuaternion(quaternionOf(g)), (part) => part + 0);
  },
  equals(g, h) {
    return g.length === h.length && g.every((part, i) => Math.abs(part - h[i]) <= sameElement);
  },
  exp(x) {
    requireCoordinates("SU(2).exp", "x", x, 3);
    const angle = Math.hypot(x[0], x[1], x[2]);
    const scale = angle === 0 ? 0.5 : Math.sin(angle / 2) / angle;
    return Float64Array.of(Math.cos(angle / 2), scale * x[0], scale * x[1], scale * x[2]);
  },
  log(g) {
    requireUnit("SU(2).log", "g", g);
    const [w, x, y, z] = g;
    const sine = Math.hypot(x, y, z);
    if (sine === 0) return Float64Array.of(w < 0 ? 2 * Math.PI : 0, 0, 0);
    const scale = (2 * Math.atan2(sine, w)) / sine;
    return Float64Array.of(scale * x, scale * y, scale * z);
  },
  adjoint(g) {
    return su2ToSo3(g);
  },
  bracket(x, y) {
    requireCoordinates("SU(2).bracket", "x", x, 3);
    requireCoordinates("SU(2).bracket", "y", y, 3);
    return Float64Array.of(
      x[1] * y[2] - x[2] * y[1],
      x[2] * y[0] - x[0] * y[2],
      x[0] * y[1] - x[1] * y[0],
    );
  },
  sample(random) {
    return random.quaternion();
  },
  haarRule(degree) {
    return quaternionRule("su2.haarRule", degree);
  },
});

/**
 * The rotation that a unit quaternion covers; q and -q give the same.
 *
 * @param quaternion - (w, x, y, z) of norm 1 up to 1e-4.
 * @returns [3, 3], row-major.
 * @throws ShapeError or ArgumentError when it is no unit quaternion.
 *
 * ```ts
 * import { su2ToSo3 } from "@erlangen/groups";
 *
 * [...su2ToSo3([-1, 0, 0, 0])]; // => [1, 0, 0, 0, 1, 0, 0, 0, 1]
 * ```
 */
export function su2ToSo3(quaternion: ArrayLike<number>): Float64Array {
  requireUnit("su2ToSo3", "quaternion", quaternion);
  return quaternionToMatrix(quaternion).map((entry) => entry + 0);
}

/**
 * The two unit quaternions that cover a rotation, q and -q, the first with w >= 0.
 *
 * @param rotation - [3, 3], row-major.
 * @throws ShapeError or ArgumentError when it is no rotation.
 *
 * ```ts
 * import { so3ToSu2 } from "@erlangen/groups";
 *
 * so3ToSu2([1, 0, 0, 0, 1, 0, 0, 0, 1]).map(([w]) => w); // => [1, -1]
 * ```
 */
export function so3ToSu2(rotation: ArrayLike<number>): readonly [Float64Array, Float64Array] {
  const quaternion = Float64Array.from(matrixToQuaternion(rotation));
  return [quaternion, quaternion.map((part) => -part)];
}

/** Refuses what is no unit quaternion. */
export function requireUnit(where: string, name: string, quaternion: ArrayLike<number>): void {
  requireCoordinates(where, name, quaternion, 4);
  const norm = Math.hypot(...Array.from(quaternion));
  if (!(Math.abs(norm - 1) <= normTolerance)) {
    throw new ArgumentError(`${where}: expected ${name} to be a unit quaternion, got norm ${norm}`);
  }
}

function quaternionOf(g: Float64Array): [number, number, number, number] {
  return [g[0], g[1], g[2], g[3]];
}
