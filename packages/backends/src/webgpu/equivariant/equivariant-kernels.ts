import type { KernelGenerator } from "../kernels.ts";
import { planSolidHarmonics } from "./solid-harmonics.ts";
import { planTensorProduct } from "./tensor-product.ts";

/** The fused kernels of equivariant primitives, by primitive; without them these are composed of simpler ones. */
export const equivariantKernels: Readonly<
  Record<"solidHarmonics" | "tensorProduct", KernelGenerator>
> = {
  solidHarmonics: planSolidHarmonics,
  tensorProduct: planTensorProduct,
};
