export { constantRate, cosineDecay, exponentialDecay, piecewiseRate } from "./schedule.ts";
export type { CosineDecayOptions, ExponentialDecayOptions, Schedule } from "./schedule.ts";
