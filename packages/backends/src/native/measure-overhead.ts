import { EngineError } from "@erlangen/numerics";
import type { Graph, Tensor } from "@erlangen/tensor";
import { graphToOnnx } from "../onnx/graph-to-onnx.ts";
import { outputSpecs } from "../signature.ts";
import { storageFor } from "./buffers.ts";
import { native, type NativeOptions } from "./native.ts";
import { valueNames } from "./program.ts";
import { loadRuntime, runtimeOptions, type RuntimeTensor } from "./runtime.ts";

/** What {@link measureOverhead} accepts. */
export interface MeasureOverheadOptions extends Pick<NativeOptions, "module"> {
  /** Leading inputs and outputs that are carried state. Default 0. */
  readonly carried?: number;
  /** Pairs of runs that are timed; a tenth as many warm up. Default 200. */
  readonly runs?: number;
  /** Default 1. */
  readonly threads?: number;
}

/** Times in milliseconds. */
export interface Overhead {
  /** Median of a run, or step, of our engine. */
  readonly engineMs: number;
  /** Median of the bare call on the same model. */
  readonly bareMs: number;
  /** Median over the pairs of (engine - bare), over the median of bare. */
  readonly overhead: number;
}

/**
 * Times our engine against the bare call of ONNX Runtime, in turns, on one program and model.
 *
 * The bare call gets every advantage: its input and output tensors are made once and never touched again.
 *
 * @param inputs - One tensor for each input of the graph, the carried ones first.
 */
export async function measureOverhead(
  graph: Graph,
  inputs: readonly Tensor[],
  options: MeasureOverheadOptions = {},
): Promise<Overhead> {
  const { carried = 0, runs = 200, threads = 1 } = options;
  const runtime = await loadRuntime("measureOverhead", options.module);
  const wrap = (
    { dtype, shape }: Pick<Tensor, "dtype" | "shape">,
    data: Tensor["data"],
  ): RuntimeTensor => new runtime.Tensor(dtype, data, shape);
  const inputNames = valueNames("i", inputs.length);
  const outputNames = valueNames("o", graph.outputs.length);
  const bare = await runtime.InferenceSession.create(
    graphToOnnx(graph, { inputNames, outputNames }),
    runtimeOptions("cpu", threads),
  );
  const feeds = Object.fromEntries(
    inputs.map((input, i) => [inputNames[i], wrap(input, input.data)]),
  );
  const fetches = Object.fromEntries(
    outputSpecs(graph).map((spec, i) => [outputNames[i], wrap(spec, storageFor(spec))]),
  );
  const engine = await native({ ...options, threads });
  const executable = await engine.compile(graph, { carried });
  const session = carried > 0 ? await executable.open(inputs.slice(0, carried)) : undefined;
  const rest = inputs.slice(carried);
  const ours = (): Promise<unknown> =>
    session === undefined ? executable.run(inputs) : session.step(rest);
  try {
    const pairs: { engine: number; bare: number }[] = [];
    for (let i = -Math.ceil(runs / 10); i < runs; i++) {
      const first = performance.now();
      await ours();
      const second = performance.now();
      await bare.run(feeds, fetches);
      const third = performance.now();
      if (i >= 0) pairs.push({ engine: second - first, bare: third - second });
    }
    const bareMs = median(pairs.map((pair) => pair.bare));
    return {
      engineMs: median(pairs.map((pair) => pair.engine)),
      bareMs,
      overhead: median(pairs.map((pair) => pair.engine - pair.bare)) / bareMs,
    };
  } finally {
    engine.dispose();
    await bare.release();
  }
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new EngineError("measureOverhead: expected runs >= 1, got 0");
  return middle;
}
