import type { Random } from "@erlangen/numerics";
import { benchTask, relativeError, type BenchCase, type CheckedContender } from "./bench-case.ts";
import { flopsOf, resultAt, type Kernel } from "./kernel.ts";
import { bareRuntime } from "./peers/bare-runtime.ts";
import { jaxJs } from "./peers/jax-js.ts";
import { engineKernels } from "./peers/engine-kernels.ts";
import type { KernelEngine, PreparedKernel } from "./peers/peer.ts";
import { tfjsWasm } from "./peers/tfjs-wasm.ts";
import type { NamedEngine } from "./program-suite.ts";

/** Names of the peers that can stand beside our engines. */
export const peerNames = ["onnxruntime", "tfjs", "jax-js"] as const;

/** One of {@link peerNames}. */
export type PeerName = (typeof peerNames)[number];

/** A peer that could not take part. */
export interface SkippedPeer {
  readonly engine: string;
  readonly reason: string;
}

/** What {@link benchKernels} runs. */
export interface KernelSuiteOptions {
  readonly kernels: readonly Kernel[];
  /** Ours; what the first cannot do is an error, what the others cannot do is skipped. */
  readonly engines: readonly NamedEngine[];
  readonly peers: readonly PeerName[];
  /** Threads of the bare ONNX Runtime. */
  readonly threads: number;
  readonly rounds: number;
  readonly random: Random;
  /** Called after each kernel. */
  readonly onCases?: (cases: readonly BenchCase[]) => void;
}

/** Largest relative difference from float64 that counts as right for a float32 kernel. */
const tolerance = 1e-5;

/** Results that are compared with the definition. */
const probes = 500;

/** Times kernels on our engines and on peers, in turns; each result is checked before it is timed. */
export async function benchKernels(
  options: KernelSuiteOptions,
): Promise<{ readonly cases: readonly BenchCase[]; readonly skipped: readonly SkippedPeer[] }> {
  const { engines, skipped } = await openEngines(options);
  const cases: BenchCase[] = [];
  try {
    for (const kernel of options.kernels) {
      const found = await benchKernel(kernel, engines, { ...options, skipped });
      cases.push(...found);
      options.onCases?.(found);
    }
  } finally {
    for (const engine of engines) engine.dispose();
  }
  return { cases, skipped };
}

async function benchKernel(
  kernel: Kernel,
  engines: readonly KernelEngine[],
  { rounds, random, skipped }: KernelSuiteOptions & { readonly skipped: SkippedPeer[] },
): Promise<readonly BenchCase[]> {
  const prepared: PreparedKernel[] = [];
  try {
    const contenders: CheckedContender[] = [];
    for (const [index, engine] of engines.entries()) {
      try {
        const ready = await engine.prepare(kernel);
        prepared.push(ready);
        const error = await errorOf(kernel, ready, random.split(kernel.name));
        contenders.push({
          engine: engine.name,
          run: () => ready.run(),
          error,
          correct: error <= tolerance,
        });
      } catch (failure) {
        // The first one is ours: what it cannot do is no reason to go on without it.
        if (index === 0) throw failure;
        skipped.push({ engine: engine.name, reason: `${kernel.name}: ${reasonOf(failure)}` });
      }
    }
    return await benchTask(
      { suite: "kernels", name: kernel.name, flops: flopsOf(kernel) },
      contenders,
      rounds,
    );
  } finally {
    for (const ready of prepared) ready.dispose();
  }
}

/** Compares random results with the definition. */
async function errorOf(kernel: Kernel, ready: PreparedKernel, random: Random): Promise<number> {
  const result = ready.arrange(await ready.run());
  const size = kernel.left.length;
  if (result.length !== size) return Infinity;
  const positions = Array.from({ length: probes }, () => random.integer(size));
  return relativeError(
    positions.map((position) => result[position]),
    positions.map((position) => resultAt(kernel, position)),
  );
}

async function openEngines({
  engines: ours,
  peers,
  threads,
}: KernelSuiteOptions): Promise<{ engines: KernelEngine[]; skipped: SkippedPeer[] }> {
  const openers: Readonly<Record<PeerName, () => Promise<KernelEngine>>> = {
    onnxruntime: () => bareRuntime(threads),
    tfjs: tfjsWasm,
    "jax-js": jaxJs,
  };
  const engines = ours.map(engineKernels);
  const skipped: SkippedPeer[] = [];
  for (const peer of peers) {
    try {
      engines.push(await openers[peer]());
    } catch (failure) {
      skipped.push({ engine: peer, reason: reasonOf(failure) });
    }
  }
  return { engines, skipped };
}

function reasonOf(failure: unknown): string {
  return String(failure instanceof Error ? failure.message : failure).split("\n")[0];
}
