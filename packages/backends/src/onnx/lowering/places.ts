import { sizeOf } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import { lowering, type Lowerable, type Lowered, type LoweringTable } from "./lowering.ts";
import { scatterChain } from "./scatter-chain.ts";

/** Gather, and the scatters that send slices back. */
export const placeLowerings: LoweringTable = {
  // ONNX counts negative indices from the end; others out of range make ONNX Runtime throw.
  gather: lowering<{ readonly axis: number }>(
    ({ inputs: [x, indices], specs, attributes: { axis }, output }, builder) => {
      const operands = [builder.full(x, specs[0].shape), builder.full(indices, specs[1].shape)];
      return { name: builder.node("Gather", operands, { axis }), stored: output.shape };
    },
  ),

  scatterAdd: lowering<Places>((application, builder) =>
    scattered(application, { reduction: "add", start: 0 }, builder),
  ),

  scatterMax: lowering<Places>((application, builder) =>
    scattered(application, { reduction: "max", start: leastOf(application.output.dtype) }, builder),
  ),
};

interface Places {
  readonly axis: number;
  readonly length: number;
}

/** The maximum of nothing. */
export function leastOf(dtype: string): number {
  return dtype === "int32" ? -(2 ** 31) : -Infinity;
}

/** Reduces slices of equal index, into [length, before, after], because ScatterND addresses leading axes. */
function scattered(
  { inputs: [updates, indices], specs, attributes: { axis, length }, output }: Lowerable<Places>,
  { reduction, start }: { readonly reduction: "add" | "max"; readonly start: number },
  builder: OnnxBuilder,
): Lowered {
  const { shape } = specs[0];
  const count = sizeOf(specs[1].shape);
  const before = sizeOf(output.shape.slice(0, axis));
  const after = sizeOf(output.shape.slice(axis + 1));
  const flat = builder.reshape(builder.full(indices, specs[1].shape), specs[1].shape, [count, 1]);
  const places = builder.cast(flat, "int64");
  const full = builder.full(updates, shape);
  const filled = { name: builder.scalar(start, output.dtype), stored: [] };
  if (before === 1) {
    const rows = builder.reshape(full, shape, [count, after]);
    const initial = builder.full(filled, [length, after]);
    const sums = scatterChain({ initial, places, rows, count, width: after, reduction }, builder);
    return { name: builder.reshape(sums, [length, after], output.shape), stored: output.shape };
  }
  const blocks = builder.reshape(full, shape, [before, count, after]);
  const rows = builder.transpose(blocks, [1, 0, 2]);
  const initial = builder.full(filled, [length, before, after]);
  const width = before * after;
  const sums = scatterChain({ initial, places, rows, count, width, reduction }, builder);
  const ordered = builder.transpose(sums, [1, 0, 2]);
  return {
    name: builder.reshape(ordered, [before, length, after], output.shape),
    stored: output.shape,
  };
}
