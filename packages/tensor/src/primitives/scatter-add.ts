import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { formatShape, sizeOf } from "../shape.ts";
import type { Primitive } from "../primitive.ts";
import type { Spec } from "../tensor.ts";
import { requireIndices } from "./gather.ts";

/** Where the updates go. */
export interface ScatterAddAttributes {
  /** Axis of the output that the indices address, counted from the front. */
  readonly axis: number;
  /** Length of that axis. */
  readonly length: number;
}

/**
 * Adds slices into zeros: out[..., t, ...] = sum over i with indices[i] = t of updates[..., i, ...].
 *
 * The transpose of gather. Shapes: updates [...before, ...i, ...after], indices int32 [...i] ->
 * [...before, length, ...after]. Numerics: summed in the order of `indices`, float32 in float32.
 */
export const scatterAdd: Primitive<ScatterAddAttributes> = {
  name: "scatterAdd",

  spec([updates, indices], attributes) {
    if (updates.dtype === "bool") {
      throw new ArgumentError("scatterAdd: expected updates of numbers, got bool; use cast");
    }
    return requirePlaces("scatterAdd", updates, indices, attributes);
  },

  host([updates, indices], { axis, length }, output) {
    requireIndices("scatterAdd", indices, length);
    const outer = sizeOf(output.shape.slice(0, axis));
    const inner = sizeOf(output.shape.slice(axis + 1));
    const source = updates.data;
    const target = output.data;
    const index = indices.data;
    let from = 0;
    for (let i = 0; i < outer; i++) {
      const base = i * length;
      if (inner === 1) {
        for (let k = 0; k < index.length; k++) target[base + index[k]] += source[from++];
      } else {
        for (let k = 0; k < index.length; k++) {
          const to = (base + index[k]) * inner;
          for (let j = 0; j < inner; j++) target[to + j] += source[from + j];
          from += inner;
        }
      }
    }
  },

  vjp({ inputs: [, indices], attributes: { axis } }, cotangent, ops) {
    return [ops.gather(cotangent, indices, axis), undefined];
  },

  cost: ([updates, indices], _attributes, output) => ({
    flops: sizeOf(updates.shape),
    elements: sizeOf(updates.shape) + sizeOf(indices.shape) + sizeOf(output.shape),
  }),
};

/** What a scatter gives. Throws ShapeError or ArgumentError when indices, updates and attributes do not fit. */
export function requirePlaces(
  caller: string,
  updates: Spec,
  indices: Spec,
  { axis, length }: ScatterAddAttributes,
): Spec {
  const { shape, dtype } = updates;
  if (indices.dtype !== "int32") {
    throw new ArgumentError(`${caller}: expected indices of int32, got ${indices.dtype}`);
  }
  if (!Number.isInteger(length) || length < 0) {
    throw new ArgumentError(
      `${caller}: expected length to be a non-negative integer, got ${length}`,
    );
  }
  const after = axis + indices.shape.length;
  const fits = indices.shape.every((count, i) => count === shape[axis + i]);
  if (!Number.isInteger(axis) || axis < 0 || after > shape.length || !fits) {
    throw new ShapeError(
      `${caller}: expected updates of shape [${["...before", ...indices.shape, "...after"].join(", ")}] ` +
        `with axis = ${axis} axes before, got ${formatShape(shape)}`,
    );
  }
  return { shape: [...shape.slice(0, axis), length, ...shape.slice(after)], dtype };
}
