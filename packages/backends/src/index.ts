export * from "./conformance/index.ts";
export * from "./devices/index.ts";
export * from "./native/index.ts";
export * from "./onnx/index.ts";
export * from "./schedule/index.ts";
export * from "./tfjs/index.ts";
export * from "./wasm/index.ts";
export * from "./webgpu/index.ts";
