export { convKernel } from "./conv-kernel.ts";
export { matmulKernel } from "./matmul-kernel.ts";
