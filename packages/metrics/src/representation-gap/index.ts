export { deterministicSamples } from "./deterministic-sampler.ts";
export type { DeterministicSamplesOptions } from "./deterministic-sampler.ts";
export type { SearchOptions } from "./euclidean-index.ts";
export {
  exactCircleGap,
  exactHopfGap,
  exactIntervalGap,
  exactRotationGap,
  exactSphereGap,
} from "./exact-gaps.ts";
export type { ExactCircleOptions } from "./exact-gaps.ts";
export {
  imageIsometries,
  matrixIsometries,
  permutationIsometries,
  signIsometries,
} from "./finite-isometries.ts";
export type { MatrixIsometriesOptions } from "./finite-isometries.ts";
export { gapCurve } from "./gap-curve.ts";
export type { GapCurve, GapCurveOptions, RowSampler } from "./gap-curve.ts";
export { idealDenoiser } from "./ideal-denoiser.ts";
export type { IdealDenoiser } from "./ideal-denoiser.ts";
export { intrinsicDimension } from "./intrinsic-dimension.ts";
export type {
  DimensionEstimate,
  DimensionMethod,
  IntrinsicDimensionOptions,
} from "./intrinsic-dimension.ts";
export type {
  AlignedPairs,
  FiniteOrbits,
  Isometries,
  OrbitMean,
  QuotientMap,
  RowPlace,
  RowTarget,
} from "./isometries.ts";
export { optimalQuantizer } from "./optimal-quantizer.ts";
export type { OptimalQuantizer, OptimalQuantizerOptions } from "./optimal-quantizer.ts";
export {
  axisRotations,
  independentRotations,
  planeRotations,
  translations,
} from "./plane-isometries.ts";
export type { Plane } from "./plane-isometries.ts";
export { finiteGroupFactor, predictGap } from "./predict-gap.ts";
export type { PredictGapOptions } from "./predict-gap.ts";
export {
  effectiveSampleSize,
  randomQuantizerConstant,
  zadorBounds,
  zadorConstant,
} from "./quantizer-constants.ts";
export type { ZadorConstant } from "./quantizer-constants.ts";
export { offManifoldError, representationGap } from "./representation-gap.ts";
export type { RepresentationGap, RepresentationGapOptions } from "./representation-gap.ts";
export { spatialIsometries } from "./spatial-isometries.ts";
