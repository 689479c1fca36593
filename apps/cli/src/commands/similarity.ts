import { writeFileAtomically } from "@erlangen/data/files";
import { similarityMatrix } from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";
import { Command, Option } from "commander";
import { numberOption, withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput, textTable, type Output } from "../output.ts";
import { metricsByName, type Metric } from "../similarity/metrics.ts";
import { lookAtArrays, readFeatures, type NamedArrays } from "../similarity/read-features.ts";
import { similarityReport } from "../similarity/similarity-report.ts";
import { streamPair } from "../similarity/stream-pair.ts";

interface SimilarityOptions extends GlobalOptions {
  readonly metric: string;
  readonly lambda: number;
  readonly report: string | undefined;
}

/** `erlangen similarity A B ...`: a measure of two representations, or the table and the map of more. */
export function similarityCommand(): Command {
  const names = Object.keys(metricsByName(0));
  return withGlobalOptions(
    new Command("similarity")
      .description("similarity of representations of the same inputs")
      .argument("<arrays...>", ".npy, .npz:name or .csv: features [inputs, features], two or more")
      .addOption(new Option("--metric <name>", "which measure").choices(names).default("cka"))
      .option(
        "--lambda <value>",
        "regularisation of gulp and ridge-cca",
        numberOption("lambda", 0, Number.MAX_VALUE),
        0.01,
      )
      .option("--report <file>", "write an HTML page with the map of more than two"),
  ).action(async (paths: readonly string[], options: SimilarityOptions) => {
    const { metric: name, report } = options;
    if (paths.length < 2) {
      throw new ArgumentError(`similarity: expected two arrays or more, got ${paths.length}`);
    }
    if (report !== undefined && paths.length < 3) {
      throw new ArgumentError("similarity: expected three arrays or more for a report, got 2");
    }
    const output = processOutput(options.json);
    const metric = metricsByName(options.lambda)[name];
    const arrays = await lookAtArrays("similarity", paths);
    if (paths.length === 2) {
      const value = await pairValue(arrays, metric, options.device);
      output.print(`${metric.title} ${value.toPrecision(6)}`);
      output.result({ metric: name, value });
      return;
    }
    await compareAll(arrays, { name, metric, report, output });
  });
}

async function pairValue(
  arrays: NamedArrays,
  { measure, ofMoments }: Metric,
  device: string | undefined,
): Promise<number> {
  const [a, b] = arrays.paths;
  if (arrays.large && ofMoments !== undefined) return ofMoments(await streamPair([a, b], device));
  const [phi, psi] = Object.values(await readFeatures(arrays));
  return measure(phi, psi);
}

async function compareAll(
  arrays: NamedArrays,
  {
    name,
    metric,
    report,
    output,
  }: {
    readonly name: string;
    readonly metric: Metric;
    readonly report: string | undefined;
    readonly output: Output;
  },
): Promise<void> {
  const { symmetric, measure, squaredDistance, title } = metric;
  const { names, values } = similarityMatrix(await readFeatures(arrays), measure, { symmetric });
  const count = names.length;
  const rows = names.map((_, i) => Array.from(values.slice(i * count, (i + 1) * count)));
  output.print(
    textTable([
      [name, ...names],
      ...rows.map((row, i) => [names[i], ...row.map((value) => value.toPrecision(4))]),
    ]),
  );
  if (report !== undefined) {
    const squaredDistances = values.map((value, at) => {
      const [i, j] = [Math.floor(at / count), at % count];
      return i === j ? 0 : squaredDistance(value, [rows[i][i], rows[j][j]]);
    });
    const page = await similarityReport({ metric: title, names, values, squaredDistances });
    await writeFileAtomically(report, [page]);
    output.log(`report  ${report}`);
  }
  output.result({ metric: name, names, values: rows });
}
