export {
  anglesToAxisAngle,
  composeAxisAngles,
  inverseAxisAngle,
  matrixToAxisAngle,
  quaternionToAxisAngle,
} from "./axis-angle.ts";
export { clebschGordanExact } from "./clebsch-gordan.ts";
export {
  anglesToXyz,
  axisAngleToAngles,
  composeAngles,
  inverseAngles,
  matrixToAngles,
  quaternionToAngles,
  xyzToAngles,
} from "./euler-angles.ts";
export { so3Generators } from "./generators.ts";
export { Irrep } from "./irrep.ts";
export type { IrrepLike, IrrepOrder, Parity } from "./irrep.ts";
export { Irreps } from "./irreps.ts";
export type { IrrepsBlock, IrrepsLike, SortedIrreps } from "./irreps.ts";
export type { AxisAngle, DirectionAngles, EulerAngles, Quaternion } from "./parametrization.ts";
export {
  anglesToQuaternion,
  axisAngleToQuaternion,
  composeQuaternions,
  inverseQuaternion,
  matrixToQuaternion,
} from "./quaternion.ts";
export { RationalRoot } from "./rational-root.ts";
export { realToComplex } from "./real-to-complex.ts";
export type { ComplexMatrix } from "./real-to-complex.ts";
export {
  anglesToMatrix,
  axisAngleToMatrix,
  composeMatrices,
  determinant,
  inverseMatrix,
  quaternionToMatrix,
  rotationX,
  rotationY,
  rotationZ,
} from "./rotation-matrix.ts";
export { s2Grid } from "./s2-grid.ts";
export type { S2Grid, S2GridOptions } from "./s2-grid.ts";
export { solidHarmonicGradient } from "./solid-harmonic-gradient.ts";
export { sphericalHarmonics } from "./spherical-harmonics.ts";
export type {
  SphericalHarmonicsNormalization,
  SphericalHarmonicsOptions,
} from "./spherical-harmonics.ts";
export { wigner3j, wigner3jExact, wigner3jSparse } from "./wigner-3j.ts";
export type { TripleEntry } from "./wigner-3j.ts";
export { wignerD, wignerDBatch, wignerDFromAngles } from "./wigner-d.ts";
