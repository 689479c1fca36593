import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** Lengths of the axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements of a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** `[2, 3]`, as error messages print it. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/**
 * The shape to which all of `shapes` broadcast by NumPy's rule: axes align at the right, a length of 1 stretches.
 *
 * @throws ShapeError when two lengths differ and neither is 1.
 */
export function broadcastShapes(caller: string, ...shapes: readonly Shape[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    const shift = rank - shape.length;
    shape.forEach((length, axis) => {
      const current = result[axis + shift];
      if (current === 1) result[axis + shift] = length;
      else if (length !== 1 && length !== current) {
        throw new ShapeError(
          `${caller}: expected shapes that broadcast, got ${shapes.map(formatShape).join(" and ")}`,
        );
      }
    });
  }
  return result;
}

/**
 * An axis counted from the front.
 *
 * @param axis - In `[-rank, rank)`; negative counts from the back.
 * @throws ArgumentError when out of range.
 */
export function normalizeAxis(caller: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new ArgumentError(`${caller}: expected axis in [${-rank}, ${rank}), got ${axis}`);
  }
  return axis < 0 ? axis + rank : axis;
}

/** Distinct axes counted from the front, ascending; `undefined` means all of them. */
export function normalizeAxes(
  caller: string,
  axes: number | readonly number[] | undefined,
  rank: number,
): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = (typeof axes === "number" ? [axes] : axes).map((axis) =>
    normalizeAxis(caller, axis, rank),
  );
  if (new Set(list).size !== list.length) {
    throw new ArgumentError(`${caller}: expected distinct axes, got [${list.join(", ")}]`);
  }
  return list.toSorted((a, b) => a - b);
}

/** `shape` without `axes`, or with each of them shrunk to 1. */
export function reducedShape(shape: Shape, axes: readonly number[], keepAxes = false): number[] {
  const removed = new Set(axes);
  return keepAxes
    ? shape.map((length, axis) => (removed.has(axis) ? 1 : length))
    : shape.filter((_, axis) => !removed.has(axis));
}
