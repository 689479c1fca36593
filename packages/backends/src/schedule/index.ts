export { planMemory } from "./plan-memory.ts";
export type { MemoryPlan, MemoryPlanOptions } from "./plan-memory.ts";
export { runSchedule } from "./run-schedule.ts";
export type {
  ElementwiseStep,
  ExpressionNode,
  PrimitiveStep,
  ReduceStep,
  Schedule,
  ScheduledBuffer,
  Step,
  View,
} from "./schedule.ts";
export { scheduleGraph } from "./schedule-graph.ts";
export type { ScheduleOptions } from "./schedule-graph.ts";
export { isContiguous, mergeAxes } from "./views.ts";
export type { CommonAxes } from "./views.ts";
