import type { Shape } from "@erlangen/tensor";

/** WGSL statements that take a position apart, and the names of its coordinates. */
export interface Unraveled {
  readonly lines: readonly string[];
  readonly coordinates: readonly string[];
}

/** Takes the row-major position `linear` (a u32 expression) in `shape` apart; names start with `prefix`. */
export function unravel(linear: string, shape: Shape, prefix: string): Unraveled {
  const lines: string[] = [];
  const coordinates = shape.map(() => "0u");
  const long = shape.flatMap((length, axis) => (length === 1 ? [] : [axis]));
  let rest = linear;
  long.toReversed().forEach((axis, i) => {
    if (i === long.length - 1) {
      coordinates[axis] = rest;
      return;
    }
    coordinates[axis] = `${prefix}${axis}`;
    lines.push(`let ${prefix}${axis} = (${rest}) % ${shape[axis]}u;`);
    lines.push(`let ${prefix}over${axis} = (${rest}) / ${shape[axis]}u;`);
    rest = `${prefix}over${axis}`;
  });
  return { lines, coordinates };
}

/** The u32 expression offset + sum of coordinate times stride; negative strides wrap around and come out right. */
export function place(
  coordinates: readonly string[],
  strides: readonly number[],
  offset: number | string = 0,
): string {
  const added: string[] = offset === 0 ? [] : [typeof offset === "number" ? `${offset}u` : offset];
  const taken: string[] = [];
  coordinates.forEach((coordinate, axis) => {
    const stride = strides[axis];
    if (stride === 0) return;
    const size = Math.abs(stride);
    const term = size === 1 ? `(${coordinate})` : `(${coordinate}) * ${size}u`;
    (stride > 0 ? added : taken).push(term);
  });
  const sum = added.length === 0 ? "0u" : added.join(" + ");
  return [sum, ...taken].join(" - ");
}
