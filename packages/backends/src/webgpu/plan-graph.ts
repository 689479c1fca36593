import { EngineError } from "@erlangen/numerics";
import type { Graph } from "@erlangen/tensor";
import { scheduleGraph } from "../schedule/schedule-graph.ts";
import { equivariantKernels } from "./equivariant/equivariant-kernels.ts";
import { planElementwise } from "./kernels/elementwise.ts";
import { planReduce } from "./kernels/reduce.ts";
import { kernels, type KernelGenerator } from "./kernels.ts";
import { PlanBuilder } from "./plan-builder.ts";
import type { DevicePlan } from "./plan.ts";
import { valueType } from "./wgsl/values.ts";

/** What a plan must keep to. */
export interface PlanOptions {
  /** Buffers that one shader may bind. */
  readonly maxBuffers: number;
  /** Leading inputs that a session carries. */
  readonly carried: number;
  /** Whether equivariant primitives have kernels of their own. Default: true. */
  readonly fusedKernels?: boolean;
}

/**
 * A program as dispatches of generated shaders: the same program gives the same texts.
 *
 * @throws EngineError when the program computes in float64, or a constant index is out of range.
 */
export function planGraph(
  graph: Graph,
  { maxBuffers, carried, fusedKernels = true }: PlanOptions,
): DevicePlan {
  for (const { dtype } of graph.values) valueType(dtype);
  const table: Readonly<Record<string, KernelGenerator>> = fusedKernels
    ? { ...kernels, ...equivariantKernels }
    : kernels;
  const schedule = scheduleGraph(graph, {
    maxBuffers,
    supports: (name) => Object.hasOwn(table, name),
    takesView: (name) => Object.hasOwn(table, name),
  });
  const planner = new PlanBuilder(schedule, (input) => input >= carried);
  for (const step of schedule.steps) {
    if (step.kind === "elementwise") planElementwise(step, planner);
    else if (step.kind === "reduce") planReduce(step, planner);
    else {
      const { name } = step.primitive;
      if (!Object.hasOwn(table, name)) {
        throw new EngineError(`webgpu: expected a primitive with a kernel, got ${name}`);
      }
      table[name](step, planner);
    }
  }
  return planner.finish();
}
