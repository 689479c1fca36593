import {
  benchCases,
  benchKernels,
  benchMemory,
  benchPrograms,
  benchStep,
  convolution,
  convolutionTasks,
  ethanolStep,
  groupCases,
  irrepsTasks,
  matrixProduct,
  measureCeilings,
  metricCases,
  type BenchCase,
  type Ceilings,
  type MeasuredCase,
  type MemoryGrowth,
  type NamedEngine,
  type PeerName,
  type SkippedPeer,
} from "@erlangen/benchmarks/suites";
import { Random } from "@erlangen/numerics";
import { textTable, type Output } from "../output.ts";
import { benchTable } from "./bench-table.ts";

/** How suites are to run. */
interface SuiteOptions {
  readonly engines: readonly NamedEngine[];
  readonly peers: readonly PeerName[];
  readonly repeats: number;
  readonly threads: number;
  /** Training steps of the memory suite. */
  readonly steps: number;
  readonly seed: number;
}

/** What a suite measured. */
export interface Measured {
  readonly cases: readonly BenchCase[];
  readonly skipped: readonly SkippedPeer[];
  readonly ceilings?: Ceilings;
  readonly memory?: MemoryGrowth;
}

/** One of {@link suites}. */
export type SuiteName =
  | "kernels"
  | "irreps"
  | "convolution"
  | "step"
  | "groups"
  | "metrics"
  | "memory";

type Suite = (options: SuiteOptions, output: Output) => Promise<Measured>;

/** The suites by name; each prints its table. */
export const suites: Readonly<Record<SuiteName, Suite>> = {
  kernels: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const { threads, engines } = options;
    const random = randomOf(options, "kernels");
    const measured = await benchKernels({
      kernels: [
        ...[256, 512, 1024].map((size) => matrixProduct(size, random.split(size))),
        convolution({ batch: 16, channels: 32, height: 32, width: 32 }, random.split("conv")),
      ],
      engines,
      peers: options.peers,
      threads,
      rounds: options.repeats,
      random: random.split("probes"),
      onCases: (cases) => logCases(cases, output),
    });
    return show("kernels   from host memory to host memory", measured, options, output);
  },

  irreps: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const measured = await benchPrograms(irrepsTasks(randomOf(options, "irreps")), {
      engines: options.engines,
      rounds: options.repeats,
      onCases: (cases) => logCases(cases, output),
    });
    const ceilings = await measureCeilings(options.engines[0].engine);
    show("irreps   operands and results stay on the device", measured, options, output);
    output.print(
      `ceilings of this machine: ${ceilings.gflops.toFixed(0)} GFLOP/s in a matrix product on ${options.engines[0].name}, ` +
        `${ceilings.gbps.toFixed(1)} GB/s in a copy\n`,
    );
    return { ...measured, ceilings };
  },

  convolution: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const measured = await benchPrograms(convolutionTasks(randomOf(options, "convolution")), {
      engines: options.engines,
      rounds: options.repeats,
      onCases: (cases) => logCases(cases, output),
    });
    return show("convolution   operands and results stay on the device", measured, options, output);
  },

  step: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const { threads, repeats, engines } = options;
    const task = ethanolStep(randomOf(options, "step"));
    const measured = await benchStep(task, {
      engines,
      threads,
      rounds: repeats,
      hostRounds: Math.min(3, repeats),
    });
    show(`training step   ${task.description}`, measured, options, output);
    const [ours] = measured.cases;
    output.print(
      `${ours.engine}: ${(1 / ours.ratioTo["host"]).toFixed(1)} times as fast as the host, ` +
        `${(1 / ours.ratioTo["onnxruntime"]).toFixed(2)} times as fast as the bare ONNX Runtime call on the composed step\n`,
    );
    return measured;
  },

  groups: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const cases = await benchCases({
      suite: "groups",
      cases: groupCases,
      rounds: options.repeats,
      random: randomOf(options, "groups"),
      onCase: ({ name }) => output.log(`${name}: timed`),
    });
    output.print("groups   float64 and exact integers, 1 thread");
    output.print(`${goalTable(cases)}\n`);
    return { cases, skipped: [] };
  },

  metrics: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const { name, engine } = options.engines[0];
    const cases = await benchCases({
      suite: "metrics",
      cases: metricCases({ scale: 1, engine }),
      rounds: options.repeats,
      random: randomOf(options, "metrics"),
      onCase: (found) => output.log(`${found.name}: ${(found.medianMs / 1000).toFixed(1)} s`),
    });
    output.print(
      `metrics   float64, products of distances on ${name}, ${threadsOf(options.threads)}`,
    );
    output.print(`${goalTable(cases)}\n`);
    return { cases, skipped: [] };
  },

  memory: async (options: SuiteOptions, output: Output): Promise<Measured> => {
    const { steps, threads } = options;
    const memory = await benchMemory(randomOf(options, "memory"), { steps, threads });
    output.print(
      `resident memory   ${memory.task}, ${threadsOf(threads)}\n` +
        `after ${memory.warmUp} steps ${megabytes(memory.before)}, after ${memory.steps} ${megabytes(memory.after)}, ` +
        `most ${megabytes(memory.peak)}\n` +
        `growth ${memory.growthPercent.toFixed(1)} %, ${memory.holds ? "holds" : "does not hold"} (less than 5 %)`,
    );
    return { cases: [], skipped: [], memory };
  },
};

function show(
  title: string,
  measured: Measured,
  { threads }: SuiteOptions,
  output: Output,
): Measured {
  for (const { engine, reason } of measured.skipped) output.log(`skipped ${engine}: ${reason}`);
  output.print(`${title}, float32, ${threadsOf(threads)}`);
  output.print(`${benchTable(measured.cases)}\n`);
  return measured;
}

/** Times beside what they should stay below. */
function goalTable(cases: readonly MeasuredCase[]): string {
  const rows = cases.map(({ name, medianMs, minMs, maxMs, limitMs, correct, ratioTo }) => [
    name,
    ...[medianMs, minMs, maxMs].map((ms) => ms.toFixed(2)),
    String(limitMs),
    correct ? "yes" : "NO",
    Object.entries(ratioTo)
      .map(([engine, ratio]) => `${(1 / ratio).toFixed(1)} x as fast as ${engine}`)
      .join(", "),
  ]);
  return textTable([["", "median ms", "min", "max", "goal", "right", ""], ...rows]);
}

function logCases(cases: readonly BenchCase[], output: Output): void {
  if (cases.length > 0) output.log(`${cases[0].name}: ${cases.length} engines timed`);
}

function randomOf({ seed }: SuiteOptions, suite: string): Random {
  return Random.fromSeed(seed).split(suite);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function threadsOf(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}
