import { ArgumentError } from "@erlangen/numerics";
import { productCallOf } from "../equivariant/product-call.ts";
import type { PrimitiveStep, Schedule } from "../../schedule/schedule.ts";
import { elementBytes } from "../loops/vector-access.ts";
import type { MemoryLayout, Phase } from "./memory-layout.ts";
import { statusStride } from "./write-program.ts";

/** What a failed step left behind. */
export interface FaultPlace {
  readonly schedule: Schedule;
  readonly layout: MemoryLayout;
  readonly phase: Phase;
  /** The whole memory as integers. */
  readonly integers: Int32Array;
}

/** The error for a status other than 0: which primitive got which index, and where it stands. */
export function indexFault(
  status: number,
  { schedule, layout, phase, integers }: FaultPlace,
): ArgumentError {
  const step = schedule.steps[Math.floor((status - 1) / statusStride)];
  if (step.kind !== "primitive") throw new Error("internal: a fault of a step without indices");
  const view = step.operands[(status - 1) % statusStride];
  const bound = boundOf(step, (status - 1) % statusStride);
  const begin = layout.addressOf(view, phase) / elementBytes;
  const size = view.shape.reduce((product, length) => product * length, 1);
  const indices = integers.subarray(begin, begin + size);
  const position = indices.findIndex((index) => index < 0 || index >= bound);
  let rest = position;
  const place = view.shape
    .toReversed()
    .map((length) => {
      const coordinate = rest % length;
      rest = Math.floor(rest / length);
      return coordinate;
    })
    .toReversed();
  return new ArgumentError(
    `${step.primitive.name}: expected indices in [0, ${bound}), got ${indices[position]} at [${place.join(", ")}]`,
  );
}

/** One more than the largest index allowed in an operand. */
function boundOf(
  { primitive, attributes, operands, target }: PrimitiveStep,
  operand: number,
): number {
  if (primitive.name === "gather") {
    return operands[0].shape[(attributes as { readonly axis: number }).axis];
  }
  if (primitive.name === "tensorProduct") {
    const { slots } = productCallOf({ attributes, operands, target });
    const slot = Object.values(slots).find(({ index }) => index === operand);
    if (slot !== undefined) return slot.rows;
  }
  return (attributes as { readonly length: number }).length;
}
