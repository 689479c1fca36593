export { canonicalCorrelations, cca, meanSquaredCca } from "./cca.ts";
export type { DecompositionOptions } from "./decomposed.ts";
export { embedDistances } from "./embed-distances.ts";
export type { Embedding } from "./embed-distances.ts";
export type { Features, PreparationOptions } from "./features.ts";
export { gulp, gulpPath } from "./gulp.ts";
export type { GulpOptions, GulpPathOptions } from "./gulp.ts";
export { gulpMatrix, similarityMatrix } from "./gulp-matrix.ts";
export type { Networks, SimilarityMatrix } from "./gulp-matrix.ts";
export { gulpOfMoments, gulpPopulation } from "./gulp-of-moments.ts";
export type {
  Covariances,
  GulpOfMomentsOptions,
  GulpPopulationOptions,
} from "./gulp-of-moments.ts";
export { linearCka, linearCkaOfMoments } from "./linear-cka.ts";
export type { PairMoments } from "./moments.ts";
export { procrustes, procrustesOfMoments } from "./procrustes.ts";
export { pwcca } from "./pwcca.ts";
export { ridgeCca } from "./ridge-cca.ts";
export type { RidgeCcaOptions } from "./ridge-cca.ts";
export { streamMoments } from "./stream-moments.ts";
export type { FeatureStream, StreamMomentsOptions } from "./stream-moments.ts";
