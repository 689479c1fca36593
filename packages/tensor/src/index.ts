export { compile, trace } from "./compile.ts";
export type { Compiled, CompileSettings, Traced } from "./compile.ts";
export { compileStep } from "./compile-step.ts";
export type { RunningStep } from "./compile-step.ts";
export * from "./derivatives/index.ts";
export { allocate, isFloat } from "./dtype.ts";
export type { DType, FloatDType, Storage } from "./dtype.ts";
export * from "./engine/index.ts";
export * from "./functions/index.ts";
export type { Operand, Operations } from "./operations.ts";
export { apply, placeholder, run } from "./primitive.ts";
export type { ConvAttributes } from "./primitives/conv.ts";
export type { PadAttributes } from "./primitives/pad.ts";
export type {
  ProductAttributes,
  ProductOperands,
  ProductSlot,
  SlotAccess,
} from "./primitives/product-attributes.ts";
export { outputMultiplicity, weightCount } from "./primitives/product-table.ts";
export type {
  BlockLayout,
  ConnectionMode,
  Coupling,
  ProductBlock,
  ProductPath,
  ProductTable,
} from "./primitives/product-table.ts";
export type { SliceAttributes } from "./primitives/slice.ts";
export type { Application, Cost, HostArray, Primitive } from "./primitive.ts";
export { formatShape, sizeOf } from "./shape.ts";
export type { Shape } from "./shape.ts";
export { Tensor, tensor } from "./tensor.ts";
export type { NestedNumbers, Origin, Spec, TensorData } from "./tensor.ts";
export * from "./trace/index.ts";
export { flatten, mapTree, unflatten } from "./tree.ts";
export type { Tree, TreeStructure } from "./tree.ts";
