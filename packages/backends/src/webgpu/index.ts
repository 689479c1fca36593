export { assignSlots } from "./assign-slots.ts";
export type { SlotPlan } from "./assign-slots.ts";
export type { DeviceOptions } from "./device-source.ts";
export { planGraph } from "./plan-graph.ts";
export type { PlanOptions } from "./plan-graph.ts";
export type { Binding, Command, DeviceCheck, DevicePlan, InputCheck, PlanBuffer } from "./plan.ts";
export { webgpu } from "./webgpu.ts";
export type { WebgpuOptions } from "./webgpu.ts";
