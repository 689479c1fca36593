import { csqHardnessExperiment } from "./csq-hardness/csq-hardness.ts";
import type { Experiment } from "./experiment.ts";

/** Every recorded experiment, in the order of `erlangen experiments`. */
export const experiments: readonly Experiment[] = [csqHardnessExperiment];
