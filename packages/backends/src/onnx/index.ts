export { encodeModel } from "./encode-model.ts";
export { graphToOnnx, onnxOpset } from "./graph-to-onnx.ts";
export type { GraphToOnnxOptions } from "./graph-to-onnx.ts";
export { readOnnx } from "./decode-model.ts";
export type { OnnxAttribute, OnnxGraph, OnnxModelData, OnnxNode, OnnxValue } from "./model.ts";
export type { OnnxTensor } from "./onnx-tensor.ts";
