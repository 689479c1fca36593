import type { DType } from "@erlangen/tensor";
import type { ScheduledBuffer, View } from "../schedule/schedule.ts";

/** Device memory of a plan. Buffers of the schedule come first, at their own positions; scratch space follows. */
export interface PlanBuffer {
  readonly dtype: DType;
  /** Number of elements; each takes four bytes on the device. */
  readonly size: number;
  /** `faults`: where kernels note an index out of range, read back with the results. */
  readonly role: ScheduledBuffer["role"] | { readonly kind: "faults" };
  /** First command that writes it and last command that uses it; see {@link ScheduledBuffer.live}. */
  readonly live: readonly [first: number, last: number];
}

/** One dispatch of one shader. */
export interface Command {
  /** What it computes, for error messages and profilers. */
  readonly label: string;
  /** A whole WGSL module with the entry point `main`. */
  readonly code: string;
  /** Buffers at the bindings 0, 1, ... of group 0, each buffer once. */
  readonly bindings: readonly Binding[];
  readonly workgroups: readonly [x: number, y: number, z: number];
}

/** A buffer as a shader sees it. */
export interface Binding {
  readonly buffer: number;
  readonly writes: boolean;
}

/** Indices that the caller passes in: looked through on the host before each run. */
export interface InputCheck {
  readonly input: number;
  readonly view: View;
  /** Indices lie in `[0, length)`. */
  readonly length: number;
  /** The primitive that uses them. */
  readonly primitive: string;
}

/** Indices that a program computes: the kernel of a check writes position and value of the first bad one. */
export interface DeviceCheck {
  readonly view: View;
  readonly length: number;
  readonly primitive: string;
}

/** A program as a list of dispatches, independent of any device. */
export interface DevicePlan {
  readonly buffers: readonly PlanBuffer[];
  readonly commands: readonly Command[];
  /** The results in order, each contiguous. */
  readonly outputs: readonly View[];
  readonly inputChecks: readonly InputCheck[];
  /** In the order of their entries in the buffer `faults`, two words each. */
  readonly deviceChecks: readonly DeviceCheck[];
  readonly faults: number | undefined;
}
