export { measureOverhead } from "./measure-overhead.ts";
export type { MeasureOverheadOptions, Overhead } from "./measure-overhead.ts";
export { native } from "./native.ts";
export type { NativeOptions } from "./native.ts";
export type {
  NativeDevice,
  OnnxRuntime,
  RuntimeOptions,
  RuntimeSession,
  RuntimeTensor,
} from "./runtime.ts";
