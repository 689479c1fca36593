import { readFile } from "node:fs/promises";
import { elementToText, type EuclideanGroupName } from "@erlangen/metrics";
import { ArgumentError, Random } from "@erlangen/numerics";
import { Command } from "commander";
import { checkModel } from "../check/check-model.ts";
import {
  parseGroup,
  parseNamedIrreps,
  type NamedIrreps,
} from "../check/representation-arguments.ts";
import { exitCodes } from "../exit-codes.ts";
import {
  integerOption,
  positiveOption,
  withGlobalOptions,
  type GlobalOptions,
} from "../global-options.ts";
import { processOutput } from "../output.ts";

interface CheckOptions extends GlobalOptions {
  readonly group: EuclideanGroupName;
  readonly input: NamedIrreps;
  readonly output: NamedIrreps;
  readonly elements: number;
  readonly tolerance: number;
  readonly scale: number | undefined;
}

/** `erlangen check MODEL.onnx`: the equivariance error of any ONNX model. */
export function checkCommand(): Command {
  return withGlobalOptions(
    new Command("check")
      .description("measure the equivariance error of an ONNX model, ours or not")
      .argument("<model>", "an .onnx file")
      .requiredOption("--group <group>", "SO(3), O(3), SE(3) or E(3)", parseGroup)
      .requiredOption(
        "--input <irreps>",
        "how inputs transform on their last axis, such as positions:1o",
        parseNamedIrreps,
      )
      .requiredOption(
        "--output <irreps>",
        "how outputs transform, such as energy:0e,forces:1o",
        parseNamedIrreps,
      )
      .option("--elements <n>", "random group elements to try", integerOption("elements", 1), 200)
      .option(
        "--tolerance <x>",
        "largest error that still holds",
        positiveOption("tolerance"),
        1e-4,
      )
      .option(
        "--scale <x>",
        "size of the random inputs (default: 1, or 0.1 around the reference positions in the file)",
        positiveOption("scale"),
      ),
  ).action(async (path: string, options: CheckOptions) => {
    const { elements, tolerance, device } = options;
    if (device !== undefined && device !== "native-cpu") {
      throw new ArgumentError(`check: expected --device native-cpu, got "${device}"`);
    }
    const output = processOutput(options.json);
    const { error, worst, outputs, holds } = await checkModel(await readModel(path), {
      ...options,
      source: path,
      random: Random.fromSeed(options.seed).split("check"),
    });
    const verdict = holds(tolerance) ? "holds" : `does not hold (tolerance ${tolerance})`;
    output.print(
      `worst over ${elements} random elements: ${error.toExponential(1)} ` +
        `(${worst.output}, ${elementToText(worst.element)}), ${verdict}`,
    );
    output.result({ error, worst, outputs, elements, tolerance, holds: holds(tolerance) });
    process.exitCode = holds(tolerance) ? exitCodes.done : exitCodes.failed;
  });
}

async function readModel(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { message } = cause as Error;
    throw new ArgumentError(`check: expected a readable file, got ${message}`, { cause });
  }
}
