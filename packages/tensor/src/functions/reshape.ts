import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { reshape as reshapePrimitive } from "../primitives/reshape.ts";
import { formatShape, normalizeAxes, sameShape, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * The same elements, row-major, under another shape.
 *
 * @param shape - Lengths with the same product; one of them may be -1 and is then inferred.
 * @throws ShapeError when the number of elements differs; ArgumentError for two lengths of -1.
 *
 * ```ts
 * import { reshape, tensor } from "@erlangen/tensor";
 *
 * reshape(tensor([1, 2, 3, 4, 5, 6]), [2, -1]).toArray(); // => [[1, 2, 3], [4, 5, 6]]
 * ```
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const resolved = inferred(x.shape, shape);
  return sameShape(x.shape, resolved) ? x : apply(reshapePrimitive, [x], { shape: resolved });
}

function inferred(from: Shape, shape: Shape): number[] {
  const position = shape.indexOf(-1);
  if (position < 0) return [...shape];
  if (shape.includes(-1, position + 1)) {
    throw new ArgumentError(
      `reshape: expected at most one length of -1, got ${formatShape(shape)}`,
    );
  }
  const known = sizeOf(shape.filter((length) => length !== -1));
  const missing = sizeOf(from) / known;
  if (!Number.isInteger(missing)) {
    throw new ShapeError(
      `reshape: expected a shape of ${sizeOf(from)} elements for x of shape ${formatShape(from)}, got ${formatShape(shape)}`,
    );
  }
  return shape.map((length) => (length === -1 ? missing : length));
}

/** All elements in one axis, row-major: [...] -> [size]. */
export function ravel(x: Tensor): Tensor {
  return reshape(x, [x.size]);
}

/**
 * Inserts axes of length 1.
 *
 * @param axes - Where they stand in the result; negative counts from its back.
 * @throws ArgumentError when an axis is out of range or given twice.
 */
export function expandDims(x: Tensor, axes: number | readonly number[]): Tensor {
  const count = typeof axes === "number" ? 1 : axes.length;
  const inserted = new Set(normalizeAxes("expandDims", axes, x.rank + count));
  let next = 0;
  const shape = Array.from({ length: x.rank + count }, (_, axis) =>
    inserted.has(axis) ? 1 : x.shape[next++],
  );
  return reshape(x, shape);
}

/**
 * Removes axes of length 1.
 *
 * @param axes - Default: all axes of length 1.
 * @throws ShapeError when one of `axes` has another length; ArgumentError when it is out of range.
 */
export function squeeze(x: Tensor, axes?: number | readonly number[]): Tensor {
  if (axes === undefined)
    return reshape(
      x,
      x.shape.filter((length) => length !== 1),
    );
  const removed = normalizeAxes("squeeze", axes, x.rank);
  for (const axis of removed) {
    if (x.shape[axis] !== 1) {
      throw new ShapeError(
        `squeeze: expected axis ${axis} of length 1, got x of shape ${formatShape(x.shape)}`,
      );
    }
  }
  return reshape(
    x,
    x.shape.filter((_, axis) => !removed.includes(axis)),
  );
}
