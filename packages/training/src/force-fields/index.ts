export { atomicExamples } from "./atomic-examples.ts";
export type { AtomicBatch, AtomicExamples, AtomicExamplesOptions } from "./atomic-examples.ts";
export { EdgeCapacity } from "./edge-capacity.ts";
export { energyScaleOf, speciesIndex, speciesOf } from "./energy-scale.ts";
export type { EnergyScale } from "./energy-scale.ts";
export { forceFieldObjective } from "./force-field-objective.ts";
export type { ForceFieldObjectiveOptions } from "./force-field-objective.ts";
export { meanAbsoluteErrors, predictForces } from "./predict-forces.ts";
export type { ForcePredictions, ForcePredictor, PredictForcesOptions } from "./predict-forces.ts";
