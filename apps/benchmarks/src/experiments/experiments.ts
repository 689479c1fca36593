import type { Experiment } from "./experiment.ts";
import { csqHardnessExperiment } from "./csq-hardness/csq-hardness.ts";
import { failureDirectionsExperiment } from "./failure-directions/failure-directions.ts";
import { gulpExperiment } from "./gulp/gulp.ts";
import { gulpNetworksExperiment } from "./gulp-networks/gulp-networks.ts";
import { representationGapExperiment } from "./representation-gap/representation-gap.ts";

/** Every recorded experiment, in the order of `erlangen experiments`. */
export const experiments: readonly Experiment[] = [
  csqHardnessExperiment,
  failureDirectionsExperiment,
  gulpExperiment,
  gulpNetworksExperiment,
  representationGapExperiment,
];
