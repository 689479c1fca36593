export type { ActedFunction, ArrayAction, ArrayActions, ArraysFor } from "./action-arrays.ts";
export { actionError } from "./action-error.ts";
export type { ActionError, ActionErrorOptions } from "./action-error.ts";
export type { EstimatedDerivative } from "./derivative-at-zero.ts";
export { describeElement, elementToText } from "./element-description.ts";
export type { ElementDescription } from "./element-description.ts";
export { equivarianceError } from "./equivariance-error.ts";
export type { EquivarianceError, EquivarianceErrorOptions } from "./equivariance-error.ts";
export { euclideanGroupNames, sampleEuclidean } from "./euclidean-group.ts";
export type { EuclideanElement, EuclideanGroupName } from "./euclidean-group.ts";
export type { ArraysOf, Representations } from "./feature-arrays.ts";
export { layerwiseLieDerivatives, lieDerivative } from "./lie-derivative.ts";
export type {
  ArrayMap,
  LayerMap,
  LayerwiseOptions,
  LieDerivativeOptions,
} from "./lie-derivative.ts";
export { localEquivarianceError } from "./local-equivariance-error.ts";
export type {
  GeneratorError,
  LocalEquivarianceError,
  LocalEquivarianceErrorOptions,
} from "./local-equivariance-error.ts";
export { orbitProfile } from "./orbit-profile.ts";
export type { OrbitPoint, OrbitProfile, OrbitProfileOptions } from "./orbit-profile.ts";
export { pointAction, rowAction } from "./smooth-action.ts";
export type { SmoothAction } from "./smooth-action.ts";
