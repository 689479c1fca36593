export { adam, adamW, amsGrad } from "./adam.ts";
export type { AdamOptions, AdamWOptions } from "./adam.ts";
export { clipByGlobalNorm } from "./clip.ts";
export { movingAverage } from "./moving-average.ts";
export type { Optimizer, OptimizerState } from "./optimizer.ts";
export { sgd } from "./sgd.ts";
export type { SgdOptions } from "./sgd.ts";
