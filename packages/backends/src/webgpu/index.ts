export { webgpu } from "./webgpu.ts";
export type { WebgpuOptions } from "./webgpu.ts";
