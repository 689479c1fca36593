export { captionAccuracy, captionTexts, scoreCaptions } from "./captions.ts";
export type { CaptionEmbeddings, CaptionParts, ScoreCaptionsOptions } from "./captions.ts";
export { decisionValues, rankFailures } from "./decision-values.ts";
export { failureDirections } from "./failure-directions.ts";
export type {
  FailureDirection,
  FailureDirections,
  FailureDirectionsOptions,
  SkippedClass,
  ValidationSamples,
} from "./failure-directions.ts";
export { failureWeights, selectFailures } from "./interventions.ts";
export type { FailureWeighting } from "./interventions.ts";
export type { Whitening } from "./whitening.ts";
