import { Command } from "commander";
import {
  integerOption,
  positiveOption,
  withGlobalOptions,
  type GlobalOptions,
} from "../global-options.ts";
import { processOutput } from "../output.ts";
import { clusterData, clusterSettings } from "../recipes/cluster-forces.ts";
import { moleculeData, moleculeSettings } from "../recipes/rmd17.ts";
import { runRecipe, type RecipeOptions } from "../recipes/run-recipe.ts";

interface TrainOptions extends GlobalOptions {
  readonly out: string | undefined;
  readonly resume: boolean;
  readonly epochs: number | undefined;
  readonly batchSize: number | undefined;
  readonly learningRate: number | undefined;
  readonly checkpointSeconds: number;
}

interface MoleculeOptions extends TrainOptions {
  readonly data: string | undefined;
  readonly molecule: string | undefined;
  readonly energyKey: string | undefined;
  readonly forcesKey: string | undefined;
  readonly split: number;
}

/** `erlangen train RECIPE`: train, evaluate, and write weights, ONNX model, metrics and a report. */
export function trainCommand(): Command {
  const train = new Command("train").description("train a recipe and evaluate it on held-out data");
  train.addCommand(
    trainingOptions(
      new Command("cluster-forces").description(
        "forces of a hot 13-atom Lennard-Jones cluster, made here",
      ),
    ).action(async (options: TrainOptions) => {
      await runRecipe("cluster-forces", {
        ...recipeOptions(options, "runs/cluster-forces"),
        settings: clusterSettings,
        data: () => Promise.resolve(clusterData(options.seed)),
        baselines: true,
      });
    }),
  );
  train.addCommand(
    trainingOptions(
      new Command("rmd17").description(
        "forces of a molecule: revised MD17, or any extended-xyz file",
      ),
    )
      .option(
        "--data <path>",
        "folder of revised MD17, or an extended-xyz file (default: $ERLANGEN_DATA/rmd17)",
      )
      .option("--molecule <name>", "folder inside --data (default: ethanol)")
      .option("--energy-key <name>", "key of the energy in an extended-xyz file (default: energy)")
      .option("--forces-key <name>", "property that holds the forces there (default: forces)")
      .option("--split <n>", "published split, from 1 to 5", integerOption("split", 1, 5), 1)
      .action(async (options: MoleculeOptions) => {
        const molecule = options.molecule ?? "ethanol";
        await runRecipe("rmd17", {
          ...recipeOptions(options, `runs/rmd17-${molecule}`),
          settings: moleculeSettings,
          data: () =>
            moleculeData({
              path: options.data,
              molecule: options.molecule,
              energyKey: options.energyKey,
              forcesKey: options.forcesKey,
              split: options.split,
              seed: options.seed,
            }),
          baselines: false,
        });
      }),
  );
  return train;
}

function trainingOptions(command: Command): Command {
  return withGlobalOptions(command)
    .option("--out <folder>", "run folder (default: below runs/)")
    .option("--resume", "go on from the checkpoint in the run folder", false)
    .option("--epochs <n>", "times through the training frames", integerOption("epochs", 1))
    .option("--batch-size <n>", "frames in a batch", integerOption("batch-size", 1))
    .option("--learning-rate <x>", "highest learning rate", positiveOption("learning-rate"))
    .option(
      "--checkpoint-seconds <x>",
      "least time between two checkpoints",
      positiveOption("checkpoint-seconds"),
      10,
    )
    .exitOverride();
}

function recipeOptions(
  options: TrainOptions,
  folder: string,
): Omit<RecipeOptions, "settings" | "data" | "baselines"> {
  return {
    output: processOutput(options.json),
    device: options.device,
    seed: options.seed,
    folder: options.out ?? folder,
    folderIsDefault: options.out === undefined,
    resume: options.resume,
    checkpointSeconds: options.checkpointSeconds,
    changes: {
      ...(options.epochs === undefined ? {} : { epochs: options.epochs }),
      ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
      ...(options.learningRate === undefined ? {} : { learningRate: options.learningRate }),
    },
  };
}
