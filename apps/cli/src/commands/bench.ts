import { machineOf, peerNames, type PeerName } from "@erlangen/benchmarks/suites";
import { writeFileAtomically } from "@erlangen/data/files";
import { Argument, Command, InvalidArgumentError } from "commander";
import { printComparison } from "../bench/bench-comparison.ts";
import { closeEngines, defaultEngines, openEngines } from "../bench/bench-engines.ts";
import { benchReport } from "../bench/bench-report.ts";
import { suites, type Measured, type SuiteName } from "../bench/bench-suites.ts";
import { exitCodes } from "../exit-codes.ts";
import { integerOption, withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput } from "../output.ts";

interface BenchOptions extends GlobalOptions {
  readonly engines: readonly string[];
  readonly peers: readonly PeerName[];
  readonly repeats: number;
  readonly threads: number;
  readonly steps: number;
  readonly out: string | undefined;
  readonly report: string | undefined;
  readonly compare: readonly [string, string] | undefined;
}

/** `erlangen bench [SUITE]`: how fast it is here, beside others, in one process and in turns; and whether memory stays. */
export function benchCommand(): Command {
  return withGlobalOptions(
    new Command("bench")
      .description(
        "time kernels, irreps layers, convolutions, training steps, group theory and measures",
      )
      .addArgument(
        new Argument("[suite]", "default: all but metrics and memory").choices(Object.keys(suites)),
      )
      .option(
        "--engines <names>",
        `ours, by their names in \`devices\`, or native-cpu-composed (default: ${defaultEngines.join(",")})`,
        (text: string) => text.split(",").map((name) => name.trim()),
        defaultEngines,
      )
      .option(
        "--peers <names>",
        `others beside ours in kernels: ${peerNames.join(", ")} (default: all)`,
        parsePeers,
        peerNames,
      )
      .option("--repeats <n>", "timed rounds", integerOption("repeats", 1), 30)
      .option(
        "--threads <n>",
        "threads of our engines and of ONNX Runtime",
        integerOption("threads", 1),
        1,
      )
      .option("--steps <n>", "training steps of memory", integerOption("steps", 400), 2000)
      .option("--out <file>", "write the result as JSON")
      .option("--report <file>", "write a page with tables and plots")
      .option(
        "--compare <before,after>",
        "print two results of --out side by side, and time nothing",
        parseTwo,
      ),
  ).action(async (suite: SuiteName | undefined, options: BenchOptions) => {
    const output = processOutput(options.json);
    if (options.compare !== undefined) {
      await printComparison(options.compare, output);
      return;
    }
    const engines = await openEngines(options.engines, options.threads);
    try {
      const chosen =
        suite === undefined
          ? Object.entries(suites).flatMap(([name, run]) =>
              name === "memory" || name === "metrics" ? [] : [run],
            )
          : [suites[suite]];
      const measured: Measured[] = [];
      for (const run of chosen) measured.push(await run({ ...options, engines }, output));
      const cases = measured.flatMap((part) => part.cases);
      const ceilings = measured.find((part) => part.ceilings !== undefined)?.ceilings;
      const memory = measured.find((part) => part.memory !== undefined)?.memory;
      const result = {
        machine: machineOf(),
        cases,
        skipped: measured.flatMap((part) => part.skipped),
        ...(ceilings === undefined ? {} : { ceilings }),
        ...(memory === undefined ? {} : { memory }),
      };
      await write(options.out, () => `${JSON.stringify(result, undefined, 2)}\n`);
      await write(options.report, () => benchReport(result));
      output.result(result);
      const holds = cases.every(({ correct }) => correct) && memory?.holds !== false;
      process.exitCode = holds ? exitCodes.done : exitCodes.failed;
    } finally {
      closeEngines(engines);
    }
  });
}

async function write(
  path: string | undefined,
  text: () => string | Promise<string>,
): Promise<void> {
  if (path !== undefined) await writeFileAtomically(path, new TextEncoder().encode(await text()));
}

function parsePeers(text: string): readonly PeerName[] {
  return text.split(",").map((part) => {
    const peer = peerNames.find((name) => name === part.trim());
    if (peer !== undefined) return peer;
    throw new InvalidArgumentError(`expected names among ${peerNames.join(", ")}, got "${part}"`);
  });
}

function parseTwo(text: string): readonly [string, string] {
  const [before, after, ...rest] = text.split(",");
  if (after !== undefined && rest.length === 0) return [before, after];
  throw new InvalidArgumentError(
    `expected two files such as before.json,after.json, got "${text}"`,
  );
}
