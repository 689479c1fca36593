import type { Experiment } from "./experiment.ts";

/** Every recorded experiment, in the order of `erlangen experiments`. */
export const experiments: readonly Experiment[] = [];
