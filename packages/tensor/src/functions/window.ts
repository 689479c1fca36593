import { ArgumentError } from "@erlangen/numerics";
import { dilatedLength } from "../primitives/conv.ts";
import type { Shape } from "../shape.ts";

/** Where the channels stand: `[batch, ...spatial, channels]` or `[batch, channels, ...spatial]`. */
export type Layout = "channels-last" | "channels-first";

/** `[before, after]` for each spatial axis; negative crops. */
export type ExplicitPadding = readonly (readonly [before: number, after: number])[];

/**
 * What surrounds the input: `valid` nothing; `same` zeros, so that n elements give ceil(n / stride) positions (the odd
 * one after); `circular` the other end, as on a torus, with as many positions; or explicit amounts of zeros.
 */
export type Padding = "valid" | "same" | "circular" | ExplicitPadding;

/** One number for every spatial axis, or one for each. */
export type PerAxis = number | readonly number[];

/** The spatial lengths of a shape in this layout. */
export function spatialShape(shape: Shape, layout: Layout): number[] {
  return layout === "channels-last" ? shape.slice(1, -1) : shape.slice(2);
}

/**
 * Spells out one number for each spatial axis.
 *
 * @throws ArgumentError when they are not `rank` integers of at least `least`.
 */
export function perAxis(
  caller: string,
  name: string,
  value: PerAxis,
  { rank, least = 1 }: { readonly rank: number; readonly least?: number },
): number[] {
  const values = typeof value === "number" ? new Array<number>(rank).fill(value) : [...value];
  const valid = values.every((entry) => Number.isInteger(entry) && entry >= least);
  if (values.length !== rank || !valid) {
    throw new ArgumentError(
      `${caller}: expected ${name} to be an integer >= ${least} or ${rank} of them, got ${Array.isArray(value) ? `[${values.join(", ")}]` : value}`,
    );
  }
  return values;
}

/** Lengths along each spatial axis that decide how much `same` and `circular` add. */
export interface WindowGeometry {
  readonly spatial: readonly number[];
  readonly taps: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
}

/**
 * The amounts that a padding adds before and after each spatial axis.
 *
 * @throws ArgumentError when explicit amounts are not one pair of integers for each axis.
 */
export function paddingAmounts(
  caller: string,
  padding: Padding,
  { spatial, taps, strides, dilation }: WindowGeometry,
): [before: number, after: number][] {
  if (typeof padding !== "string") {
    if (padding.length !== spatial.length || !padding.flat().every(Number.isInteger)) {
      throw new ArgumentError(
        `${caller}: expected padding to be ${spatial.length} pairs of integers, got ${JSON.stringify(padding)}`,
      );
    }
    return padding.map(([before, after]) => [before, after]);
  }
  return spatial.map((length, axis) => {
    const reach = dilatedLength(taps[axis], dilation[axis]);
    switch (padding) {
      case "valid":
        return [0, 0];
      case "same": {
        const positions = Math.ceil(length / strides[axis]);
        const total = Math.max(0, (positions - 1) * strides[axis] + reach - length);
        return [Math.floor(total / 2), Math.ceil(total / 2)];
      }
      case "circular":
        return [Math.floor((reach - 1) / 2), Math.ceil((reach - 1) / 2)];
      default:
        throw new ArgumentError(
          `${caller}: expected padding "valid", "same", "circular" or pairs of integers, got ${JSON.stringify(padding)}`,
        );
    }
  });
}

/** The same amounts for all axes of a tensor: none for batch and channels. */
export function onSpatialAxes(
  amounts: readonly (readonly [number, number])[],
  layout: Layout,
): (readonly [number, number])[] {
  return layout === "channels-last" ? [[0, 0], ...amounts, [0, 0]] : [[0, 0], [0, 0], ...amounts];
}
