export { applyAction } from "./apply-action.ts";
export type { Axis } from "./apply-action.ts";
export type { BasisOfMaps } from "./basis-of-maps.ts";
export { casimirOperator } from "./casimir.ts";
export { clebschGordan } from "./clebsch-gordan.ts";
export type { ClebschGordan } from "./clebsch-gordan.ts";
export { decompose } from "./decompose.ts";
export type { DecomposeOptions, Decomposition, IsotypicTerm } from "./decompose.ts";
export { directSum } from "./direct-sum.ts";
export type { DirectSum } from "./direct-sum.ts";
export { dualRepresentation } from "./dual-representation.ts";
export { endomorphismsOf } from "./endomorphisms.ts";
export { equivariantBasis, invariantBasis } from "./equivariant-basis.ts";
export type { EquivariantBasisOptions } from "./equivariant-basis.ts";
export { inducedRepresentation } from "./induced-representation.ts";
export type { InducedRepresentationOptions } from "./induced-representation.ts";
export { irrepsOf } from "./irreps-of.ts";
export type {
  CompositeAction,
  DenseAction,
  LinearAction,
  MonomialAction,
} from "./linear-action.ts";
export { orthogonalized } from "./orthogonalized.ts";
export type { Orthogonalized } from "./orthogonalized.ts";
export {
  permutationRepresentation,
  quotientRepresentation,
  regularRepresentation,
} from "./permutation-representation.ts";
export type { PermutationRepresentationOptions } from "./permutation-representation.ts";
export { reducedTensorProduct } from "./reduced-tensor-product.ts";
export type { ReducedTensorProduct } from "./reduced-tensor-product.ts";
export { restrictedRepresentation } from "./restricted-representation.ts";
export type { RestrictedRepresentationOptions } from "./restricted-representation.ts";
export type { SignedOrbits } from "./signed-orbits.ts";
export { actionOf, algebraActionOf } from "./structured-representation.ts";
export type { StructuredRepresentation } from "./structured-representation.ts";
export { subrepresentation } from "./subrepresentation.ts";
export { antisymmetricPower, symmetricPower } from "./symmetric-power.ts";
export { tensorPower, tensorRepresentation } from "./tensor-representation.ts";
export { trivialRepresentation } from "./trivial-representation.ts";
