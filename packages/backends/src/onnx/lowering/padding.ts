import type { Shape } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";

/** How {@link padded} is to fill. */
export interface Padding {
  readonly shape: Shape;
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Elements between neighbours. */
  readonly interior: readonly number[];
  /** Name of a scalar. */
  readonly value: string;
}

/**
 * Puts a value around and between elements.
 *
 * Between: each dilated axis is split in two, [n] -> [n, 1], the second padded to [n, 1 + interior] and merged, and
 * the surplus after the last element is cropped by the outer padding.
 */
export function padded(name: string, padding: Padding, builder: OnnxBuilder): string {
  const { shape, low, high, interior, value } = padding;
  let current = name;
  let surplus = shape.map(() => 0);
  if (interior.some((count, axis) => count > 0 && shape[axis] > 1)) {
    const split = shape.flatMap((length) => [length, 1]);
    current = builder.reshape(current, shape, split);
    const after = interior.flatMap((count) => [0, count]);
    current = pad(current, { low: after.map(() => 0), high: after, value }, builder);
    const dilated = shape.flatMap((length, axis) => [length, 1 + interior[axis]]);
    const lengths = shape.map((length, axis) => length * (1 + interior[axis]));
    current = builder.reshape(current, dilated, lengths);
    surplus = [...interior];
  }
  return pad(
    current,
    { low, high: high.map((count, axis) => count - surplus[axis]), value },
    builder,
  );
}

/** ONNX's Pad; negative amounts crop. */
function pad(
  name: string,
  { low, high, value }: { low: readonly number[]; high: readonly number[]; value: string },
  builder: OnnxBuilder,
): string {
  if ([...low, ...high].every((count) => count === 0)) return name;
  return builder.node("Pad", [name, builder.integers([...low, ...high]), value]);
}
