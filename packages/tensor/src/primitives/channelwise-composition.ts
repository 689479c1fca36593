import type { Operations } from "../operations.ts";
import type { Tensor } from "../tensor.ts";
import { takeColumns, type PlacedColumns } from "./column-segments.ts";
import {
  asMatrix,
  batchRows,
  collectRows,
  dtypeOfCall,
  segmentOf,
  type ProductCall,
} from "./product-call.ts";
import type { ProductPath } from "./product-table.ts";

/** Paths of equal channel count and equal output degree: one batched matrix product. */
interface Family {
  readonly channels: number;
  readonly dim: number;
  readonly paths: readonly ProductPath[];
}

/**
 * Channel-wise paths: out[b, k, u] = w[b, p, u] Σ_i M[b, (p, k), i] x[b, i, u] with M = couplings · right.
 *
 * Inside, features are component-major: channels are contiguous, so that weights multiply whole runs. Changes of
 * layout happen before a gather and after a scatter, where there are fewer rows.
 */
export function composeChannelwise(
  call: ProductCall,
  paths: readonly ProductPath[],
  ops: Operations,
): (PlacedColumns | undefined)[] {
  const byChannels = new Map<number, ProductPath[]>();
  for (const path of paths) {
    const { multiplicity } = path.left;
    byChannels.set(multiplicity, [...(byChannels.get(multiplicity) ?? []), path]);
  }
  return [...byChannels].flatMap(([channels, group]) =>
    composeChannels(call, channels, group, ops),
  );
}

function composeChannels(
  call: ProductCall,
  channels: number,
  paths: readonly ProductPath[],
  ops: Operations,
): (PlacedColumns | undefined)[] {
  const { batch, attributes } = call;
  const { target, table } = attributes;
  const blocks = [...new Map(paths.map(({ left }) => [left.offset, left])).values()].toSorted(
    (a, b) => a.offset - b.offset,
  );
  const start = new Map<number, number>();
  let width = 0;
  for (const { offset, dim } of blocks) {
    start.set(offset, width);
    width += dim;
  }
  const isComponentMajor = blocks.every(({ layout }) => layout === "component-major");
  const families = [...new Set(paths.map(({ output }) => output.dim))]
    .toSorted((a, b) => a - b)
    .map((dim): Family => ({
      channels,
      dim,
      paths: paths
        .filter(({ output }) => output.dim === dim)
        .toSorted((a, b) => a.output.offset - b.output.offset),
    }));

  const rowsOf = (x: Tensor, shape: readonly number[]): Tensor => {
    const full = x.shape[0] === batch ? x : ops.broadcastTo(x, [batch, x.shape[1]]);
    return ops.reshape(full, [batch, ...shape]);
  };
  /** [batch, width, channels] */
  const features = (): Tensor => {
    const matrix = asMatrix(call, "left", ops);
    const [rows] = matrix.shape;
    if (isComponentMajor) {
      const ordered = takeColumns(matrix, blocks.map(segmentOf), ops);
      return rowsOf(batchRows(call, "left", ordered, ops), [width, channels]);
    }
    const parts = blocks.map((block) => {
      const columns = takeColumns(matrix, [segmentOf(block)], ops);
      return block.layout === "component-major"
        ? ops.reshape(columns, [rows, block.dim, channels])
        : ops.transpose(ops.reshape(columns, [rows, channels, block.dim]), [0, 2, 1]);
    });
    const joined = parts.length === 1 ? parts[0] : ops.concatenate(parts, 1);
    return rowsOf(batchRows(call, "left", ops.reshape(joined, [rows, width * channels]), ops), [
      width,
      channels,
    ]);
  };
  /** Couplings of a family as a matrix [right, paths·dim·width]. */
  const couplings = (family: Family): Tensor => {
    const rows = family.paths.length * family.dim;
    const values = new Float64Array(table.right * rows * width);
    family.paths.forEach((path, p) => {
      const column = start.get(path.left.offset) ?? 0;
      for (const { i, j, k, value } of path.couplings) {
        const right = path.right.offset + j;
        values[(right * rows + p * family.dim + k) * width + column + i] += value;
      }
    });
    return ops.constant(values, [table.right, rows * width], dtypeOfCall(call.operands));
  };
  /** [batch, paths·dim, width] */
  const matrices = (family: Family): Tensor => {
    const right = batchRows(call, "right", asMatrix(call, "right", ops), ops);
    return rowsOf(ops.matmul(right, couplings(family)), [family.paths.length * family.dim, width]);
  };
  /** [batch, paths, 1, channels] */
  const weights = (family: Family): Tensor => {
    const segments = family.paths.map(({ weight }) => ({ offset: weight ?? 0, length: channels }));
    const rows = batchRows(
      call,
      "weight",
      takeColumns(asMatrix(call, "weight", ops), segments, ops),
      ops,
    );
    return rowsOf(rows, [family.paths.length, 1, channels]);
  };
  /** Output cotangents [batch, paths, dim, channels]. */
  const cotangents = (family: Family): Tensor => {
    const matrix = takeColumns(
      asMatrix(call, "output", ops),
      family.paths.map(({ output }) => segmentOf(output)),
      ops,
    );
    const [rows] = matrix.shape;
    const { dim } = family;
    const count = family.paths.length;
    const major = ops.transpose(ops.reshape(matrix, [rows, count, channels, dim]), [0, 1, 3, 2]);
    const flat = ops.reshape(major, [rows, count * dim * channels]);
    return rowsOf(batchRows(call, "output", flat, ops), [count, dim, channels]);
  };
  const weightedCotangents = (family: Family): Tensor =>
    ops.reshape(ops.mul(cotangents(family), weights(family)), [
      batch,
      family.paths.length * family.dim,
      channels,
    ]);
  /** [batch, paths, dim, channels], before weights. */
  const products = (family: Family): Tensor =>
    ops.reshape(ops.matmul(matrices(family), features()), [
      batch,
      family.paths.length,
      family.dim,
      channels,
    ]);

  switch (target) {
    case "output":
      return families.map((family) => {
        const { dim } = family;
        const count = family.paths.length;
        const flat = ops.reshape(ops.mul(products(family), weights(family)), [
          batch,
          count * dim * channels,
        ]);
        const collected = collectRows(call, "output", flat, ops);
        const [rows] = collected.shape;
        const minor = ops.transpose(
          ops.reshape(collected, [rows, count, dim, channels]),
          [0, 1, 3, 2],
        );
        return {
          columns: ops.reshape(minor, [rows, count * channels * dim]),
          segments: family.paths.map(({ output }) => segmentOf(output)),
        };
      });
    case "weight":
      return families.map((family) => {
        const flat = ops.reshape(ops.sum(ops.mul(products(family), cotangents(family)), 2), [
          batch,
          family.paths.length * channels,
        ]);
        return {
          columns: collectRows(call, "weight", flat, ops),
          segments: family.paths.map(({ weight }) => ({ offset: weight ?? 0, length: channels })),
        };
      });
    case "left": {
      const total = sumOf(
        families.map((family) =>
          ops.matmul(ops.transpose(matrices(family), [0, 2, 1]), weightedCotangents(family)),
        ),
        ops,
      );
      const collected = collectRows(
        call,
        "left",
        ops.reshape(total, [batch, width * channels]),
        ops,
      );
      if (isComponentMajor) return [{ columns: collected, segments: blocks.map(segmentOf) }];
      const [rows] = collected.shape;
      const components = ops.reshape(collected, [rows, width, channels]);
      return blocks.map((block) => {
        const from = start.get(block.offset) ?? 0;
        const part = ops.sliceGeneral(components, {
          start: [0, from, 0],
          stop: [rows, from + block.dim, channels],
          step: [1, 1, 1],
        });
        const ordered = block.layout === "component-major" ? part : ops.transpose(part, [0, 2, 1]);
        return {
          columns: ops.reshape(ordered, [rows, channels * block.dim]),
          segments: [segmentOf(block)],
        };
      });
    }
    case "right": {
      const total = sumOf(
        families.map((family) => {
          const pairs = ops.matmul(
            weightedCotangents(family),
            ops.transpose(features(), [0, 2, 1]),
          );
          const flat = ops.reshape(pairs, [batch, family.paths.length * family.dim * width]);
          return ops.matmul(flat, ops.transpose(couplings(family), [1, 0]));
        }),
        ops,
      );
      return [
        {
          columns: collectRows(call, "right", total, ops),
          segments: [{ offset: 0, length: table.right }],
        },
      ];
    }
  }
}

function sumOf(parts: readonly Tensor[], ops: Operations): Tensor {
  return parts.reduce((a, b) => ops.add(a, b));
}
