import { useDevice } from "@erlangen/backends/devices";
import { readMatrix, writeFileAtomically } from "@erlangen/data/files";
import { intrinsicDimension, type DimensionMethod } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { Command, Option } from "commander";
import { dimensionReport, type NamedEstimate } from "../gap/gap-report.ts";
import { isometriesFromArgument, isometryHelp } from "../gap/isometry-argument.ts";
import { integerOption, withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput, textTable } from "../output.ts";

/** Names on the command line. */
const methods: Readonly<Record<string, DimensionMethod>> = {
  gap: "gap",
  twonn: "twoNn",
  mle: "mle",
};

interface DimensionOptions extends GlobalOptions {
  readonly method: string;
  readonly group: string | undefined;
  readonly trials: number;
  readonly neighbors: number;
  readonly report: string | undefined;
}

/** `erlangen dimension DATA`: the intrinsic dimension of data, or of its orbits under a group. */
export function dimensionCommand(): Command {
  return withGlobalOptions(
    new Command("dimension")
      .description("the intrinsic dimension of data, with errors, by up to three methods")
      .argument("<data>", ".npy, .npz:name or .csv: points [rows, columns], all different")
      .addOption(
        new Option("--method <method>", "how to estimate")
          .choices(["all", ...Object.keys(methods)])
          .default("all"),
      )
      .option("--group <group>", `the dimension of the space of orbits: ${isometryHelp}`)
      .option("--trials <n>", "splits of the data, for gap", integerOption("trials", 2), 5)
      .option("--neighbors <n>", "of each point, for mle", integerOption("neighbors", 2), 10)
      .option("--report <file>", "write an HTML page with the gap curve and its local slopes"),
  ).action(async (path: string, options: DimensionOptions) => {
    const output = processOutput(options.json);
    const { data, columns } = await readMatrix(path);
    const group =
      options.group === undefined
        ? {}
        : { group: await isometriesFromArgument(options.group, columns) };
    const engine = await useDevice(options.device ?? "native-cpu");
    const names = options.method === "all" ? Object.keys(methods) : [options.method];
    const estimates: NamedEstimate[] = [];
    try {
      for (const name of names) {
        const estimate = await intrinsicDimension(data, {
          columns,
          engine,
          method: methods[name],
          random: Random.fromSeed(options.seed).split("dimension"),
          trials: options.trials,
          neighbors: options.neighbors,
          onTrial: (trial) => output.log(`gap curve, trial ${trial + 1} of ${options.trials}`),
          ...group,
        });
        estimates.push({ name, ...estimate });
      }
    } finally {
      engine.dispose();
    }
    output.print(
      textTable([
        ["method", "dimension", "standard error", "local dimensions"],
        ...estimates.map((estimate) => [
          estimate.name,
          estimate.dimension.toFixed(2),
          estimate.standardError.toFixed(2),
          (estimate.localSlopes ?? []).map((slope) => (-2 / slope).toFixed(1)).join(", "),
        ]),
      ]),
    );
    if (options.report !== undefined) {
      await writeFileAtomically(options.report, [await dimensionReport(path, estimates)]);
      output.log(`report  ${options.report}`);
    }
    output.result({
      estimates: estimates.map(({ name, dimension, standardError, curve, localSlopes }) => ({
        method: name,
        dimension,
        standardError,
        ...(curve === undefined ? {} : { sizes: curve.sizes, gaps: curve.gaps, localSlopes }),
      })),
    });
  });
}
