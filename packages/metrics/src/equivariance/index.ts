export { describeElement, elementToText } from "./element-description.ts";
export type { ElementDescription } from "./element-description.ts";
export { equivarianceError } from "./equivariance-error.ts";
export type { EquivarianceError, EquivarianceErrorOptions } from "./equivariance-error.ts";
export { euclideanGroupNames, sampleEuclidean } from "./euclidean-group.ts";
export type { EuclideanElement, EuclideanGroupName } from "./euclidean-group.ts";
export type { ArraysOf, Representations } from "./feature-arrays.ts";
