import { ErlangenError, Random } from "@erlangen/numerics";
import type { ForceField } from "@erlangen/layers";
import type { Engine, Tree } from "@erlangen/tensor";
import {
  adam,
  atomicExamples,
  clipByGlobalNorm,
  cosineDecay,
  energyScaleOf,
  forceFieldObjective,
  meanAbsoluteErrors,
  predictForces,
  progressBar,
  speciesOf,
  Trainer,
  type ForcePredictions,
  type TrainingResult,
} from "@erlangen/training";
import { fileCheckpoints } from "@erlangen/training/files";
import type { ForceFieldConfig } from "./force-field-config.ts";
import { shownUnits, type ForceFieldData } from "./force-field-data.ts";
import type { RunFolder } from "./run-folder.ts";

/** Statistics of the training frames, as part of a configuration. */
export function statisticsOf(data: ForceFieldData, cutoff: number): ForceFieldConfig["statistics"] {
  const species = speciesOf([...data.train, ...data.validation, ...data.test]);
  const { shifts, scale } = energyScaleOf(data.train, species);
  const examples = atomicExamples(data.train, { cutoff, species, shifts, batchSize: 1 });
  return { species, shifts, scale, averageNeighbors: examples.averageNeighbors };
}

/** A training run in a folder. */
export interface ForceFieldRun<P extends Tree> {
  readonly config: ForceFieldConfig;
  readonly data: ForceFieldData;
  readonly field: ForceField<P>;
  readonly engine: Engine;
  /** Where checkpoints go; nothing is saved without it. */
  readonly folder: RunFolder | undefined;
  readonly resume: boolean;
  /** Least seconds between checkpoints. */
  readonly checkpointSeconds: number;
  readonly label: string;
  readonly signal: AbortSignal;
}

/** The file that a run is resumed from. */
export const checkpointName = "checkpoint.safetensors";

/**
 * Trains a force field with the settings of its configuration.
 *
 * @throws ErlangenError with code `interrupted` when the signal stops it; the state is saved.
 */
export async function trainForceField<P extends Tree>(
  run: ForceFieldRun<P>,
): Promise<TrainingResult<P>> {
  const { config, data, field, engine, folder } = run;
  const { training, model, statistics } = config;
  const shown = shownUnits(config.units);
  const random = Random.fromSeed(config.seed);
  const sees = { cutoff: model.cutoff, ...statistics };
  const examples = atomicExamples(data.train, { ...sees, batchSize: training.batchSize });
  const steps = training.epochs * Math.floor(examples.length / training.batchSize);
  const validator = predictForces(field, data.validation, { ...sees, engine });
  const parameters = field.init(random.split("parameters"));
  // Compiles the program for validation first: what a run needs of memory is then taken before it starts.
  await validator(parameters);
  const result = await new Trainer({
    parameters,
    objective: forceFieldObjective(field, { ...training, scale: statistics.scale }),
    examples,
    batchSize: training.batchSize,
    epochs: training.epochs,
    optimizer: clipByGlobalNorm(adam(), 10),
    schedule: cosineDecay({
      peak: training.learningRate,
      steps,
      warmup: Math.min(100, Math.floor(steps / 10)),
      final: 0.01,
    }),
    random: random.split("training"),
    engine,
    averageDecay: training.averageDecay,
    validate: async (weights) => {
      const errors = meanAbsoluteErrors(await validator(weights));
      return { energyMae: errors.energy, forceMae: errors.force };
    },
    validateEvery: training.validateEvery,
    monitor: "forceMae",
    ...(folder === undefined ? {} : { checkpoints: fileCheckpoints(folder.file(checkpointName)) }),
    checkpointSeconds: run.checkpointSeconds,
    resume: run.resume,
    identity: identityOf(config),
    progress: progressBar(process.stderr, {
      label: run.label,
      describe: (metrics) => {
        const value = metrics["validation forceMae"] ?? metrics["forceMae"];
        return value === undefined
          ? ""
          : `force ${(value * shown.factor).toPrecision(3)} ${shown.force}`;
      },
    }),
    signal: run.signal,
  })
    .fit()
    .finally(() => validator.dispose());
  if (result.status === "interrupted") {
    throw new ErlangenError(
      "interrupted",
      folder === undefined
        ? `interrupted after ${result.steps} steps`
        : `interrupted after ${result.steps} steps; the state is saved in ${folder.path}: go on with --resume`,
    );
  }
  return result;
}

/** Two runs with the same text are the same run. */
function identityOf({ statistics, ...settings }: ForceFieldConfig): string {
  return JSON.stringify([settings, statistics.species, statistics.scale]);
}

/** Errors on held-out frames in the shown units, with the predictions. */
export interface HeldOutErrors {
  readonly energyMae: number;
  readonly forceMae: number;
  readonly predictions: ForcePredictions;
}

/** Mean absolute errors of a trained force field on the test frames. */
export async function testForceField<P extends Tree>(
  { config, data, field, engine }: ForceFieldRun<P>,
  parameters: P,
): Promise<HeldOutErrors> {
  const predict = predictForces(field, data.test, {
    cutoff: config.model.cutoff,
    ...config.statistics,
    engine,
  });
  try {
    return errorsOf(await predict(parameters), config.units);
  } finally {
    predict.dispose();
  }
}

/** Predictions with their mean absolute errors in the shown units. */
export function errorsOf(
  predictions: ForcePredictions,
  units: ForceFieldData["units"],
): HeldOutErrors {
  const { factor } = shownUnits(units);
  const { energy, force } = meanAbsoluteErrors(predictions);
  return { energyMae: energy * factor, forceMae: force * factor, predictions };
}

/** What the mean energy of the training frames and no force at all would give. */
export function meanPredictions(data: ForceFieldData): ForcePredictions {
  const mean = data.train.reduce((sum, { energy }) => sum + energy, 0) / data.train.length;
  const forces = Float64Array.from(data.test.flatMap(({ forces: f }) => [...f]));
  return {
    energies: {
      predicted: new Float64Array(data.test.length).fill(mean),
      reference: Float64Array.from(data.test, ({ energy }) => energy),
    },
    forces: { predicted: new Float64Array(forces.length), reference: forces },
  };
}
