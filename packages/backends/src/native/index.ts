export { native } from "./native.ts";
export type { NativeOptions } from "./native.ts";
export type {
  NativeDevice,
  OnnxRuntime,
  RuntimeOptions,
  RuntimeSession,
  RuntimeTensor,
  RuntimeValue,
} from "./runtime.ts";
