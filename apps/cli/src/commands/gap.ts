import { useDevice } from "@erlangen/backends/devices";
import { readMatrix, writeFileAtomically } from "@erlangen/data/files";
import { representationGap } from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";
import { Command } from "commander";
import { farthestRows, gapReport } from "../gap/gap-report.ts";
import { isometriesFromArgument, isometryHelp } from "../gap/isometry-argument.ts";
import { withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput } from "../output.ts";

interface GapOptions extends GlobalOptions {
  readonly group: string | undefined;
  readonly report: string | undefined;
}

/** `erlangen gap TRAIN TEST`: how far the test rows are from what a model can produce. */
export function gapCommand(): Command {
  return withGlobalOptions(
    new Command("gap")
      .description("mean squared distance of the test rows from the nearest training row or output")
      .argument("<train>", ".npy, .npz:name or .csv: training points or outputs [rows, columns]")
      .argument("<test>", "test points [rows, columns]")
      .option("--group <group>", `outputs count with their orbits: ${isometryHelp}`)
      .option("--report <file>", "write an HTML page with plots"),
  ).action(async (train: string, test: string, options: GapOptions) => {
    const output = processOutput(options.json);
    const outputs = await readMatrix(train);
    const points = await readMatrix(test);
    const { columns } = outputs;
    if (points.columns !== columns) {
      throw new ArgumentError(
        `gap: expected ${test} with ${columns} columns like ${train}, got ${points.columns}`,
      );
    }
    const group =
      options.group === undefined
        ? {}
        : { group: await isometriesFromArgument(options.group, columns) };
    const engine = await useDevice(options.device ?? "native-cpu");
    try {
      const found = await representationGap(points.data, outputs.data, {
        columns,
        engine,
        ...group,
      });
      const { gap, standardError, quantiles, testSize, outputSize, exact } = found;
      output.print(
        `gap ${gap.toPrecision(6)} ± ${standardError.toPrecision(2)}   ${testSize} test rows, ${outputSize} outputs, ${columns} columns${exact ? "" : "   upper bound: the group is sampled"}`,
      );
      const shared = found.squaredDistances.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0);
      if (shared > 0) {
        output.log(`${shared} test rows are outputs; for unseen data leave them out`);
      }
      if (options.report !== undefined) {
        const page = await gapReport({ train, test, group: options.group }, found);
        await writeFileAtomically(options.report, [page]);
        output.log(`report  ${options.report}`);
      }
      output.result({
        gap,
        standardError,
        testSize,
        outputSize,
        columns,
        group: group.group?.name,
        exact,
        quantiles,
        farthest: farthestRows(found, 10),
      });
    } finally {
      engine.dispose();
    }
  });
}
