import { ShapeError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, reducedShape } from "../shape.ts";
import { numbers, requireCount, requireDType } from "./elementwise.ts";
import { reductionCost, requireAxes, visitRows, type ReductionAttributes } from "./reduction.ts";

/** Maximum over axes, which must not be empty; NaN if there is one. Ties share the cotangent equally. */
export const reduceMax: Primitive<ReductionAttributes> = {
  name: "reduceMax",
  spec: (inputs, { axes }) => {
    requireCount("reduceMax", inputs, 1);
    const [x] = inputs;
    requireDType("reduceMax", x, numbers);
    requireAxes("reduceMax", x, axes);
    if (axes.some((axis) => x.shape[axis] === 0)) {
      throw new ShapeError(
        `reduceMax: expected elements along axes [${axes.join(", ")}], got shape ${formatShape(x.shape)}`,
      );
    }
    return { shape: reducedShape(x.shape, axes), dtype: x.dtype };
  },
  host: ([{ data, shape }], { axes }, output) => {
    const largest = output.data;
    largest.fill(largest instanceof Int32Array ? -(2 ** 31) : -Infinity);
    visitRows(shape, axes, ({ start, target }, length, kept) => {
      for (let i = 0; i < length; i++) {
        const value = data[start + i];
        const place = kept ? target + i : target;
        if (value > largest[place] || value !== value) largest[place] = value;
      }
    });
  },
  vjp: ({ inputs: [x], attributes: { axes }, output }, cotangent, ops) => {
    const kept = reducedShape(x.shape, axes, true);
    const winners = ops.equal(x, ops.reshape(output, kept));
    const count = ops.sum(ops.cast(winners, x.dtype), axes, { keepAxes: true });
    return [ops.select(winners, ops.div(ops.reshape(cotangent, kept), count), 0)];
  },
  cost: reductionCost,
};
