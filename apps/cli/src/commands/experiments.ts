import {
  experiments,
  runExperiment,
  type ExperimentResult,
} from "@erlangen/benchmarks/experiments";
import { ArgumentError } from "@erlangen/numerics";
import { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import { integerOption } from "../global-options.ts";
import { interruption } from "../interruption.ts";
import { processOutput, textTable } from "../output.ts";

interface ExperimentsOptions {
  readonly json: boolean;
  readonly quick: boolean;
  readonly seed: number | undefined;
}

/** `erlangen experiments [ID]`: what papers predict beside what is measured here. */
export function experimentsCommand(): Command {
  return new Command("experiments")
    .description("list the recorded experiments, or run one: predicted beside measured")
    .argument("[id]", "which one; without it they are listed")
    .option("--json", "print the result as one JSON object on the last line", false)
    .option("--quick", "fewer trials, for a look", false)
    .option("--seed <n>", "instead of the recorded seed", integerOption("seed", 0))
    .action(async (id: string | undefined, options: ExperimentsOptions) => {
      const output = processOutput(options.json);
      if (id === undefined) {
        output.print(
          textTable([["id", "shows"], ...experiments.map((e) => [e.id, e.title])], "left"),
        );
        output.result({
          experiments: experiments.map(({ id: name, title, paper, seed }) => ({
            id: name,
            title,
            paper,
            seed,
          })),
        });
        return;
      }
      const experiment = experiments.find((candidate) => candidate.id === id);
      if (experiment === undefined) {
        throw new ArgumentError(
          `experiments: expected one of ${experiments.map((e) => e.id).join(", ")}, got "${id}"`,
        );
      }
      const { signal, release } = interruption();
      try {
        const report = await runExperiment(experiment, {
          ...(options.seed === undefined ? {} : { seed: options.seed }),
          quick: options.quick,
          signal,
          log: (line) => output.log(line),
          onResult: (result) => output.log(row(result).join("   ")),
        });
        output.print(`${experiment.id}   ${experiment.paper}   seed ${report.seed}`);
        output.print(
          textTable([
            ["", "predicted", "measured", "tolerance", "holds"],
            ...report.results.map(row),
          ]),
        );
        output.print(`${report.holds ? "holds" : "does not hold"}, ${report.seconds.toFixed(1)} s`);
        output.result({ ...report });
        process.exitCode = report.interrupted
          ? exitCodes.interrupted
          : report.holds
            ? exitCodes.done
            : exitCodes.failed;
      } finally {
        release();
      }
    });
}

function row({ name, predicted, measured, tolerance, holds }: ExperimentResult): string[] {
  return [
    name,
    show(predicted),
    show(measured),
    tolerance === undefined ? "" : show(tolerance),
    holds ? "yes" : "NO",
  ];
}

function show(value: number | string): string {
  return typeof value === "string" ? value : String(Number(value.toPrecision(5)));
}
