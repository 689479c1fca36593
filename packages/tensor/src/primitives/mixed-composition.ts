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

type FeatureSlot = "left" | "right" | "output";

/**
 * A `uvw` path with shared weights: couples all channel pairs (u, v), then mixes them into channels w.
 *
 * With the pairs P[b, (u, v), k] = Σ_ij c_ijk x[b, u, i] y[b, v, j]: out[b, w, k] = Σ_(u,v) W[(u, v), w] P[b, (u, v), k].
 */
export function composeMixed(call: ProductCall, path: ProductPath, ops: Operations): PlacedColumns {
  const { batch, attributes } = call;
  const { left, right, output } = path;
  const [mu, mv, mw] = [left.multiplicity, right.multiplicity, output.multiplicity];
  const [di, dj, dk] = [left.dim, right.dim, output.dim];
  const dtype = dtypeOfCall(call.operands);

  /** [batch, channels, dim] */
  const block = (slot: FeatureSlot): Tensor => {
    const { multiplicity, dim } = path[slot];
    const matrix = takeColumns(asMatrix(call, slot, ops), [segmentOf(path[slot])], ops);
    const rows = batchRows(call, slot, matrix, ops);
    const full = rows.shape[0] === batch ? rows : ops.broadcastTo(rows, [batch, rows.shape[1]]);
    return ops.reshape(full, [batch, multiplicity, dim]);
  };
  /** Couplings as a matrix, rows by the first slot, columns by the other two in the given order. */
  const coupling = (row: FeatureSlot, first: FeatureSlot, second: FeatureSlot): Tensor => {
    const dims = { left: di, right: dj, output: dk };
    const values = new Float64Array(di * dj * dk);
    for (const { i, j, k, value } of path.couplings) {
      const at = { left: i, right: j, output: k };
      values[(at[row] * dims[first] + at[first]) * dims[second] + at[second]] += value;
    }
    return ops.constant(values, [dims[row], dims[first] * dims[second]], dtype);
  };
  /** [mu·mv, mw] */
  const mixing = (): Tensor => {
    const matrix = asMatrix(call, "weight", ops);
    const flat = takeColumns(matrix, [{ offset: path.weight ?? 0, length: mu * mv * mw }], ops);
    return ops.reshape(flat, [mu * mv, mw]);
  };
  /** Right factors as matrices [batch, di, mv·dk] when `inner` is left, [batch, dj, mu·dk] when it is right. */
  const contracted = (inner: "left" | "right"): Tensor => {
    const other = inner === "left" ? "right" : "left";
    const [m, d, dOther] = inner === "left" ? [mv, di, dj] : [mu, dj, di];
    const rows = ops.matmul(
      ops.reshape(block(other), [batch * m, dOther]),
      coupling(other, inner, "output"),
    );
    return ops.reshape(ops.transpose(ops.reshape(rows, [batch, m, d, dk]), [0, 2, 1, 3]), [
      batch,
      d,
      m * dk,
    ]);
  };
  /** [batch·dk, mu·mv] */
  const pairs = (): Tensor => {
    const coupled = ops.matmul(block("left"), contracted("left"));
    const split = ops.transpose(ops.reshape(coupled, [batch, mu, mv, dk]), [0, 3, 1, 2]);
    return ops.reshape(split, [batch * dk, mu * mv]);
  };
  /** [batch·dk, mw] */
  const cotangent = (): Tensor =>
    ops.reshape(ops.transpose(block("output"), [0, 2, 1]), [batch * dk, mw]);
  /** Cotangents of the pairs, [batch, mu, mv, dk]. */
  const pairCotangent = (): Tensor => {
    const spread = ops.matmul(cotangent(), ops.transpose(mixing(), [1, 0]));
    return ops.transpose(ops.reshape(spread, [batch, dk, mu, mv]), [0, 2, 3, 1]);
  };

  switch (attributes.target) {
    case "output": {
      const mixed = ops.reshape(ops.matmul(pairs(), mixing()), [batch, dk, mw]);
      const rows = ops.reshape(ops.transpose(mixed, [0, 2, 1]), [batch, mw * dk]);
      return { columns: collectRows(call, "output", rows, ops), segments: [segmentOf(output)] };
    }
    case "weight": {
      const flat = ops.reshape(ops.matmul(ops.transpose(pairs(), [1, 0]), cotangent()), [
        1,
        mu * mv * mw,
      ]);
      return { columns: flat, segments: [{ offset: path.weight ?? 0, length: mu * mv * mw }] };
    }
    case "left": {
      const rows = ops.matmul(
        ops.reshape(pairCotangent(), [batch, mu, mv * dk]),
        ops.transpose(contracted("left"), [0, 2, 1]),
      );
      const flat = ops.reshape(rows, [batch, mu * di]);
      return { columns: collectRows(call, "left", flat, ops), segments: [segmentOf(left)] };
    }
    case "right": {
      const swapped = ops.transpose(pairCotangent(), [0, 2, 1, 3]);
      const rows = ops.matmul(
        ops.reshape(swapped, [batch, mv, mu * dk]),
        ops.transpose(contracted("right"), [0, 2, 1]),
      );
      const flat = ops.reshape(rows, [batch, mv * dj]);
      return { columns: collectRows(call, "right", flat, ops), segments: [segmentOf(right)] };
    }
  }
}
