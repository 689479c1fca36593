import {
  benchGroups,
  benchKernels,
  benchMemory,
  benchStep,
  convolution,
  ethanolStep,
  machineOf,
  matrixProduct,
  peerNames,
  type BenchCase,
  type MemoryGrowth,
  type PeerName,
  type SkippedPeer,
} from "@erlangen/benchmarks/suites";
import { Random } from "@erlangen/numerics";
import { Argument, Command, InvalidArgumentError } from "commander";
import { benchTable } from "./bench-table.ts";
import { exitCodes } from "../exit-codes.ts";
import { integerOption, withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput, textTable, type Output } from "../output.ts";

interface BenchOptions extends GlobalOptions {
  readonly peers: readonly PeerName[];
  readonly repeats: number;
  readonly threads: number;
  readonly steps: number;
}

interface Measured {
  readonly cases: readonly BenchCase[];
  readonly skipped: readonly SkippedPeer[];
  readonly memory?: MemoryGrowth;
}

type Suite = (options: BenchOptions, output: Output) => Promise<Measured>;

/** `erlangen bench [SUITE]`: how fast it is here, beside others, in one process and in turns; and whether memory stays. */
export function benchCommand(): Command {
  return withGlobalOptions(
    new Command("bench")
      .description(
        "time training steps and kernels against other engines, and group theory; each checked first",
      )
      .addArgument(new Argument("[suite]", "default: all but memory").choices(Object.keys(suites)))
      .option(
        "--peers <names>",
        `engines beside ours in kernels: ${peerNames.join(", ")} (default: all)`,
        parsePeers,
        peerNames,
      )
      .option("--repeats <n>", "timed rounds", integerOption("repeats", 1), 30)
      .option(
        "--threads <n>",
        "threads of ONNX Runtime; its peers have one",
        integerOption("threads", 1),
        1,
      )
      .option("--steps <n>", "training steps of memory", integerOption("steps", 400), 2000),
  ).action(async (suite: keyof typeof suites | undefined, options: BenchOptions) => {
    const output = processOutput(options.json);
    const chosen =
      suite === undefined ? [suites.step, suites.kernels, suites.groups] : [suites[suite]];
    const measured: Measured[] = [];
    for (const run of chosen) measured.push(await run(options, output));
    const cases = measured.flatMap((part) => part.cases);
    const skipped = measured.flatMap((part) => part.skipped);
    const memory = measured.find((part) => part.memory !== undefined)?.memory;
    output.result({
      machine: machineOf(),
      cases,
      skipped,
      ...(memory === undefined ? {} : { memory }),
    });
    const holds = cases.every(({ correct }) => correct) && memory?.holds !== false;
    process.exitCode = holds ? exitCodes.done : exitCodes.failed;
  });
}

/** The suites by name. */
const suites = {
  step: async (options: BenchOptions, output: Output): Promise<Measured> => {
    const { threads } = options;
    const task = ethanolStep(Random.fromSeed(options.seed).split("step"));
    output.print(`training step   ${task.description}, ${threadsOf(threads)}`);
    const cases = await benchStep(task, {
      threads,
      rounds: options.repeats,
      hostRounds: Math.min(3, options.repeats),
    });
    const [ours] = cases;
    output.print(
      `${benchTable(cases)}\n\n` +
        `compiled native step: ${(1 / ours.ratioTo["host"]).toFixed(1)} times as fast as the host, ` +
        `${((ours.ratioTo["onnxruntime"] - 1) * 100).toFixed(1)} % over the bare ONNX Runtime call\n`,
    );
    return { cases, skipped: [] };
  },
  kernels: async (options: BenchOptions, output: Output): Promise<Measured> => {
    const { threads } = options;
    const random = Random.fromSeed(options.seed).split("kernels");
    const measured = await benchKernels({
      kernels: [
        ...[256, 512, 1024].map((size) => matrixProduct(size, random.split(size))),
        convolution({ batch: 16, channels: 32, height: 32, width: 32 }, random.split("conv")),
      ],
      peers: options.peers,
      threads,
      rounds: options.repeats,
      random: random.split("probes"),
      onCases: (cases) => output.log(`${cases[0].name}: ${cases.length} engines timed`),
    });
    for (const { engine, reason } of measured.skipped) output.log(`skipped ${engine}: ${reason}`);
    output.print(`kernels   float32, ${threadsOf(threads)}`);
    output.print(`${benchTable(measured.cases)}\n`);
    return measured;
  },
  groups: async ({ seed, repeats }: BenchOptions, output: Output): Promise<Measured> => {
    const random = Random.fromSeed(seed).split("groups");
    const cases = await benchGroups({
      rounds: repeats,
      random,
      onCase: ({ name }) => output.log(`${name}: timed`),
    });
    const rows = cases.map(({ name, medianMs, minMs, maxMs, limitMs, correct, ratioTo }) => [
      name,
      ...[medianMs, minMs, maxMs].map((ms) => ms.toFixed(2)),
      String(limitMs),
      correct ? "yes" : "NO",
      Object.entries(ratioTo)
        .map(([engine, ratio]) => `${(1 / ratio).toFixed(1)} x as fast as ${engine}`)
        .join(", "),
    ]);
    output.print("groups   float64 and exact integers, 1 thread");
    output.print(`${textTable([["", "median ms", "min", "max", "goal", "right", ""], ...rows])}\n`);
    return { cases, skipped: [] };
  },
  memory: async ({ seed, steps, threads }: BenchOptions, output: Output): Promise<Measured> => {
    const memory = await benchMemory(Random.fromSeed(seed).split("memory"), { steps, threads });
    output.print(
      `resident memory   ${memory.task}, ${threadsOf(threads)}\n` +
        `after ${memory.warmUp} steps ${megabytes(memory.before)}, after ${memory.steps} ${megabytes(memory.after)}, ` +
        `most ${megabytes(memory.peak)}\n` +
        `growth ${memory.growthPercent.toFixed(1)} %, ${memory.holds ? "holds" : "does not hold"} (less than 5 %)`,
    );
    return { cases: [], skipped: [], memory };
  },
} satisfies Record<string, Suite>;

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function threadsOf(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}

function parsePeers(text: string): readonly PeerName[] {
  return text.split(",").map((part) => {
    const peer = peerNames.find((name) => name === part.trim());
    if (peer !== undefined) return peer;
    throw new InvalidArgumentError(`expected names among ${peerNames.join(", ")}, got "${part}"`);
  });
}
