import { ShapeError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, reducedShape } from "../shape.ts";
import { linesAlong, requireAxis } from "./along-axis.ts";
import { numbers, requireCount, requireDType } from "./elementwise.ts";
import { reductionCost } from "./reduction.ts";

export interface ArgMaxAttributes {
  /** In [0, rank); must not be empty. */
  readonly axis: number;
}

/** Index of the first maximum along an axis, as int32; that of the first NaN if there is one. */
export const argMax: Primitive<ArgMaxAttributes> = {
  name: "argMax",
  spec: (inputs, { axis }) => {
    requireCount("argMax", inputs, 1);
    const [x] = inputs;
    requireDType("argMax", x, numbers);
    requireAxis("argMax", x, axis);
    if (x.shape[axis] === 0) {
      throw new ShapeError(
        `argMax: expected elements along axis ${axis}, got shape ${formatShape(x.shape)}`,
      );
    }
    return { shape: reducedShape(x.shape, [axis]), dtype: "int32" };
  },
  host: ([{ data, shape }], { axis }, output) => {
    const { length, stride, starts } = linesAlong(shape, axis);
    starts.forEach((start, line) => {
      let best = 0;
      let largest = data[start];
      for (let i = 1; i < length && largest === largest; i++) {
        const value = data[start + i * stride];
        if (value > largest || value !== value) {
          largest = value;
          best = i;
        }
      }
      output.data[line] = best;
    });
  },
  vjp: () => [undefined],
  cost: reductionCost,
};
