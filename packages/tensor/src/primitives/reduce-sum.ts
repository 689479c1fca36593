import type { Primitive } from "../primitive.ts";
import { reducedShape } from "../shape.ts";
import { numbers, requireCount, requireDType } from "./elementwise.ts";
import { reductionCost, requireAxes, visitRows, type ReductionAttributes } from "./reduction.ts";

/** Sum over axes; accumulated in float64 whatever the element type. */
export const reduceSum: Primitive<ReductionAttributes> = {
  name: "reduceSum",
  spec: (inputs, { axes }) => {
    requireCount("reduceSum", inputs, 1);
    requireDType("reduceSum", inputs[0], numbers);
    requireAxes("reduceSum", inputs[0], axes);
    return { shape: reducedShape(inputs[0].shape, axes), dtype: inputs[0].dtype };
  },
  host: ([{ data, shape }], { axes }, output) => {
    const sums =
      output.data instanceof Float64Array ? output.data : new Float64Array(output.data.length);
    visitRows(shape, axes, ({ start, target }, length, kept) => {
      if (kept) {
        for (let i = 0; i < length; i++) sums[target + i] += data[start + i];
      } else {
        let sum = 0;
        for (let i = 0; i < length; i++) sum += data[start + i];
        sums[target] += sum;
      }
    });
    if (sums !== output.data) output.data.set(sums);
  },
  vjp: ({ inputs: [x], attributes }, cotangent, ops) => [
    ops.broadcastTo(ops.reshape(cotangent, reducedShape(x.shape, attributes.axes, true)), x.shape),
  ],
  cost: reductionCost,
};
