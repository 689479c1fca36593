export { equivariantKernels } from "./equivariant-kernels.ts";
export type { KernelCall, KernelFunction, KernelMaker, WasmKernel } from "../kernels.ts";
