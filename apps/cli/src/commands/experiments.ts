import {
  experiments,
  runExperiment,
  type ExperimentReport,
  type ExperimentResult,
} from "@erlangen/benchmarks/experiments";
import { writeFileAtomically } from "@erlangen/data/files";
import { ArgumentError } from "@erlangen/numerics";
import { renderReport, type ReportSection } from "@erlangen/training/report";
import { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import { integerOption } from "../global-options.ts";
import { interruption } from "../interruption.ts";
import { processOutput, textTable } from "../output.ts";

interface ExperimentsOptions {
  readonly json: boolean;
  readonly quick: boolean;
  readonly seed: number | undefined;
  readonly report: string | undefined;
}

/** `erlangen experiments [ID]`: what papers predict beside what is measured here. */
export function experimentsCommand(): Command {
  return new Command("experiments")
    .description("list the recorded experiments, or run one: predicted beside measured")
    .argument("[id]", "which one; without it they are listed")
    .option("--json", "print the result as one JSON object on the last line", false)
    .option("--quick", "fewer trials, for a look", false)
    .option(
      "--report <file>",
      "write an HTML page with the results and the plots, if there are any",
    )
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
      const sections: ReportSection[] = [];
      try {
        const report = await runExperiment(experiment, {
          ...(options.seed === undefined ? {} : { seed: options.seed }),
          quick: options.quick,
          signal,
          log: (line) => output.log(line),
          onResult: (result) => output.log(row(result).join("   ")),
          onSection: (section) => sections.push(section),
        });
        output.print(`${experiment.id}   ${experiment.paper}   seed ${report.seed}`);
        output.print(
          textTable([
            ["", "predicted", "measured", "tolerance", "holds"],
            ...report.results.map(row),
          ]),
        );
        output.print(`${report.holds ? "holds" : "does not hold"}, ${report.seconds.toFixed(1)} s`);
        if (options.report !== undefined) {
          const page = await experimentReport(experiment.title, report, sections);
          await writeFileAtomically(options.report, [page]);
          output.log(`report  ${options.report}`);
        }
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

function experimentReport(
  title: string,
  report: ExperimentReport,
  sections: readonly ReportSection[],
): Promise<string> {
  return renderReport({
    title,
    subtitle: report.paper,
    summary: [
      ["holds", report.holds ? "yes" : "no"],
      ["seed", String(report.seed)],
      ["seconds", report.seconds.toFixed(1)],
    ],
    sections: [
      {
        heading: "Predicted beside measured",
        table: {
          columns: ["", "holds", "predicted", "measured", "tolerance"],
          rows: report.results.map(reportRow),
        },
      },
      ...sections,
    ],
  });
}

function reportRow(result: ExperimentResult): string[] {
  const [name, predicted, measured, tolerance, holds] = row(result);
  return [name, holds, predicted, measured, tolerance];
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
