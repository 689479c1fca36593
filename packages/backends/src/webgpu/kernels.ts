import type { PrimitiveStep } from "../schedule/schedule.ts";
import { planArgMax } from "./kernels/arg-max.ts";
import { planConv } from "./kernels/conv.ts";
import { planCumsum } from "./kernels/cumsum.ts";
import { planGather } from "./kernels/gather.ts";
import { planMatmul } from "./kernels/matmul.ts";
import { planScatterAdd, planScatterMax } from "./kernels/scatter.ts";
import { planArgsort } from "./kernels/sort.ts";
import type { Planner } from "./planner.ts";

/** Appends the dispatches that compute one primitive. Operands are empty for gather and tensorProduct only. */
export type KernelGenerator = (step: PrimitiveStep, planner: Planner) => void;

/**
 * The primitives with kernels of their own, by name; the other ones are fused into passes over elements.
 *
 * A composite primitive that is listed here is not composed. Operands may be any views.
 */
export const kernels: Readonly<Record<string, KernelGenerator>> = {
  argMax: planArgMax,
  argsort: planArgsort,
  conv: planConv,
  cumsum: planCumsum,
  gather: planGather,
  matmul: planMatmul,
  scatterAdd: planScatterAdd,
  scatterMax: planScatterMax,
};
