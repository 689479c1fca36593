import type { Tree } from "@erlangen/tensor";
import { formatDuration, type TrainingResult } from "@erlangen/training";
import { textTable } from "../output.ts";
import { shownUnits, type ForceFieldData } from "./force-field-data.ts";

/** One line of the table of results, in the shown units. */
export interface ModelRow {
  readonly name: string;
  readonly energyMae: number;
  readonly forceMae: number;
  readonly equivarianceError: number;
}

/** The table that ends a recipe on a terminal. */
export function resultLines(
  rows: readonly ModelRow[],
  rates: Readonly<Record<string, number>>,
  result: TrainingResult<Tree>,
  units: ForceFieldData["units"],
): string[] {
  const shown = shownUnits(units);
  const table = textTable([
    ["", `energy MAE ${shown.energy}`, `force MAE ${shown.force}`, "equivariance error"],
    ...rows.map(({ name, energyMae, forceMae, equivarianceError }) => [
      name,
      energyMae.toFixed(2),
      forceMae.toFixed(2),
      equivarianceError === 0 ? "0" : equivarianceError.toExponential(1),
    ]),
  ]);
  const speeds = Object.entries(rates).map(([name, rate]) => `${name} ${rate.toPrecision(3)}`);
  return [
    "",
    ...table.split("\n").map((line) => `  ${line}`),
    "",
    `  training  ${result.steps} steps in ${formatDuration(result.seconds)}, ${result.status}`,
    `  steps per second  ${speeds.join(", ")}`,
  ];
}
