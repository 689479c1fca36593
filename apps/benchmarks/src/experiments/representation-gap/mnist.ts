import { join } from "node:path";
import { readMnist } from "@erlangen/data/datasets";
import { intrinsicDimension, type DimensionMethod } from "@erlangen/metrics";
import { ArgumentError } from "@erlangen/numerics";
import type { Engine } from "@erlangen/tensor";
import type { ExperimentContext, ExperimentResult } from "../experiment.ts";
import { pause } from "./trials.ts";

/** Where the data of this repository's work lie when the environment does not say. */
const besideTheRepository = join("..", "shared", "data", "mnist");

const methods: readonly (readonly [method: DimensionMethod, name: string])[] = [
  ["gap", "the gap"],
  ["twoNn", "TwoNN"],
  ["mle", "maximum likelihood"],
];

/**
 * The intrinsic dimension of the MNIST test digits, for information: the paper says about 14 without a protocol, and
 * estimates of real data depend on the scale at which they look. A row fails only outside [5, 25].
 *
 * @yields A row for each method.
 */
export async function* mnistDimensions(
  { random, quick, signal, log }: ExperimentContext,
  engine: Engine,
): AsyncGenerator<ExperimentResult> {
  const digits = await readDigits(quick ? 1000 : 10_000);
  if (digits === undefined) {
    const name = "A3 information: dimension of MNIST";
    const measured = "not measured: set ERLANGEN_DATA to a folder that holds mnist";
    yield { name, predicted: "about 14 in the paper", measured, holds: true };
    return;
  }
  const { columns, rows: data } = digits;
  for (const [method, name] of methods) {
    await pause(signal);
    log(`dimension of ${data.length / columns} MNIST digits by ${name}`);
    const { dimension, standardError, localSlopes } = await intrinsicDimension(data, {
      columns,
      method,
      engine,
      random: random.split("mnist"),
    });
    if (localSlopes !== undefined) {
      const local = localSlopes.map((slope) => (-2 / slope).toFixed(1));
      log(`local dimensions from small to large numbers of outputs: ${local.join(", ")}`);
    }
    yield {
      name: `A3 information: dimension of MNIST by ${name}`,
      predicted: "about 14 in the paper; 5 to 25",
      measured: `${dimension.toFixed(2)} +- ${standardError.toFixed(2)}`,
      holds: dimension >= 5 && dimension <= 25,
    };
  }
}

async function readDigits(
  count: number,
): Promise<{ readonly rows: Float64Array; readonly columns: number } | undefined> {
  for (const folder of [undefined, besideTheRepository]) {
    try {
      const { images, height, width } = await readMnist({ part: "test", folder });
      const columns = height * width;
      const greys = images.subarray(0, count * columns);
      return { rows: Float64Array.from(greys, (grey) => grey / 255), columns };
    } catch (failure) {
      // No folder, or none with these files; damaged files are not passed over.
      if (!(failure instanceof ArgumentError)) throw failure;
    }
  }
  return undefined;
}
