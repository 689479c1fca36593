import { ArgumentError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { sizeOf } from "../shape.ts";
import { requireIndices } from "./gather.ts";
import { requirePlaces, type ScatterAddAttributes } from "./scatter-add.ts";
import { composeScatterMax } from "./scatter-max-composition.ts";

/**
 * Largest of the slices with equal index: out[..., t, ...] = max over i with indices[i] = t of updates[..., i, ...].
 *
 * Shapes as in scatterAdd. Where there is none: -Infinity, or the least int32. NaN if there is one. Ties share the
 * cotangent equally.
 */
export const scatterMax: Primitive<ScatterAddAttributes> = {
  name: "scatterMax",

  spec([updates, indices], attributes) {
    if (updates.dtype === "bool") {
      throw new ArgumentError("scatterMax: expected updates of numbers, got bool; use cast");
    }
    return requirePlaces("scatterMax", updates, indices, attributes);
  },

  host([updates, indices], { axis, length }, output) {
    requireIndices("scatterMax", indices, length);
    const outer = sizeOf(output.shape.slice(0, axis));
    const inner = sizeOf(output.shape.slice(axis + 1));
    const source = updates.data;
    const largest = output.data;
    const index = indices.data;
    largest.fill(leastOf(largest instanceof Int32Array));
    let from = 0;
    for (let i = 0; i < outer; i++) {
      for (let k = 0; k < index.length; k++) {
        const to = (i * length + index[k]) * inner;
        for (let j = 0; j < inner; j++) {
          const value = source[from++];
          if (value > largest[to + j] || Number.isNaN(value)) largest[to + j] = value;
        }
      }
    }
  },

  vjp({ inputs: [updates, indices], attributes: { axis, length }, output }, cotangent, ops) {
    const winners = ops.equal(updates, ops.gather(output, indices, axis));
    const counts = ops.scatterAdd(ops.cast(winners, updates.dtype), indices, length, axis);
    // Gathered before the division: the counts of empty places are 0, and nothing may divide by them.
    const shares = ops.div(ops.gather(cotangent, indices, axis), ops.gather(counts, indices, axis));
    return [ops.select(winners, shares, 0), undefined];
  },

  cost: ([updates, indices], _attributes, output) => ({
    flops: sizeOf(updates.shape),
    elements: sizeOf(updates.shape) + sizeOf(indices.shape) + sizeOf(output.shape),
  }),

  compose: ([updates, indices], attributes, ops) =>
    composeScatterMax(updates, indices, attributes, ops),
};

/** The maximum of nothing. */
function leastOf(integer: boolean): number {
  return integer ? -(2 ** 31) : -Infinity;
}
