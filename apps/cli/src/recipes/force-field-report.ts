import type { Tree } from "@erlangen/tensor";
import { formatDuration, type TrainingResult } from "@erlangen/training";
import { learningCurves, parityPlot, renderReport } from "@erlangen/training/report";
import type { ForceFieldConfig } from "./force-field-config.ts";
import { shownUnits } from "./force-field-data.ts";
import type { HeldOutErrors } from "./force-field-run.ts";
import type { ModelRow } from "./result-lines.ts";

/** What a finished run has to say. */
export interface ForceFieldOutcome {
  readonly config: ForceFieldConfig;
  readonly rows: readonly ModelRow[];
  readonly result: TrainingResult<Tree>;
  readonly test: HeldOutErrors;
  /** Training steps per second, by engine. */
  readonly rates: Readonly<Record<string, number>>;
}

/** The page of a run: errors, learning curves, parity plots, settings. */
export function forceFieldReport({
  config,
  rows,
  result,
  test,
  rates,
}: ForceFieldOutcome): Promise<string> {
  const { model, training, units } = config;
  const shown = shownUnits(units);
  return renderReport({
    title: `Force field: ${config.recipe}`,
    subtitle: `${config.data}, seed ${config.seed}`,
    summary: [
      [`force MAE, ${shown.force}`, test.forceMae],
      [`energy MAE, ${shown.energy}`, test.energyMae],
      ["training", `${result.steps} steps in ${formatDuration(result.seconds)}`],
      ...Object.entries(rates).map(([name, rate]): [string, number] => [
        `steps/s on ${name}`,
        rate,
      ]),
    ],
    sections: [
      {
        heading: "Errors on held-out frames",
        table: {
          columns: [
            "model",
            `energy MAE, ${shown.energy}`,
            `force MAE, ${shown.force}`,
            "equivariance error",
          ],
          rows: rows.map((row) => [
            row.name,
            row.energyMae,
            row.forceMae,
            row.equivarianceError === 0 ? "0" : row.equivarianceError.toExponential(1),
          ]),
        },
      },
      {
        heading: "Learning",
        charts: learningCurves(result.history, [
          { metric: "forceMae", label: "force MAE", unit: shown.force, scale: shown.factor },
          { metric: "energyMae", label: "energy MAE", unit: shown.energy, scale: shown.factor },
        ]),
      },
      {
        heading: "Predicted and true",
        charts: [
          parityPlot({
            ...test.predictions.forces,
            label: "force component",
            unit: shown.force,
            scale: shown.factor,
          }),
          parityPlot({ ...test.predictions.energies, label: "energy", unit: units.energy }),
        ],
      },
      {
        heading: "Settings",
        entries: [
          ["hidden irreps", model.hidden],
          ["layers", model.layers],
          ["cutoff", `${model.cutoff} ${units.length}`],
          ["radial network", [model.radialBasis, ...model.radialHidden].join(" -> ")],
          ["batch size", training.batchSize],
          ["epochs", training.epochs],
          ["learning rate", training.learningRate],
          ["weight of energies, forces", `${training.energyWeight}, ${training.forceWeight}`],
          ["moving average of weights", training.averageDecay],
          ["neighbours of an atom, mean", config.statistics.averageNeighbors],
        ],
      },
    ],
    notes: [
      "The plain network sees raw displacements and their lengths; it has at most as many parameters and sees the same frames as often. The one with radial functions also sees the Bessel functions of the distance that NequIP sees.",
      "Equivariance error: largest difference between the force field of a moved frame and the moved force field, over 100 random motions, relative to the largest value.",
    ],
  });
}
