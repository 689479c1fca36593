import type { ProductPath } from "@erlangen/tensor";
import type { View } from "../../schedule/schedule.ts";
import { planElementwise } from "../kernels/elementwise.ts";
import { planReduce } from "../kernels/reduce.ts";
import type { Planner } from "../planner.ts";
import { listsCouplings, productPasses, type ProductPass } from "./product-passes.ts";
import type { BatchWalk, PassContext } from "./lane-loop.ts";
import { planListedPass } from "./list-shader.ts";
import { planPass } from "./product-shader.ts";
import { withinBindings, type DeviceProduct } from "./product-source.ts";

/** Up to this many indices each row of the target looks through all of them; beyond, they are sorted first. */
const lookThrough = 128;
/** Invocations that keep a device busy. */
const busy = 65_536;

/**
 * The given paths of a product in one shader for all those with the same channels. Numbers of the target that no path
 * reaches become 0.
 *
 * Each number of the target is added up by one invocation, or by some that join in a tree: no atomics, the same bits
 * every time. Rows of an indexed target find their part of the batch by sorted indices. A shared target is added up
 * in portions of the batch first, if that is long.
 */
export function planPaths(
  paths: readonly ProductPath[],
  given: DeviceProduct,
  planner: Planner,
): void {
  const product = withinBindings(given, planner, listsCouplings(paths) ? 1 : 0);
  const { attributes, slots, batch } = product;
  const { target, table } = attributes;
  const { access, view, rows } = slots[target];
  if (paths.length === 0) {
    fillZeros(view, planner);
    return;
  }
  if (access !== "shared") {
    writeRows(product, paths, batchWalk(product, planner), planner);
    return;
  }
  const portions = Math.max(1, Math.min(Math.ceil(busy / table[target]), Math.floor(batch / 16)));
  const share = Math.ceil(batch / portions);
  if (portions === 1) {
    const matrix = { ...view, shape: [rows, table[target]], strides: [0, ...view.strides] };
    const whole = { ...product, slots: { ...slots, [target]: { ...slots[target], view: matrix } } };
    writeRows(whole, paths, { kind: "portions", rows: 1, share }, planner);
    return;
  }
  const partial = planner.scratch(view.dtype, [portions, table[target]]);
  const parts = { ...product, slots: { ...slots, [target]: { ...slots[target], view: partial } } };
  writeRows(parts, paths, { kind: "portions", rows: portions, share }, planner);
  planReduce(
    {
      kind: "reduce",
      domain: partial.shape,
      operands: [partial],
      expression: [{ kind: "operand", operand: 0, dtype: partial.dtype }],
      node: 0,
      reduction: "sum",
      axes: [0],
      target: view,
    },
    planner,
  );
}

/** Adds the given paths to a target that is not shared. */
export function addPaths(
  paths: readonly ProductPath[],
  given: DeviceProduct,
  planner: Planner,
): void {
  const product = withinBindings(given, planner, listsCouplings(paths) ? 1 : 0);
  const walk = batchWalk(product, planner);
  for (const pass of productPasses(paths, product.attributes.target, walk.kind === "rows")) {
    dispatchPass(pass, { product, walk, adds: true }, planner);
  }
}

function dispatchPass(pass: ProductPass, context: PassContext, planner: Planner): void {
  if (pass.isListed) planListedPass(pass, context, planner);
  else planPass(pass, context, planner);
}

/** Which part of the batch belongs to a row of the target. */
function batchWalk({ attributes, slots, batch }: DeviceProduct, planner: Planner): BatchWalk {
  const { index, rows } = slots[attributes.target];
  if (index === undefined) return { kind: "rows", rows };
  if (batch <= lookThrough) return { kind: "search", rows, index };
  return { kind: "segments", rows, segments: planner.segments(index, rows) };
}

/** Writes every number of the target: the first shader that reaches a block sets it, later ones add to it. */
function writeRows(
  product: DeviceProduct,
  paths: readonly ProductPath[],
  walk: BatchWalk,
  planner: Planner,
): void {
  const { attributes, slots } = product;
  const { target, table } = attributes;
  const passes = productPasses(paths, target, walk.kind === "rows");
  const isOnce = setsEachOnce(passes, table[target]);
  if (!isOnce) fillZeros(slots[target].view, planner);
  for (const pass of passes) dispatchPass(pass, { product, walk, adds: !isOnce }, planner);
}

/** Whether the blocks of all shaders are disjoint and cover the target. */
function setsEachOnce(passes: readonly ProductPass[], length: number): boolean {
  const covered = new Uint8Array(length);
  for (const { parts } of passes) {
    for (const { block } of parts) {
      const end = block.offset + block.multiplicity * block.dim;
      for (let at = block.offset; at < end; at++) {
        if (covered[at] !== 0) return false;
        covered[at] = 1;
      }
    }
  }
  return covered.every((count) => count === 1);
}

function fillZeros(target: View, planner: Planner): void {
  planElementwise(
    {
      kind: "elementwise",
      domain: target.shape,
      operands: [],
      expression: [{ kind: "scalar", value: 0, dtype: target.dtype }],
      results: [{ node: 0, target }],
    },
    planner,
  );
}
