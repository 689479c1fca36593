import { EngineError } from "@erlangen/numerics";
import { sizeOf, type Storage, type Tensor } from "@erlangen/tensor";
import type { DeviceCheck, DevicePlan } from "./plan.ts";

/** A message about the first index of a view that is out of range; nothing when all are in range. */
export function firstBadIndex(numbers: Storage, check: DeviceCheck): string | undefined {
  const { view, length } = check;
  const { shape, strides } = view;
  const coordinates = new Array<number>(shape.length).fill(0);
  const count = sizeOf(shape);
  let at = view.offset;
  for (let position = 0; position < count; position++) {
    const index = numbers[at];
    if (index < 0 || index >= length) return badIndex(check, index, position);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++coordinates[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      coordinates[axis] = 0;
    }
  }
  return undefined;
}

/** Says which index, at this row-major position, is out of range. */
export function badIndex(
  { view: { shape }, length, primitive }: DeviceCheck,
  index: number,
  position: number,
): string {
  let rest = position;
  const place = shape
    .toReversed()
    .map((extent) => {
      const coordinate = rest % extent;
      rest = Math.floor(rest / extent);
      return coordinate;
    })
    .toReversed();
  return `webgpu: expected indices of ${primitive} in [0, ${length}), got ${index} at [${place.join(", ")}]`;
}

/** Throws EngineError for the first index out of range among the inputs. */
export function requireIndices(
  { inputChecks }: DevicePlan,
  inputs: readonly (Tensor | undefined)[],
): void {
  for (const check of inputChecks) {
    const given = inputs[check.input];
    const problem = given === undefined ? undefined : firstBadIndex(given.data, check);
    if (problem !== undefined) throw new EngineError(problem);
  }
}
