import { writeFileAtomically } from "@erlangen/data/files";
import { gulpOfMoments, gulpPath } from "@erlangen/metrics";
import { Command, InvalidArgumentError } from "commander";
import { withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput, textTable } from "../output.ts";
import {
  constantColumns,
  lookAtArrays,
  readFeatures,
  type NamedArrays,
} from "../similarity/read-features.ts";
import { gulpReport } from "../similarity/similarity-report.ts";
import { streamPair } from "../similarity/stream-pair.ts";

interface GulpOptions extends GlobalOptions {
  readonly lambda: readonly number[];
  readonly report: string | undefined;
}

/** `erlangen gulp A B`: how differently ridge regression on two representations predicts. */
export function gulpCommand(): Command {
  return withGlobalOptions(
    new Command("gulp")
      .description("GULP distance of two representations of the same inputs")
      .argument("<a>", ".npy, .npz:name or .csv: features [inputs, features]")
      .argument("<b>", "features of the same inputs, in the same order")
      .option("--lambda <list>", "regularisations, separated by commas", lambdaList, [0.01])
      .option("--report <file>", "write an HTML page with plots"),
  ).action(async (a: string, b: string, options: GulpOptions) => {
    const output = processOutput(options.json);
    const arrays = await lookAtArrays("gulp", [a, b]);
    const { squares, rows, columns, constant } = await distances(arrays, options);
    constant.forEach((count, i) => {
      if (count > 0)
        output.log(`${arrays.names[i]}: ${count} of ${columns[i]} columns are constant`);
    });
    const values = options.lambda.map((lambda, i) => ({
      lambda,
      squared: squares[i],
      distance: Math.sqrt(squares[i]),
    }));
    const cells = values.map(({ lambda, squared, distance }) => [
      `lambda ${lambda}`,
      `squared ${squared.toPrecision(6)}`,
      `distance ${distance.toPrecision(6)}`,
    ]);
    output.print(textTable(cells, "left"));
    if (options.report !== undefined) {
      const page = await gulpReport([arrays.names[0], arrays.names[1]], { rows, columns }, values);
      await writeFileAtomically(options.report, [page]);
      output.log(`report  ${options.report}`);
    }
    output.result({ values, rows, columns });
  });
}

/** Squared distances and what was compared. */
interface Distances {
  readonly squares: Float64Array;
  readonly rows: number;
  readonly columns: readonly [number, number];
  /** How many columns of each never vary. */
  readonly constant: readonly [number, number];
}

async function distances(arrays: NamedArrays, options: GulpOptions): Promise<Distances> {
  const path = { lambdas: options.lambda, squared: true };
  if (arrays.large) {
    const moments = await streamPair([arrays.paths[0], arrays.paths[1]], options.device);
    const { columnsOfPhi, columnsOfPsi, phi, psi } = moments;
    return {
      squares: gulpOfMoments(moments, path),
      rows: moments.rows,
      columns: [columnsOfPhi, columnsOfPsi],
      constant: [zerosOnDiagonal(phi, columnsOfPhi), zerosOnDiagonal(psi, columnsOfPsi)],
    };
  }
  const [phi, psi] = Object.values(await readFeatures(arrays));
  return {
    squares: gulpPath(phi, psi, path),
    rows: phi.rows,
    columns: [phi.columns, psi.columns],
    constant: [constantColumns(phi), constantColumns(psi)],
  };
}

function zerosOnDiagonal(matrix: Float64Array, n: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (matrix[i * n + i] === 0) count++;
  return count;
}

/** `0.01` or `0.01,0.1,1`. */
function lambdaList(text: string): readonly number[] {
  const lambdas = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (lambdas.every((lambda) => Number.isFinite(lambda) && lambda >= 0)) return lambdas;
  throw new InvalidArgumentError(`expected numbers >= 0 separated by commas, got "${text}"`);
}
