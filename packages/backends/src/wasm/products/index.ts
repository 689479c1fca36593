export { matmulKernel } from "./matmul-kernel.ts";
