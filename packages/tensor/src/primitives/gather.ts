import { ArgumentError } from "@erlangen/numerics";
import type { HostArray, Primitive } from "../primitive.ts";
import { formatShape, sizeOf, stridesOf } from "../shape.ts";

/** The axis that the indices address, counted from the front. */
export interface GatherAttributes {
  readonly axis: number;
}

/**
 * Takes slices by index: out[..., i..., ...] = x[..., indices[i...], ...].
 *
 * Shapes: x [...before, length, ...after], indices int32 [...i] -> [...before, ...i, ...after].
 */
export const gather: Primitive<GatherAttributes> = {
  name: "gather",

  spec([x, indices], { axis }) {
    if (!Number.isInteger(axis) || axis < 0 || axis >= x.shape.length) {
      throw new ArgumentError(
        `gather: expected axis in [0, ${x.shape.length}) for x of shape ${formatShape(x.shape)}, got ${axis}`,
      );
    }
    if (indices.dtype !== "int32") {
      throw new ArgumentError(`gather: expected indices of int32, got ${indices.dtype}`);
    }
    return {
      shape: [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)],
      dtype: x.dtype,
    };
  },

  host([x, indices], { axis }, output) {
    const length = x.shape[axis];
    requireIndices("gather", indices, length);
    const outer = sizeOf(x.shape.slice(0, axis));
    const inner = sizeOf(x.shape.slice(axis + 1));
    const source = x.data;
    const target = output.data;
    const index = indices.data;
    let to = 0;
    for (let i = 0; i < outer; i++) {
      const base = i * length;
      if (inner === 1) {
        for (let k = 0; k < index.length; k++) target[to++] = source[base + index[k]];
      } else if (inner < 24) {
        for (let k = 0; k < index.length; k++) {
          const from = (base + index[k]) * inner;
          for (let j = 0; j < inner; j++) target[to + j] = source[from + j];
          to += inner;
        }
      } else {
        for (let k = 0; k < index.length; k++) {
          const from = (base + index[k]) * inner;
          target.set(source.subarray(from, from + inner), to);
          to += inner;
        }
      }
    }
  },

  vjp({ inputs: [x, indices], attributes: { axis } }, cotangent, ops) {
    return [ops.scatterAdd(cotangent, indices, x.shape[axis], axis), undefined];
  },

  cost: ([, indices], _attributes, output) => ({
    flops: 0,
    elements: sizeOf(indices.shape) + 2 * sizeOf(output.shape),
  }),
};

/** Throws ArgumentError naming the first index outside `[0, length)` and where it stands. */
export function requireIndices(caller: string, indices: HostArray, length: number): void {
  const { data, shape } = indices;
  for (let k = 0; k < data.length; k++) {
    if (data[k] < 0 || data[k] >= length) {
      const place = stridesOf(shape).map((stride, axis) => Math.floor(k / stride) % shape[axis]);
      throw new ArgumentError(
        `${caller}: expected indices in [0, ${length}), got ${data[k]} at [${place.join(", ")}]`,
      );
    }
  }
}
