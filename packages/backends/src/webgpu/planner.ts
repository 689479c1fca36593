import type { DType, Shape, Tensor } from "@erlangen/tensor";
import type { View } from "../schedule/schedule.ts";
import type { Command } from "./plan.ts";

/** The positions of indices, grouped by value: those of `t` are `order[starts[t]..starts[t + 1])`, ascending. */
export interface Segments {
  /** int32 `[count]`: positions in the flat list of indices. */
  readonly order: View;
  /** int32 `[length + 1]`. */
  readonly starts: View;
}

/** What a kernel generator may ask for while a program becomes a list of dispatches. */
export interface Planner {
  dispatch(command: Command): void;
  /** Memory between two commands, contiguous and row-major. */
  scratch(dtype: DType, shape: Shape): View;
  /** Numbers that are known now. */
  constant(tensor: Tensor): View;
  /** Sees to it that a run ends with an error unless `indices` lie in `[0, length)`. */
  checkIndices(indices: View, length: number, primitive: string): void;
  /** The positions of `indices` grouped by value in `[0, length)`; computed once for equal indices. */
  segments(indices: View, length: number): Segments;
}
