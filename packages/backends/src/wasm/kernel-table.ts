import { equivariantKernels } from "./equivariant/equivariant-kernels.ts";
import type { KernelMaker } from "./kernels.ts";
import { argMaxKernel } from "./movement/arg-max-kernel.ts";
import { argsortKernel } from "./movement/argsort-kernel.ts";
import { cumsumKernel } from "./movement/cumsum-kernel.ts";
import { gatherKernel } from "./movement/gather-kernel.ts";
import { scatterAddKernel, scatterMaxKernel } from "./movement/scatter-kernel.ts";
import { convKernel } from "./products/conv-kernel.ts";
import { matmulKernel } from "./products/matmul-kernel.ts";

/** The primitives with a kernel of their own, by name; the rest of the language is fused loops and views. */
export const kernelTable: ReadonlyMap<string, KernelMaker> = new Map<string, KernelMaker>(
  Object.entries({
    ...equivariantKernels,
    argMax: argMaxKernel,
    argsort: argsortKernel,
    conv: convKernel,
    cumsum: cumsumKernel,
    gather: gatherKernel,
    matmul: matmulKernel,
    scatterAdd: scatterAddKernel,
    scatterMax: scatterMaxKernel,
  }),
);
