export * from "./conformance/index.ts";
export * from "./native/index.ts";
export * from "./onnx/index.ts";
