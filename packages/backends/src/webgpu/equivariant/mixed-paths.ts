import type { ProductPath } from "@erlangen/tensor";
import { blockStrides, matmul, scatterAdd } from "@erlangen/tensor/primitives";
import type { View } from "../../schedule/schedule.ts";
import { rowMajorStrides, transposeView } from "../../schedule/views.ts";
import { blockKey } from "../../wasm/equivariant/block-plan.ts";
import { pairMode } from "../../wasm/equivariant/channel-plan.ts";
import { pairCount } from "../../wasm/equivariant/product-plan.ts";
import { planElementwise } from "../kernels/elementwise.ts";
import { planMatmul } from "../kernels/matmul.ts";
import { planReduce } from "../kernels/reduce.ts";
import { planScatterAdd } from "../kernels/scatter.ts";
import type { Planner } from "../planner.ts";
import { addPaths, planPaths } from "./fused-paths.ts";
import { targetBlock } from "./product-passes.ts";
import { gatherRows, type DeviceProduct } from "./product-source.ts";

/** Multiplications from which on a product of matrices is worth the memory between its two steps. */
const manyMultiplications = 2 ** 14;
/** Numbers that a path may keep between the steps. */
const mostBetween = 2 ** 24;

/**
 * Which paths are split in two: pairs[b, k, p] of channels, and their mixing by the weights [p, w], which all rows of
 * the batch share, so that it is one product of matrices.
 */
export function mixesByMatrix(
  paths: readonly ProductPath[],
  { attributes: { target, access }, batch }: DeviceProduct,
): (path: ProductPath) => boolean {
  const isExcluded =
    access.weight !== "shared" ||
    ((target === "left" || target === "right") && access[target] === "shared") ||
    (target === "weight" && overlap(paths));
  return (path) => {
    const { mode, weight, output } = path;
    if (isExcluded || pairMode(mode) === undefined || weight === undefined) return false;
    const between = batch * output.dim * pairCount(path);
    return (
      output.multiplicity >= 4 &&
      between * output.multiplicity >= manyMultiplications &&
      between <= mostBetween
    );
  };
}

/** Has an output that is scattered or added up computed by rows of the batch first. */
export function withOutputRows(
  product: DeviceProduct,
  planner: Planner,
  plan: (product: DeviceProduct) => void,
): void {
  const { attributes, slots, batch } = product;
  const { view, access, rows: length, index } = slots.output;
  if (attributes.target !== "output" || access === "row") {
    plan(product);
    return;
  }
  const rows = planner.scratch(view.dtype, [batch, attributes.table.output]);
  const output = { access: "row", view: rows, rows: batch, index: undefined } as const;
  plan({ ...product, slots: { ...slots, output } });
  if (index !== undefined) {
    const operands = [rows, index];
    planScatterAdd(
      {
        kind: "primitive",
        primitive: scatterAdd,
        attributes: { axis: 0, length },
        operands,
        target: view,
      },
      planner,
    );
    return;
  }
  planReduce(
    {
      kind: "reduce",
      domain: rows.shape,
      operands: [rows],
      expression: [{ kind: "operand", operand: 0, dtype: rows.dtype }],
      node: 0,
      reduction: "sum",
      axes: [0],
      target: view,
    },
    planner,
  );
}

/** Adds mixing paths to the target; weights are set. */
export function planMixing(
  paths: readonly ProductPath[],
  given: DeviceProduct,
  planner: Planner,
): void {
  const { target } = given.attributes;
  const outputs = new Map<string, View>();
  let product = given;
  if (target !== "output") {
    const output = gatherRows(given, "output", planner);
    product = { ...given, slots: { ...given.slots, output } };
  }
  for (const path of paths) {
    const pairs = pairProduct(path, product, planner);
    const { view } = pairs.product.slots.output;
    const length = product.batch * path.output.dim;
    const pairMatrix = matrix(view, [length, pairCount(path)]);
    const weights = weightMatrix(path, product);
    if (target === "output") {
      planPaths([pairs.path], pairs.product, planner);
      const mixed = planner.scratch(view.dtype, [length, path.output.multiplicity]);
      multiply([pairMatrix, weights], mixed, planner);
      addTo(blockView(path, product), mixed, planner);
      continue;
    }
    const key = blockKey(path.output);
    const output = outputs.get(key) ?? copyOf(blockView(path, product), planner);
    outputs.set(key, output);
    const outputMatrix = matrix(output, [length, path.output.multiplicity]);
    if (target === "weight") {
      planPaths([pairs.path], pairs.product, planner);
      multiply([transposeView(pairMatrix, [1, 0]), outputMatrix], weights, planner);
    } else {
      multiply([outputMatrix, transposeView(weights, [1, 0])], pairMatrix, planner);
      addPaths([pairs.path], pairs.product, planner);
    }
  }
}

/**
 * The product that gives the pairs of a mixing path from its factors, rows of `[component, pair]`; for a factor as the
 * target, its derivative.
 */
function pairProduct(
  path: ProductPath,
  { attributes, slots, batch }: DeviceProduct,
  planner: Planner,
): { readonly path: ProductPath; readonly product: DeviceProduct } {
  const { target, table, access } = attributes;
  const count = pairCount(path);
  const { dim } = path.output;
  const pairs: ProductPath = {
    ...path,
    mode: pairMode(path.mode) ?? path.mode,
    output: { offset: 0, multiplicity: count, dim, layout: "component-major" },
    weight: undefined,
  };
  const view = planner.scratch(slots.left.view.dtype, [batch, count * dim]);
  return {
    path: pairs,
    product: {
      attributes: {
        ...attributes,
        target: target === "weight" ? "output" : target,
        table: { ...table, output: count * dim, paths: [pairs] },
        access: { ...access, output: "row" },
      },
      slots: { ...slots, output: { access: "row", view, rows: batch, index: undefined } },
      batch,
    },
  };
}

/** The weights of a path as `[pair, w]`. */
function weightMatrix(path: ProductPath, { slots: { weight } }: DeviceProduct): View {
  const { view } = weight;
  const [step] = view.strides;
  const count = path.output.multiplicity;
  return {
    ...view,
    shape: [pairCount(path), count],
    strides: [count * step, step],
    offset: view.offset + (path.weight ?? 0) * step,
  };
}

/** The output of a path as `[batch, component, w]`. */
function blockView({ output }: ProductPath, { slots, batch }: DeviceProduct): View {
  const { view, access } = slots.output;
  const { channel, component } = blockStrides(output);
  const step = view.strides[view.strides.length - 1];
  return {
    ...view,
    shape: [batch, output.dim, output.multiplicity],
    strides: [access === "shared" ? 0 : view.strides[0], component * step, channel * step],
    offset: view.offset + output.offset * step,
  };
}

function copyOf(source: View, planner: Planner): View {
  const target = planner.scratch(source.dtype, source.shape);
  planElementwise(
    {
      kind: "elementwise",
      domain: source.shape,
      operands: [source],
      expression: [{ kind: "operand", operand: 0, dtype: source.dtype }],
      results: [{ node: 0, target }],
    },
    planner,
  );
  return target;
}

function addTo(target: View, added: View, planner: Planner): void {
  const { dtype, shape } = target;
  planElementwise(
    {
      kind: "elementwise",
      domain: shape,
      operands: [target, { ...added, shape, strides: rowMajorStrides(shape) }],
      expression: [
        { kind: "operand", operand: 0, dtype },
        { kind: "operand", operand: 1, dtype },
        { kind: "operation", name: "add", inputs: [0, 1], dtype },
      ],
      results: [{ node: 2, target }],
    },
    planner,
  );
}

function multiply(operands: readonly View[], target: View, planner: Planner): void {
  planMatmul({ kind: "primitive", primitive: matmul, attributes: {}, operands, target }, planner);
}

/** A contiguous view as a matrix. */
function matrix(view: View, shape: readonly [number, number]): View {
  return { ...view, shape, strides: rowMajorStrides(shape) };
}

/** Whether two paths share weights. */
function overlap(paths: readonly ProductPath[]): boolean {
  const blocks = paths
    .map((path) => targetBlock(path, "weight"))
    .toSorted((a, b) => a.offset - b.offset);
  return blocks.some(
    ({ offset }, i) => i > 0 && blocks[i - 1].offset + blocks[i - 1].multiplicity > offset,
  );
}
