export { convKernel } from "./conv-kernel.ts";
export { matmulKernel } from "./matmul-kernel.ts";
export { takesMatrixStrides } from "./matmul-layout.ts";
