import { readFile } from "node:fs/promises";
import { ArgumentError, Random } from "@erlangen/numerics";
import { Command } from "commander";
import { parseGroup, type CheckGroup } from "../check/check-group.ts";
import { checkModel, type CheckedOrbit } from "../check/check-model.ts";
import { representationHelp } from "../check/parse-action.ts";
import { parseNamedTexts, type NamedTexts } from "../check/representation-arguments.ts";
import { exitCodes } from "../exit-codes.ts";
import {
  integerOption,
  positiveOption,
  withGlobalOptions,
  type GlobalOptions,
} from "../global-options.ts";
import { processOutput, textTable } from "../output.ts";

interface CheckOptions extends GlobalOptions {
  readonly group: CheckGroup;
  readonly input: NamedTexts;
  readonly output: NamedTexts;
  readonly orbit: boolean;
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
      .requiredOption(
        "--group <group>",
        "SO(3), O(3), SE(3), E(3), SO(2), O(2), or a finite group: C4, D4, S5, ...",
        parseGroup,
      )
      .requiredOption(
        "--input <representations>",
        "how inputs transform, such as positions:1o or x:permute@1",
        parseNamedTexts,
      )
      .requiredOption(
        "--output <representations>",
        "how outputs transform, such as energy:0e,forces:1o",
        parseNamedTexts,
      )
      .option("--orbit", "print the error along an orbit too", false)
      .option(
        "--elements <n>",
        "group elements to try; smaller groups are tried as a whole",
        integerOption("elements", 1),
        200,
      )
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
      )
      .addHelpText("after", representationHelp),
  ).action(async (path: string, options: CheckOptions) => {
    const { tolerance, device } = options;
    if (device !== undefined && device !== "native-cpu") {
      throw new ArgumentError(`check: expected --device native-cpu, got "${device}"`);
    }
    const output = processOutput(options.json);
    const { error, worst, outputs, complete, orbit, ...tried } = await checkModel(
      await readModel(path),
      { ...options, source: path, random: Random.fromSeed(options.seed).split("check") },
    );
    const holds = error <= tolerance;
    const verdict = holds ? "holds" : `does not hold (tolerance ${tolerance})`;
    output.print(
      `worst over ${complete ? `all ${tried.elements}` : `${tried.elements} random`} elements: ` +
        `${error.toExponential(1)} (${worst.output}, ${worst.text}), ${verdict}`,
    );
    if (orbit !== undefined) output.print(orbitTable(orbit));
    output.result({
      error,
      worst,
      outputs,
      elements: tried.elements,
      tolerance,
      holds,
      ...(orbit === undefined ? {} : { orbit }),
    });
    process.exitCode = holds ? exitCodes.done : exitCodes.failed;
  });
}

function orbitTable({ along, points, max, mean }: CheckedOrbit): string {
  return textTable([
    [along, "largest", "mean"],
    ...points.map((point) => [
      point.element,
      point.max.toExponential(1),
      point.mean.toExponential(1),
    ]),
    ["all", max.toExponential(1), mean.toExponential(1)],
  ]);
}

async function readModel(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { message } = cause as Error;
    throw new ArgumentError(`check: expected a readable file, got ${message}`, { cause });
  }
}
