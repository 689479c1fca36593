import { sizeOf, type Shape } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import { lowering, type Lowered, type LoweringTable } from "./lowering.ts";

interface AlongAxis {
  readonly axis: number;
}

interface AlongAxes {
  readonly axes: readonly number[];
}

/** Reductions, running sums and sorting. */
export const reductionLowerings: LoweringTable = {
  reduceSum: lowering<AlongAxes>(
    ({ inputs: [x], specs: [{ shape }], attributes, output }, builder) =>
      sum(x, { shape, axes: attributes.axes, dtype: output.dtype }, builder),
  ),

  reduceMax: lowering<AlongAxes>(({ inputs: [x], specs, attributes, output }, builder) => {
    const { axes } = attributes;
    const full = builder.full(x, specs[0].shape);
    if (axes.length === 0) return { name: full, stored: output.shape };
    const name = builder.node("ReduceMax", [full, builder.integers(axes)], { keepdims: 0 });
    return { name, stored: output.shape };
  }),

  argMax: lowering<AlongAxis>(({ inputs: [x], specs, attributes, output }, builder) => {
    const full = builder.full(x, specs[0].shape);
    const index = builder.node("ArgMax", [full], { axis: attributes.axis, keepdims: 0 });
    return { name: builder.cast(index, "int32"), stored: output.shape };
  }),

  cumsum: lowering<AlongAxis & { readonly reverse: boolean; readonly exclusive: boolean }>(
    ({ inputs: [x], specs, attributes, output }, builder) => {
      const axis = builder.constant(Int32Array.of(attributes.axis), [], "int32");
      const name = builder.node("CumSum", [builder.full(x, specs[0].shape), axis], {
        reverse: Number(attributes.reverse),
        exclusive: Number(attributes.exclusive),
      });
      return { name, stored: output.shape };
    },
  ),

  // TopK puts the lower index first among equals, hence is stable.
  argsort: lowering<AlongAxis>(
    ({ inputs: [x], specs: [{ shape }], attributes, output }, builder) => {
      const { axis } = attributes;
      const all = builder.integers([shape[axis]]);
      const order = { axis, largest: 0, sorted: 1 };
      const [, index] = builder.results("TopK", [builder.full(x, shape), all], order, 2);
      return { name: builder.cast(index, "int32"), stored: output.shape };
    },
  ),
};

/** Along an axis whose broadcasting was put off, a sum is a product with the length. */
function sum(
  x: Lowered,
  {
    shape,
    axes,
    dtype,
  }: { shape: Shape; axes: readonly number[]; dtype: "float32" | "float64" | "int32" | "bool" },
  builder: OnnxBuilder,
): Lowered {
  const missing = shape.length - x.stored.length;
  const isStored = (axis: number): boolean => axis >= missing && x.stored[axis - missing] !== 1;
  const repeats = sizeOf(axes.filter((axis) => !isStored(axis)).map((axis) => shape[axis]));
  const held = axes.filter((axis) => axis >= missing).map((axis) => axis - missing);
  const stored = x.stored.filter((_, axis) => !held.includes(axis));
  const reduced =
    held.length === 0
      ? x.name
      : held.every((axis) => x.stored[axis] === 1)
        ? builder.reshape(x.name, x.stored, stored)
        : builder.node("ReduceSum", [x.name, builder.integers(held)], { keepdims: 0 });
  if (repeats === 1) return { name: reduced, stored };
  return { name: builder.node("Mul", [reduced, builder.scalar(repeats, dtype)]), stored };
}
