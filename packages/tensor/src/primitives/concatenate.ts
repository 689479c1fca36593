import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf } from "../shape.ts";

/** The axis along which the parts follow each other, counted from the front. */
export interface ConcatenateAttributes {
  readonly axis: number;
}

/** Joins tensors that agree in all axes but one, in the order given. */
export const concatenate: Primitive<ConcatenateAttributes> = {
  name: "concatenate",

  spec(parts, { axis }) {
    if (parts.length === 0)
      throw new ArgumentError("concatenate: expected at least one part, got none");
    const [{ shape, dtype }] = parts;
    if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) {
      throw new ArgumentError(`concatenate: expected axis in [0, ${shape.length}), got ${axis}`);
    }
    let joined = 0;
    parts.forEach((part, position) => {
      if (part.dtype !== dtype) {
        throw new ArgumentError(
          `concatenate: expected parts of one element type, got ${dtype} and ${part.dtype} (part ${position}); cast one of them`,
        );
      }
      const fits =
        part.shape.length === shape.length &&
        part.shape.every((length, other) => other === axis || length === shape[other]);
      if (!fits) {
        throw new ShapeError(
          `concatenate: expected parts that agree with ${formatShape(shape)} outside axis ${axis}, ` +
            `got ${formatShape(part.shape)} (part ${position})`,
        );
      }
      joined += part.shape[axis];
    });
    return { shape: shape.map((length, other) => (other === axis ? joined : length)), dtype };
  },

  host(parts, { axis }, output) {
    const outer = sizeOf(output.shape.slice(0, axis));
    const row = sizeOf(output.shape.slice(axis));
    let offset = 0;
    for (const { data, shape } of parts) {
      const block = sizeOf(shape.slice(axis));
      for (let i = 0; i < outer; i++) {
        const target = i * row + offset;
        const source = i * block;
        if (block < 16) for (let j = 0; j < block; j++) output.data[target + j] = data[source + j];
        else output.data.set(data.subarray(source, source + block), target);
      }
      offset += block;
    }
  },

  vjp({ inputs, attributes: { axis }, output }, cotangent, ops) {
    let offset = 0;
    return inputs.map(({ shape }) => {
      const begin = offset;
      offset += shape[axis];
      return ops.sliceGeneral(cotangent, {
        start: shape.map((_, other) => (other === axis ? begin : 0)),
        stop: output.shape.map((length, other) => (other === axis ? begin + shape[axis] : length)),
        step: shape.map(() => 1),
      });
    });
  },

  cost: (_inputs, _attributes, output) => ({ flops: 0, elements: 2 * sizeOf(output.shape) }),
};
