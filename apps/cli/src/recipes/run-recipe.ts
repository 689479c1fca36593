import { listDevices, useDevice } from "@erlangen/backends/devices";
import { forceField, plainNetwork } from "@erlangen/layers";
import { ArgumentError, Random } from "@erlangen/numerics";
import type { Engine, Tree } from "@erlangen/tensor";
import { ravelingOf, type TrainingResult } from "@erlangen/training";
import { interruption } from "../interruption.ts";
import type { Output } from "../output.ts";
import { packageVersion } from "../version.ts";
import { fieldOf, modelOf, type ForceFieldConfig } from "./force-field-config.ts";
import type { ForceFieldData } from "./force-field-data.ts";
import { forceFieldReport } from "./force-field-report.ts";
import {
  errorsOf,
  meanPredictions,
  statisticsOf,
  testForceField,
  trainForceField,
  type ForceFieldRun,
} from "./force-field-run.ts";
import { forceFieldSymmetry } from "./force-field-symmetry.ts";
import { prepareRunFolder } from "./prepare-run-folder.ts";
import { resultLines, type ModelRow } from "./result-lines.ts";
import { hostStepRate } from "./host-step-rate.ts";
import { writeModel } from "./write-model.ts";

/** What a recipe is run with. */
export interface RecipeOptions {
  readonly output: Output;
  readonly device: string | undefined;
  readonly seed: number;
  readonly folder: string;
  /** Whether nobody asked for this folder: an interrupted run in it is resumed, a finished one replaced. */
  readonly folderIsDefault: boolean;
  readonly resume: boolean;
  /** Least seconds between checkpoints. */
  readonly checkpointSeconds: number;
  readonly settings: Pick<ForceFieldConfig, "model" | "training">;
  /** Replacements from the command line. */
  readonly changes: Partial<ForceFieldConfig["training"]>;
  readonly data: () => Promise<ForceFieldData>;
  /** Whether to train a plain network of the same size beside, and to time the host. */
  readonly baselines: boolean;
}

/** Trains, evaluates, and writes everything into the run folder. */
export async function runRecipe(recipe: string, options: RecipeOptions): Promise<void> {
  const { output } = options;
  const started = performance.now();
  const data = await options.data();
  const config = configOf(recipe, options, data);
  const { folder, resume } = await prepareRunFolder(config, options);
  // The operators of such a model are too small to share between threads.
  const engine = await useDevice(options.device ?? "native-cpu", { threads: 1 });
  const { signal, release } = interruption();
  try {
    const field = fieldOf(config);
    const weights = ravelingOf(field.init(Random.fromSeed(0))).size;
    for (const line of await deviceLines(engine)) output.print(line);
    output.print(`  recipe   ${recipe}   ${data.description}`);
    output.print(
      `  model    nequip   ${modelOf(config).features.join(" -> ")}, ${weights} parameters, ` +
        `cutoff ${config.model.cutoff.toFixed(2)} ${data.units.length}`,
    );
    const { checkpointSeconds } = options;
    const shared = { config, data, field, engine, folder, resume, checkpointSeconds, signal };
    const run = { ...shared, label: "  nequip  " };
    const result = await trainForceField(run);
    await writeModel({ folder, output }, run, result.parameters);
    const test = await testForceField(run, result.parameters);
    const symmetry = await forceFieldSymmetry(run, result.parameters);
    const rows: ModelRow[] = [
      {
        name: "predict the mean",
        ...errorsOf(meanPredictions(data), data.units),
        equivarianceError: 0,
      },
      ...(options.baselines
        ? [await plainRow(run, weights, 0), await plainRow(run, weights, config.model.radialBasis)]
        : []),
      { name: "nequip", ...test, equivarianceError: symmetry.error },
    ];
    const rates = {
      ...(options.baselines ? { host: await hostStepRate(run) } : {}),
      [engine.name]: result.stepsPerSecond,
    };
    const metrics = {
      out: folder.path,
      seconds: (performance.now() - started) / 1000,
      trainingSeconds: result.seconds,
      steps: result.steps,
      stepsPerSecond: rates,
      status: result.status,
      test: { energyMae: test.energyMae, forceMae: test.forceMae },
      models: rows.map(({ name, energyMae, forceMae, equivarianceError }) => ({
        name,
        energyMae,
        forceMae,
        equivarianceError,
      })),
      equivarianceError: symmetry.error,
    };
    await folder.write(
      "report.html",
      await forceFieldReport({ config, rows, result, test, rates }),
    );
    await folder.writeJson("metrics.json", { ...metrics, history: result.history });
    for (const line of resultLines(rows, rates, result, data.units)) output.print(line);
    output.print(`\n  report   ${folder.file("report.html")}`);
    output.print("  next     npm run -s erlangen -- train rmd17 --data your.xyz");
    output.result(metrics);
  } finally {
    release();
    engine.dispose();
  }
}

/** What runs here, and on what this run runs. */
async function deviceLines(engine: Engine): Promise<string[]> {
  const devices = await listDevices();
  const found = devices.filter(({ available }) => available);
  const missing = devices.filter(({ available }) => !available);
  return [
    `erlangen ${packageVersion()}   node ${process.versions.node}   running on ${engine.name}`,
    `  devices  ${found.map(({ name, detail }) => `${name} (${detail})`).join("   ")}`,
    ...(missing.length === 0
      ? []
      : [
          `           not here: ${missing.map(({ name }) => name).join(", ")}   (\`erlangen devices\` says why)`,
        ]),
    "",
  ];
}

function configOf(recipe: string, options: RecipeOptions, data: ForceFieldData): ForceFieldConfig {
  const training = { ...options.settings.training, ...options.changes };
  if (training.batchSize > data.train.length) {
    throw new ArgumentError(
      `train: expected --batch-size at most ${data.train.length} (the training frames), got ${training.batchSize}`,
    );
  }
  const { model } = options.settings;
  return {
    recipe,
    seed: options.seed,
    data: data.description,
    units: data.units,
    model,
    training,
    statistics: statisticsOf(data, model.cutoff),
  };
}

/** A network of the same size without equivariance, trained on the same frames for as many epochs. */
async function plainRow<P extends Tree>(
  run: ForceFieldRun<P>,
  weights: number,
  radialBasis: number,
): Promise<ModelRow> {
  const { config } = run;
  const field = forceField(
    plainNetwork({
      species: config.statistics.species.length,
      cutoff: config.model.cutoff,
      averageNeighbors: config.statistics.averageNeighbors,
      energyScale: config.statistics.scale,
      layers: config.model.layers,
      radialBasis,
      parameterBudget: weights,
    }),
  );
  const plain = {
    ...run,
    field,
    folder: undefined,
    resume: false,
    label: radialBasis === 0 ? "  plain   " : "  plain+r ",
  };
  const result: TrainingResult<ReturnType<typeof field.init>> = await trainForceField(plain);
  const test = await testForceField(plain, result.parameters);
  const symmetry = await forceFieldSymmetry(plain, result.parameters);
  const name = radialBasis === 0 ? "plain network" : "plain network + radial";
  return { name, ...test, equivarianceError: symmetry.error };
}
