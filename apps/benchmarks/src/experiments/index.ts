export type { Experiment, ExperimentContext, ExperimentResult } from "./experiment.ts";
export { experiments } from "./experiments.ts";
export { between, runExperiment, within } from "./run-experiment.ts";
export type { ExperimentReport, RunExperimentOptions } from "./run-experiment.ts";
