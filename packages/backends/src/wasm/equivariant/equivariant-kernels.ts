import type { KernelMaker } from "../kernels.ts";
import { solidHarmonicsKernel } from "./solid-harmonics-kernel.ts";
import { tensorProductKernel } from "./tensor-product-kernel.ts";

/** The fused kernels of equivariant primitives, by primitive; float32 only. */
export const equivariantKernels: Readonly<Record<"solidHarmonics" | "tensorProduct", KernelMaker>> =
  {
    solidHarmonics: solidHarmonicsKernel,
    tensorProduct: tensorProductKernel,
  };
