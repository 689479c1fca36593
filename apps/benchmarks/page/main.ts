import { wasm } from "@erlangen/backends/wasm";
import { webgpu } from "@erlangen/backends/webgpu";
import { Random } from "@erlangen/numerics";
import { hostEngine, type Engine } from "@erlangen/tensor";
import { benchTask, relativeError, type BenchCase } from "../src/suites/bench-case.ts";
import { compiledStep, stepTolerance } from "../src/suites/compiled-step.ts";
import { convolutionTasks } from "../src/suites/convolution-tasks.ts";
import { ethanolStep } from "../src/suites/ethanol-step.ts";
import { irrepsSizes, irrepsTasks } from "../src/suites/irreps-tasks.ts";
import { benchPrograms, type NamedEngine } from "../src/suites/program-suite.ts";

/** What the page measured; also `window.benchResult`, for programs that drive the page. */
interface PageResult {
  readonly cases: readonly BenchCase[];
  readonly skipped: readonly { readonly engine: string; readonly reason: string }[];
}

declare global {
  var benchResult: PageResult | { readonly error: string } | undefined;
}

const openers: Readonly<Record<string, () => Promise<Engine>>> = { wasm, webgpu };
const smallModel = {
  hidden: "4x0e + 4x1o",
  layers: 2,
  cutoff: 5,
  radialBasis: 4,
  radialHidden: [8],
};

/**
 * Runs what the address asks for: `?engines=wasm,webgpu&suites=irreps,convolution,step&rounds=10&size=small`.
 *
 * `size=small` takes operands that a software driver can handle, to see that all is right; its times say nothing.
 */
async function run(): Promise<PageResult> {
  const query = new URLSearchParams(location.search);
  const list = (name: string, usual: string): string[] => (query.get(name) ?? usual).split(",");
  const rounds = Number(query.get("rounds") ?? 10);
  const small = query.get("size") === "small";
  const engines: NamedEngine[] = [];
  const skipped: { engine: string; reason: string }[] = [];
  for (const name of list("engines", "wasm,webgpu")) {
    try {
      engines.push({ name, engine: await openers[name]() });
    } catch (failure) {
      skipped.push({ engine: name, reason: reasonOf(failure) });
    }
  }
  const cases: BenchCase[] = [];
  const random = Random.fromSeed(0);
  for (const suite of list("suites", "irreps,convolution,step")) {
    tell(`${suite} ...`);
    if (suite === "step") {
      cases.push(...(await benchPageStep(engines, { rounds, small, random, skipped })));
    } else {
      const sizes = small ? { points: 50, channels: 4, edges: 20, rows: 4 } : irrepsSizes;
      const tasks =
        suite === "irreps"
          ? irrepsTasks(random.split(suite), sizes)
          : convolutionTasks(random.split(suite), small ? 1 : undefined);
      const measured = await benchPrograms(tasks, {
        engines,
        rounds,
        onCases: (found) => tell(found[0]?.name ?? ""),
      });
      cases.push(...measured.cases);
      skipped.push(...measured.skipped);
    }
  }
  for (const { engine } of engines) engine.dispose();
  return { cases, skipped };
}

/** The training step of the benchmark, compared with the host. */
async function benchPageStep(
  engines: readonly NamedEngine[],
  {
    rounds,
    small,
    random,
    skipped,
  }: {
    readonly rounds: number;
    readonly small: boolean;
    readonly random: Random;
    readonly skipped: { engine: string; reason: string }[];
  },
): Promise<readonly BenchCase[]> {
  const task = small ? ethanolStep(random, smallModel) : ethanolStep(random);
  const host = await compiledStep(task, { name: "host", engine: hostEngine });
  host.dispose();
  const running = [];
  for (const named of engines) {
    try {
      running.push(await compiledStep(task, named));
    } catch (failure) {
      skipped.push({ engine: named.name, reason: `${task.name}: ${reasonOf(failure)}` });
    }
  }
  const contenders = running.map(({ engine, run: step, first }) => {
    const error = relativeError(first, host.first);
    return { engine, run: step, error, correct: error <= stepTolerance };
  });
  const cases = await benchTask({ suite: "step", name: task.name }, contenders, rounds);
  for (const step of running) step.dispose();
  return cases;
}

function show({ cases, skipped }: PageResult): void {
  const rows = cases.map(
    ({ suite, name, engine, medianMs, minMs, maxMs, gflops, gbps, correct }) => [
      suite,
      name,
      engine,
      medianMs.toFixed(2),
      minMs.toFixed(2),
      maxMs.toFixed(2),
      gflops?.toFixed(1) ?? "",
      gbps?.toFixed(1) ?? "",
      correct ? "yes" : "NO",
    ],
  );
  const table = document.createElement("table");
  const head = ["suite", "task", "engine", "median ms", "min", "max", "GFLOP/s", "GB/s", "right"];
  for (const row of [head, ...rows]) {
    const line = table.insertRow();
    for (const cell of row) line.insertCell().textContent = cell;
  }
  document.body.append(table);
  tell(skipped.map(({ engine, reason }) => `left out: ${engine}, ${reason}`).join("\n"));
}

function tell(text: string): void {
  const status = document.querySelector("#status");
  if (status !== null) status.textContent = text;
}

function reasonOf(failure: unknown): string {
  return String(failure instanceof Error ? failure.message : failure).split("\n")[0];
}

try {
  const result = await run();
  show(result);
  globalThis.benchResult = result;
} catch (failure) {
  const error = reasonOf(failure);
  tell(error);
  globalThis.benchResult = { error };
}
