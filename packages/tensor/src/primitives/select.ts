import type { Primitive } from "../primitive.ts";
import {
  booleans,
  elementwiseCost,
  type NoAttributes,
  requireAlike,
  requireCount,
  requireDType,
} from "./elementwise.ts";
import { ShapeError } from "@erlangen/numerics";
import { formatShape, sameShape } from "../shape.ts";

/** Element by element: `yes` where `condition` holds, else `no`. */
export const select: Primitive<NoAttributes> = {
  name: "select",
  spec: (inputs) => {
    requireCount("select", inputs, 3);
    const [condition, yes, no] = inputs;
    requireDType("select", condition, booleans);
    requireAlike("select", yes, no);
    if (!sameShape(condition.shape, yes.shape)) {
      throw new ShapeError(
        `select: expected condition of shape ${formatShape(yes.shape)}, got ${formatShape(condition.shape)}`,
      );
    }
    return { shape: yes.shape, dtype: yes.dtype };
  },
  host: ([condition, yes, no], _, { data }) => {
    for (let i = 0; i < data.length; i++) data[i] = condition.data[i] ? yes.data[i] : no.data[i];
  },
  vjp: ({ inputs: [condition] }, cotangent, ops) => [
    undefined,
    ops.select(condition, cotangent, 0),
    ops.select(condition, 0, cotangent),
  ],
  cost: (inputs, _, output) => elementwiseCost(inputs, output, 1),
};
