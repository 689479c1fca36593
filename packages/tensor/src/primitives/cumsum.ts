import type { Primitive } from "../primitive.ts";
import { linesAlong, requireAxis } from "./along-axis.ts";
import { numbers, requireCount, requireDType } from "./elementwise.ts";

export interface CumsumAttributes {
  /** In [0, rank). */
  readonly axis: number;
  /** Whether to sum from the end. */
  readonly reverse: boolean;
  /** Whether an element is left out of its own sum. */
  readonly exclusive: boolean;
}

/** Running sum along an axis; accumulated in float64. */
export const cumsum: Primitive<CumsumAttributes> = {
  name: "cumsum",
  spec: (inputs, { axis }) => {
    requireCount("cumsum", inputs, 1);
    requireDType("cumsum", inputs[0], numbers);
    requireAxis("cumsum", inputs[0], axis);
    return { shape: inputs[0].shape, dtype: inputs[0].dtype };
  },
  host: ([{ data, shape }], { axis, reverse, exclusive }, output) => {
    const { length, stride, starts } = linesAlong(shape, axis);
    const step = reverse ? -stride : stride;
    for (const start of starts) {
      let place = reverse ? start + (length - 1) * stride : start;
      let sum = 0;
      for (let i = 0; i < length; i++, place += step) {
        if (exclusive) output.data[place] = sum;
        sum += data[place];
        if (!exclusive) output.data[place] = sum;
      }
    }
  },
  vjp: ({ attributes: { axis, reverse, exclusive } }, cotangent, ops) => [
    ops.cumsum(cotangent, axis, { reverse: !reverse, exclusive }),
  ],
};
