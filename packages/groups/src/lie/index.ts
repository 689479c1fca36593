export {
  branchO2ToDihedral,
  branchO2ToSo2,
  branchSo2ToCyclic,
  branchSo3ToSo2,
} from "./branching.ts";
export type { Branching, DihedralLabel } from "./branching.ts";
export { euclideanGroup, motionMatrix, specialEuclideanGroup } from "./euclidean-group.ts";
export { cyclicInSo2, dihedralInO2 } from "./finite-subgroup.ts";
export type { FiniteSubgroup } from "./finite-subgroup.ts";
export { sl2cOverLorentz, so2InO2, so2InSl2r, so2InSo3, su2OverSo3 } from "./group-map.ts";
export type { GroupMap } from "./group-map.ts";
export type { ProductTerm } from "./irrep-product.ts";
export {
  adjointRepresentation,
  definingRepresentation,
  killingForm,
} from "./lie-representation.ts";
export {
  lorentzBoost,
  lorentzGroup,
  lorentzToSl2c,
  properLorentzGroup,
  sl2cToLorentz,
} from "./lorentz-group.ts";
export { o2, o3, planeRotation, so2, so3 } from "./low-dimensional-rotations.ts";
export { matrixGroup } from "./matrix-group.ts";
export type { CompactMatrixGroup, MatrixGroup, MatrixGroupOptions } from "./matrix-group.ts";
export { matrixLogarithm } from "./matrix-logarithm.ts";
export { o2Irrep } from "./o2-irrep.ts";
export type { O2Irrep } from "./o2-irrep.ts";
export { orthogonalGroup, specialOrthogonalGroup } from "./orthogonal-group.ts";
export { sl2c, su2ToSl2c } from "./sl2c.ts";
export { sampleSl2r, sl2r } from "./sl2r.ts";
export type { SampleSl2rOptions } from "./sl2r.ts";
export { so2Irrep } from "./so2-irrep.ts";
export type { So2Irrep } from "./so2-irrep.ts";
export { so3ToSu2, su2, su2ToSo3 } from "./su2.ts";
export { su2Irrep } from "./su2-irrep.ts";
export type { Su2Irrep } from "./su2-irrep.ts";
export { spinCoupling, su2Matrix } from "./su2-matrix.ts";
export type { SpinCoupling } from "./su2-matrix.ts";
