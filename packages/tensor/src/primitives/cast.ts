import { isFloat, type DType } from "../dtype.ts";
import type { Primitive } from "../primitive.ts";
import { requireCount } from "./elementwise.ts";

export interface CastAttributes {
  readonly dtype: DType;
}

/**
 * The same numbers in another element type.
 *
 * To `int32`: truncated towards zero. To `bool`: whether not zero. Differentiable between float types.
 */
export const cast: Primitive<CastAttributes> = {
  name: "cast",
  spec: (inputs, { dtype }) => {
    requireCount("cast", inputs, 1);
    return { shape: inputs[0].shape, dtype };
  },
  host: ([x], { dtype }, output) => {
    if (dtype === "bool") {
      for (let i = 0; i < x.data.length; i++) output.data[i] = x.data[i] === 0 ? 0 : 1;
    } else {
      output.data.set(x.data);
    }
  },
  vjp: ({ inputs: [x], attributes }, cotangent, ops) => [
    isFloat(x.dtype) && isFloat(attributes.dtype) ? ops.cast(cotangent, x.dtype) : undefined,
  ],
};
