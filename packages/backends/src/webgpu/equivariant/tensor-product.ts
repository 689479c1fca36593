import type { PrimitiveStep } from "../../schedule/schedule.ts";
import { activePaths } from "../../wasm/equivariant/block-plan.ts";
import type { Planner } from "../planner.ts";
import { planPaths } from "./fused-paths.ts";
import { mixesByMatrix, planMixing, withOutputRows } from "./mixed-paths.ts";
import { productOf } from "./product-source.ts";

/**
 * The fused tensor product, or a derivative of it: gather, product and scatter in one shader, couplings folded into
 * the code, no tensors in between.
 *
 * Large paths that mix channels with shared weights go on to a product of matrices instead.
 */
export function planTensorProduct(step: PrimitiveStep, planner: Planner): void {
  const product = productOf(step, planner);
  const paths = activePaths(product.attributes.table, product.attributes.target);
  const isMixed = mixesByMatrix(paths, product);
  const [mixed, others] = [paths.filter(isMixed), paths.filter((path) => !isMixed(path))];
  if (mixed.length === 0) {
    planPaths(paths, product, planner);
    return;
  }
  withOutputRows(product, planner, (rows) => {
    planPaths(others, rows, planner);
    planMixing(mixed, rows, planner);
  });
}
