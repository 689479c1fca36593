import { ArgumentError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf, stridesOf } from "../shape.ts";
import { copyStrided, rowMajorView } from "../strided-copy.ts";

/** Zeros (or another value) around and between the elements. */
export interface PadAttributes {
  /** Elements added before each axis, >= 0. */
  readonly low: readonly number[];
  /** Elements added after each axis, >= 0. */
  readonly high: readonly number[];
  /** Elements put between neighbours along each axis, >= 0. */
  readonly interior: readonly number[];
  /** What is added. */
  readonly value: number;
}

/** Puts a value around and between the elements: the transpose of slice when the value is 0. */
export const pad: Primitive<PadAttributes> = {
  name: "pad",

  spec([x], { low, high, interior }) {
    const rank = x.shape.length;
    if (low.length !== rank || high.length !== rank || interior.length !== rank) {
      throw new ArgumentError(
        `pad: expected low, high and interior for the ${rank} axes of x of shape ${formatShape(x.shape)}, ` +
          `got ${low.length}, ${high.length} and ${interior.length}`,
      );
    }
    const shape = x.shape.map((length, axis) => {
      const amounts = [low[axis], high[axis], interior[axis]];
      if (!amounts.every((amount) => Number.isInteger(amount) && amount >= 0)) {
        throw new ArgumentError(
          `pad: expected low, high and interior >= 0 on axis ${axis}, got [${amounts.join(", ")}]`,
        );
      }
      return low[axis] + extent(length, interior[axis]) + high[axis];
    });
    return { shape, dtype: x.dtype };
  },

  host([x], { low, interior, value }, output) {
    if (value !== 0) output.data.fill(value);
    const own = stridesOf(output.shape);
    let offset = 0;
    for (let axis = 0; axis < own.length; axis++) offset += low[axis] * own[axis];
    copyStrided(
      rowMajorView(x.data, x.shape),
      {
        data: output.data,
        offset,
        strides: own.map((stride, axis) => stride * (interior[axis] + 1)),
      },
      x.shape,
    );
  },

  vjp({ inputs: [x], attributes: { low, interior } }, cotangent, ops) {
    return [
      ops.sliceGeneral(cotangent, {
        start: low,
        stop: low.map((amount, axis) => amount + extent(x.shape[axis], interior[axis])),
        step: interior.map((amount) => amount + 1),
      }),
    ];
  },

  cost: ([x], _attributes, output) => ({
    flops: 0,
    elements: sizeOf(x.shape) + sizeOf(output.shape),
  }),
};

/** Length of an axis with `interior` elements put between its neighbours. */
function extent(length: number, interior: number): number {
  return length === 0 ? 0 : (length - 1) * (interior + 1) + 1;
}
