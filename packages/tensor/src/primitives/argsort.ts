import type { Storage } from "../dtype.ts";
import type { Primitive } from "../primitive.ts";
import { sizeOf } from "../shape.ts";
import { linesAlong, requireAxis } from "./along-axis.ts";
import { numbers, requireCount, requireDType } from "./elementwise.ts";

export interface ArgsortAttributes {
  /** In [0, rank). */
  readonly axis: number;
}

/** The indices that sort each line along an axis: ascending, ties in their order, NaN last; int32. */
export const argsort: Primitive<ArgsortAttributes> = {
  name: "argsort",
  spec: (inputs, { axis }) => {
    requireCount("argsort", inputs, 1);
    requireDType("argsort", inputs[0], numbers);
    requireAxis("argsort", inputs[0], axis);
    return { shape: inputs[0].shape, dtype: "int32" };
  },
  host: ([{ data, shape }], { axis }, output) => {
    const { length, stride, starts } = linesAlong(shape, axis);
    const order = new Int32Array(length);
    for (const start of starts) {
      for (let i = 0; i < length; i++) order[i] = i;
      order.sort((i, j) => compare(data, start + i * stride, start + j * stride) || i - j);
      for (let i = 0; i < length; i++) output.data[start + i * stride] = order[i];
    }
  },
  vjp: () => [undefined],
  cost: ([x], { axis }, output) => ({
    flops: sizeOf(x.shape) * Math.ceil(Math.log2(Math.max(2, x.shape[axis]))),
    elements: 2 * sizeOf(output.shape),
  }),
};

function compare(data: Storage, i: number, j: number): number {
  const a = data[i];
  const b = data[j];
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}
