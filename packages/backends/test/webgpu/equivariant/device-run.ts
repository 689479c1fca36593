import { expect } from "vitest";
import {
  graphOf,
  interpretOnHost,
  placeholder,
  Tensor,
  type Engine,
  type Graph,
} from "@erlangen/tensor";

/** Float32 sums of some hundred terms, relative to the largest number of a result. */
const tolerance = 2e-5;

/** Runs a function on an engine, and expects what the host computes in float64 from the same numbers. */
export async function expectHost(
  engine: Engine,
  f: (inputs: readonly Tensor[]) => readonly Tensor[],
  inputs: readonly Tensor[],
): Promise<void> {
  const exact = inputs.map(({ shape, dtype, data }) =>
    dtype === "float32"
      ? new Tensor({ shape, dtype: "float64" }, Float64Array.from(data))
      : new Tensor({ shape, dtype }, data),
  );
  const truth = interpretOnHost(traced(f, exact), exact);
  const executable = await engine.compile(traced(f, inputs));
  try {
    const results = await executable.run(inputs);
    results.forEach((actual, i) => expectClose(actual, truth[i]));
  } finally {
    executable.dispose();
  }
}

/** The program of a function of tensors like these. */
export function traced(
  f: (inputs: readonly Tensor[]) => readonly Tensor[],
  inputs: readonly Tensor[],
): Graph {
  const places = inputs.map((input, i) => placeholder(input, `${i}`));
  return graphOf(places, f(places));
}

function expectClose(actual: Tensor, truth: Tensor): void {
  expect(actual.shape).toEqual(truth.shape);
  let scale = 1e-30;
  let worst = 0;
  truth.data.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    const difference = Math.abs(value - actual.data[i]);
    if (!(difference <= worst)) worst = difference;
  });
  expect(worst / scale).toBeLessThan(tolerance);
}
