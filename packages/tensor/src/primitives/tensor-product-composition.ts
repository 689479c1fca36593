import type { Operations } from "../operations.ts";
import type { Tensor } from "../tensor.ts";
import { composeChannelwise } from "./channelwise-composition.ts";
import { placeColumns, takeColumns, type PlacedColumns } from "./column-segments.ts";
import { composeMixed } from "./mixed-composition.ts";
import type { ProductSlot } from "./product-attributes.ts";
import {
  asMatrix,
  batchRows,
  collectRows,
  dtypeOfCall,
  segmentOf,
  type ProductCall,
} from "./product-call.ts";
import { lanesOf, type ProductBlock, type ProductPath } from "./product-table.ts";

/**
 * The tensor product in matrix products, for engines without a fused kernel.
 *
 * Three forms, by the paths: channel-wise paths (one right channel, a weight for each row) share one batched matrix
 * product for each output degree; mixing paths (`uvw` with shared weights) become one product over all channel
 * pairs; all others go lane by lane.
 */
export function composeTensorProduct(call: ProductCall, ops: Operations): Tensor {
  const { attributes, operands } = call;
  const { table, access, target } = attributes;
  const dtype = dtypeOfCall(operands);
  const weighted = target !== "weight";
  const channelwise: ProductPath[] = [];
  const mixed: ProductPath[] = [];
  const others: ProductPath[] = [];
  for (const path of table.paths) {
    if (lanesOf(path).count === 0 || path.couplings.length === 0) continue;
    if (!weighted && path.weight === undefined) continue;
    const oneRight = path.right.multiplicity === 1 && (path.mode === "uvu" || path.mode === "uvuv");
    const simple =
      isChannelMajor(path.right) && (isChannelMajor(path.output) || path.output.dim === 1);
    if (oneRight && simple && path.weight !== undefined && access.weight !== "shared")
      channelwise.push(path);
    else if (
      path.mode === "uvw" &&
      simple &&
      isChannelMajor(path.left) &&
      path.weight !== undefined &&
      access.weight === "shared"
    )
      mixed.push(path);
    else others.push(path);
  }
  const results = [
    ...composeChannelwise(call, channelwise, ops),
    ...mixed.map((path) => composeMixed(call, path, ops)),
    ...others.map((path) => composeLanes(call, path, ops)),
  ].filter((result) => result !== undefined);
  const length = table[target];
  const shape =
    access[target] === "shared"
      ? [length]
      : [access[target] === "indexed" ? (attributes.rows ?? 0) : call.batch, length];
  if (results.length === 0) return ops.zeros(shape, dtype);
  const rows = results[0].columns.shape[0];
  const placed = placeColumns(results, rows, length, ops) ?? ops.zeros([rows, length], dtype);
  return ops.reshape(placed, shape);
}

/** Any mode: gathers the channels of every lane, couples them, and adds the lanes into their target channels. */
function composeLanes(call: ProductCall, path: ProductPath, ops: Operations): PlacedColumns {
  const { attributes, batch } = call;
  const { target } = attributes;
  const dtype = dtypeOfCall(call.operands);
  const lanes = lanesOf(path);
  const dims = { left: path.left.dim, right: path.right.dim, output: path.output.dim };
  const lane = (slot: "left" | "right" | "output"): Tensor => {
    const block = path[slot];
    const rows = batchRows(
      call,
      slot,
      takeColumns(asMatrix(call, slot, ops), [segmentOf(block)], ops),
      ops,
    );
    const full = ops.broadcastTo(rows, [batch, rows.shape[1]]);
    const channels = isChannelMajor(block)
      ? ops.reshape(full, [batch, block.multiplicity, block.dim])
      : ops.transpose(ops.reshape(full, [batch, block.dim, block.multiplicity]), [0, 2, 1]);
    return ops.gather(channels, indexTensor(lanes[slot], ops), 1);
  };
  const couple = (
    a: "left" | "right" | "output",
    b: "left" | "right" | "output",
    to: "left" | "right" | "output",
  ): Tensor => {
    const matrix = new Float64Array(dims[a] * dims[b] * dims[to]);
    for (const { i, j, k, value } of path.couplings) {
      const at = { left: i, right: j, output: k };
      matrix[(at[a] * dims[b] + at[b]) * dims[to] + at[to]] += value;
    }
    const pairs = ops.mul(
      ops.reshape(lane(a), [batch, lanes.count, dims[a], 1]),
      ops.reshape(lane(b), [batch, lanes.count, 1, dims[b]]),
    );
    return ops.matmul(
      ops.reshape(pairs, [batch * lanes.count, dims[a] * dims[b]]),
      ops.constant(matrix, [dims[a] * dims[b], dims[to]], dtype),
    );
  };
  const finish = (
    slot: ProductSlot,
    values: Tensor,
    index: Int32Array,
    block: ProductBlock,
  ): PlacedColumns => {
    const added = ops.scatterAdd(
      ops.reshape(values, [batch, lanes.count, block.dim]),
      indexTensor(index, ops),
      block.multiplicity,
      1,
    );
    const ordered = isChannelMajor(block) ? added : ops.transpose(added, [0, 2, 1]);
    const rows = ops.reshape(ordered, [batch, block.multiplicity * block.dim]);
    return { columns: collectRows(call, slot, rows, ops), segments: [segmentOf(block)] };
  };
  if (target === "weight") {
    const coupled = ops.reshape(couple("left", "right", "output"), [
      batch,
      lanes.count,
      dims.output,
    ]);
    const values = ops.sum(ops.mul(coupled, lane("output")), 2);
    const count = 1 + lanes.weight.reduce((a, b) => Math.max(a, b), 0);
    return finish("weight", values, lanes.weight, {
      offset: path.weight ?? 0,
      multiplicity: count,
      dim: 1,
    });
  }
  const [a, b] = (["left", "right", "output"] as const).filter((slot) => slot !== target);
  let values = ops.reshape(couple(a, b, target), [batch, lanes.count, dims[target]]);
  if (path.weight !== undefined) {
    const weights = batchRows(call, "weight", asMatrix(call, "weight", ops), ops);
    const picked = ops.gather(
      weights,
      indexTensor(
        lanes.weight.map((q) => q + (path.weight ?? 0)),
        ops,
      ),
      1,
    );
    values = ops.mul(values, ops.reshape(picked, [weights.shape[0], lanes.count, 1]));
  }
  return finish(target, values, lanes[target], path[target]);
}

function isChannelMajor({ layout }: ProductBlock): boolean {
  return layout !== "component-major";
}

function indexTensor(index: Int32Array, ops: Operations): Tensor {
  return ops.constant(Float64Array.from(index), [index.length], "int32");
}
