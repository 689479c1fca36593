import type { ErlangenError } from "@erlangen/numerics";
import { elementBytes } from "../loops/vector-access.ts";
import type { Phase } from "./memory-layout.ts";
import { statusStride, type WasmProgram } from "./write-program.ts";

/** The error for a status other than 0: which primitive got which index, and where it stands. */
export function indexFault(
  status: number,
  { kernels, layout }: WasmProgram,
  { phase, integers }: { readonly phase: Phase; readonly integers: Int32Array },
): ErlangenError {
  const step = kernels[Math.floor((status - 1) / statusStride)];
  const operand = (status - 1) % statusStride;
  const fault = step.kind === "primitive" ? step.kernel.fault : undefined;
  if (fault === undefined) throw new Error("internal: a kernel that does not say what is wrong");
  const view = step.views[operand];
  const begin = layout.addressOf(view, phase) / elementBytes;
  const size = view.shape.reduce((product, length) => product * length, 1);
  return fault(operand, integers.slice(begin, begin + size));
}
