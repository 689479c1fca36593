import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { concatenate as concatenatePrimitive } from "../primitives/concatenate.ts";
import { formatShape, normalizeAxis, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { expandDims } from "./reshape.ts";
import { slice } from "./slice.ts";

/**
 * Joins tensors along an axis, in the order given.
 *
 * @param parts - At least one; equal in element type and in all axes but `axis`.
 * @param axis - Negative counts from the back. Default 0.
 * @throws ShapeError or ArgumentError when they do not fit.
 */
export function concatenate(parts: readonly Tensor[], axis = 0): Tensor {
  if (parts.length === 0) {
    throw new ArgumentError("concatenate: expected at least one part, got none");
  }
  const position = normalizeAxis("concatenate", axis, parts[0].rank);
  return parts.length === 1
    ? parts[0]
    : apply(concatenatePrimitive, [...parts], { axis: position });
}

/**
 * Joins tensors of one shape along a new axis.
 *
 * @param axis - Place of the new axis in the result; negative counts from its back. Default 0.
 * @throws ShapeError when shapes differ; ArgumentError without parts.
 */
export function stack(parts: readonly Tensor[], axis = 0): Tensor {
  if (parts.length === 0) throw new ArgumentError("stack: expected at least one part, got none");
  const [{ shape }] = parts;
  const position = normalizeAxis("stack", axis, shape.length + 1);
  const odd = parts.find((part) => !sameShape(part.shape, shape));
  if (odd !== undefined) {
    throw new ShapeError(
      `stack: expected parts of one shape, got ${formatShape(shape)} and ${formatShape(odd.shape)}`,
    );
  }
  return concatenate(
    parts.map((part) => expandDims(part, position)),
    position,
  );
}

/**
 * Cuts a tensor into consecutive parts; the inverse of {@link concatenate}.
 *
 * @param parts - How many equal parts, or the length of each.
 * @param axis - Negative counts from the back. Default 0.
 * @throws ShapeError when the lengths do not add up to that of the axis.
 */
export function split(x: Tensor, parts: number | readonly number[], axis = 0): Tensor[] {
  const position = normalizeAxis("split", axis, x.rank);
  const length = x.shape[position];
  const lengths =
    typeof parts === "number"
      ? new Array<number>(Math.max(0, Math.trunc(parts))).fill(length / parts)
      : parts;
  const total = lengths.reduce((sum, part) => sum + part, 0);
  if (lengths.some((part) => !Number.isInteger(part) || part < 0) || total !== length) {
    throw new ShapeError(
      `split: expected parts that add up to axis ${position} of x of shape ${formatShape(x.shape)}, ` +
        `got ${typeof parts === "number" ? `${parts} equal parts` : formatShape(parts)}`,
    );
  }
  const whole = x.shape.slice(0, position).map(() => undefined);
  let begin = 0;
  return lengths.map((part) => slice(x, [...whole, [begin, (begin += part)]]));
}
