import { sizeOf, type Operations, type Shape } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import { lowering, type Lowered, type LoweringTable } from "./lowering.ts";
import { padded } from "./padding.ts";

type SliceAttributes = Parameters<Operations["sliceGeneral"]>[1];
type PadAttributes = Parameters<Operations["padGeneral"]>[1];

/** Primitives that move elements without computing. */
export const shapeLowerings: LoweringTable = {
  broadcastTo: ({ inputs: [x] }) => x,

  reshape: ({ inputs: [x], specs, output }, builder) => {
    if (sizeOf(x.stored) === 1) return uniform(x, builder);
    const full = builder.full(x, specs[0].shape);
    return { name: builder.reshape(full, specs[0].shape, output.shape), stored: output.shape };
  },

  transpose: lowering<{ readonly permutation: readonly number[] }>(
    ({ inputs: [x], attributes: { permutation } }, builder) => {
      if (sizeOf(x.stored) === 1) return uniform(x, builder);
      const missing = new Array<number>(permutation.length - x.stored.length).fill(1);
      const aligned = [...missing, ...x.stored];
      const name = builder.reshape(x.name, x.stored, aligned);
      return {
        name: builder.transpose(name, permutation),
        stored: permutation.map((from) => aligned[from]),
      };
    },
  ),

  slice: lowering<SliceAttributes>(
    ({ inputs: [x], specs: [{ shape }], attributes, output }, builder) => {
      if (sizeOf(x.stored) === 1) return uniform(x, builder);
      const full = builder.full(x, shape);
      return { name: sliced(full, shape, attributes, builder), stored: output.shape };
    },
  ),

  flip: lowering<{ readonly axes: readonly number[] }>(
    ({ inputs: [x], specs: [{ shape }], attributes: { axes }, output }, builder) => {
      const turned = axes.filter((axis) => shape[axis] > 1);
      if (turned.length === 0 || sizeOf(x.stored) === 1) return x;
      const name = builder.node("Slice", [
        builder.full(x, shape),
        builder.integers(turned.map((axis) => shape[axis] - 1)),
        builder.integers(turned.map((axis) => -shape[axis] - 1)),
        builder.integers(turned),
        builder.integers(turned.map(() => -1)),
      ]);
      return { name, stored: output.shape };
    },
  ),

  pad: lowering<PadAttributes>(
    ({ inputs: [x], specs: [{ shape, dtype }], attributes, output }, builder) => {
      const value = builder.scalar(attributes.value, dtype);
      const full = builder.full(x, shape);
      return { name: padded(full, { ...attributes, shape, value }, builder), stored: output.shape };
    },
  ),

  concatenate: lowering<{ readonly axis: number }>(
    ({ inputs, specs, attributes: { axis }, output }, builder) => {
      const parts = inputs.flatMap((part, i) =>
        sizeOf(specs[i].shape) === 0 ? [] : [builder.full(part, specs[i].shape)],
      );
      const name = parts.length === 1 ? parts[0] : builder.node("Concat", parts, { axis });
      return { name, stored: output.shape };
    },
  ),
};

/** One number, which broadcasts to any shape. */
function uniform(x: Lowered, builder: OnnxBuilder): Lowered {
  return { name: builder.reshape(x.name, x.stored, []), stored: [] };
}

/** Elements start, start + step, ... below stop, on the axes where that is not all of them. */
function sliced(name: string, shape: Shape, box: SliceAttributes, builder: OnnxBuilder): string {
  const axes = shape.flatMap((length, axis) =>
    box.start[axis] === 0 && box.stop[axis] === length && box.step[axis] === 1 ? [] : [axis],
  );
  if (axes.length === 0) return name;
  const pick = (values: readonly number[]): string =>
    builder.integers(axes.map((axis) => values[axis]));
  return builder.node("Slice", [
    name,
    pick(box.start),
    pick(box.stop),
    builder.integers(axes),
    pick(box.step),
  ]);
}
