export { constantRate, cosineDecay, exponentialDecay, piecewiseRate } from "./schedule.ts";
export type { CosineDecayOptions, Schedule } from "./schedule.ts";
