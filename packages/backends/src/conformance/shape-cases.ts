import {
  argMax,
  argsort,
  broadcastTo,
  concatenate,
  cumsum,
  flip,
  gather,
  max,
  mul,
  padGeneral,
  reshape,
  scatterAdd,
  segmentMax,
  segmentSoftmax,
  sliceGeneral,
  sum,
  transpose,
} from "@erlangen/tensor";
import { operation, type OperationCase } from "./operation-case.ts";

/** Reductions, movements, gather and scatter. */
export const shapeCases: readonly OperationCase[] = [
  operation("sum of all", [[2, 3, 4]], ([x]) => sum(mul(x, x))),
  operation("sum over 1", [[2, 3, 4]], ([x]) => sum(mul(x, x), 1)),
  operation("sum over 0 and 2", [[2, 3, 4]], ([x]) => sum(x, [0, 2])),
  operation("sum of a scalar", [[]], ([x]) => sum(mul(x, x))),
  operation("sum of nothing", [[0, 3]], ([x]) => sum(mul(x, x), 0)),
  operation("sum beside nothing", [[0, 3]], ([x]) => sum(mul(x, x), 1)),
  operation("sum of a broadcast", [[3, 1]], ([x]) =>
    sum(mul(broadcastTo(x, [2, 3, 5]), x), [0, 2]),
  ),
  operation("int32 sum", [{ shape: [3, 4], draw: "int" }], ([x]) => sum(x, 1)),
  operation("int32 sum of a broadcast", [{ shape: [4], draw: "int" }], ([x]) =>
    sum(broadcastTo(x, [3, 4]), 0),
  ),
  operation("max of all", [[2, 3, 4]], ([x]) => max(x)),
  operation("max over 1", [[2, 3, 4]], ([x]) => max(mul(x, x), 1)),
  operation("max with ties", [{ shape: [4, 6], draw: "ties" }], ([x]) => max(x, 1)),
  operation("max beside nothing", [[0, 3]], ([x]) => max(x, 1)),
  operation("int32 max", [{ shape: [3, 4], draw: "int" }], ([x]) => max(x, 0)),
  operation("argMax", [{ shape: [4, 9], draw: "ties" }], ([x]) => argMax(x, 1)),
  operation("argMax over 0", [[4, 1]], ([x]) => argMax(x, 0)),
  operation("int32 argMax", [{ shape: [4, 9], draw: "int" }], ([x]) => argMax(x, 1)),
  operation("argsort", [{ shape: [3, 17], draw: "ties" }], ([x]) => argsort(x, 1)),
  operation("argsort over 0", [{ shape: [40, 2], draw: "ties" }], ([x]) => argsort(x, 0)),
  operation("argsort of nothing", [[0, 2]], ([x]) => argsort(x, 0)),
  operation("int32 argsort", [{ shape: [30], draw: "int" }], ([x]) => argsort(x, 0)),
  operation("cumsum", [[3, 5]], ([x]) => cumsum(mul(x, x), 1)),
  operation("cumsum backwards", [[3, 5]], ([x]) => cumsum(mul(x, x), 0, { reverse: true })),
  operation("cumsum exclusive", [[6]], ([x]) => cumsum(x, 0, { exclusive: true })),
  operation("cumsum of nothing", [[0]], ([x]) => cumsum(x, 0)),
  operation("int32 cumsum", [{ shape: [6], draw: "int" }], ([x]) => cumsum(x, 0)),

  operation("reshape", [[2, 6]], ([x]) => mul(reshape(x, [3, 4]), reshape(x, [3, 4]))),
  operation("reshape to a scalar", [[1, 1]], ([x]) => reshape(x, [])),
  operation("reshape of nothing", [[0, 6]], ([x]) => reshape(x, [2, 0])),
  operation("transpose", [[2, 3, 4]], ([x]) => transpose(mul(x, x), [2, 0, 1])),
  operation("transpose of a broadcast", [[3, 1]], ([x]) =>
    mul(transpose(broadcastTo(x, [2, 3, 4]), [2, 1, 0]), reshape(x, [1, 3, 1])),
  ),
  operation("transpose of nothing", [[2, 0]], ([x]) => transpose(x, [1, 0])),
  operation("broadcastTo", [[3, 1]], ([x]) => broadcastTo(mul(x, x), [2, 3, 4])),
  operation("broadcastTo of a scalar", [[]], ([x]) => broadcastTo(x, [2, 2])),
  operation("broadcastTo nothing", [[1]], ([x]) => broadcastTo(x, [0])),
  operation("bool broadcastTo", [{ shape: [3], draw: "bool" }], ([x]) => broadcastTo(x, [2, 3])),
  operation("slice", [[5, 7]], ([x]) =>
    sliceGeneral(mul(x, x), { start: [1, 0], stop: [4, 7], step: [1, 3] }),
  ),
  operation("slice to nothing", [[5]], ([x]) =>
    sliceGeneral(x, { start: [2], stop: [2], step: [1] }),
  ),
  operation("slice of a broadcast", [[1, 3]], ([x]) =>
    sliceGeneral(broadcastTo(x, [4, 3]), { start: [1, 1], stop: [3, 3], step: [1, 1] }),
  ),
  operation("pad", [[2, 3]], ([x]) =>
    padGeneral(mul(x, x), { low: [1, 0], high: [0, 2], interior: [0, 0], value: 0 }),
  ),
  operation("pad between", [[3, 4]], ([x]) =>
    padGeneral(mul(x, x), { low: [1, 2], high: [1, 0], interior: [2, 1], value: 0 }),
  ),
  operation("pad with a value", [[2]], ([x]) =>
    padGeneral(x, { low: [1], high: [1], interior: [1], value: 2.5 }),
  ),
  operation("pad of nothing", [[0]], ([x]) =>
    padGeneral(x, { low: [2], high: [1], interior: [3], value: 1 }),
  ),
  operation("int32 pad", [{ shape: [3], draw: "int" }], ([x]) =>
    padGeneral(x, { low: [1], high: [1], interior: [1], value: 4 }),
  ),
  operation("flip", [[3, 4]], ([x]) => flip(mul(x, x), [0, 1])),
  operation("flip of one", [[1, 4]], ([x]) => flip(x, [0])),
  operation("flip of nothing", [[0]], ([x]) => flip(x, [0])),
  operation(
    "concatenate",
    [
      [2, 3],
      [2, 1],
      [2, 2],
    ],
    (parts) =>
      concatenate(
        parts.map((part) => mul(part, part)),
        1,
      ),
  ),
  operation(
    "concatenate with nothing",
    [
      [0, 3],
      [2, 3],
    ],
    (parts) => concatenate(parts, 0),
  ),
  operation("concatenate a tensor with itself", [[2]], ([x]) => concatenate([x, x], 0)),
  operation("bool concatenate", [{ shape: [2], draw: "bool" }], ([x]) => concatenate([x, x], 0)),

  operation("gather", [[5, 2], indices([7], 5)], ([x, i]) => gather(mul(x, x), i, 0)),
  operation("gather over 1", [[2, 5, 3], indices([2, 3], 5)], ([x, i]) => gather(x, i, 1)),
  operation("gather of a scalar index", [[5, 2], indices([], 5)], ([x, i]) => gather(x, i, 0)),
  operation("gather of nothing", [[5, 2], indices([0], 5)], ([x, i]) => gather(x, i, 0)),
  operation("int32 gather", [{ shape: [5], draw: "int" }, indices([7], 5)], ([x, i]) =>
    gather(x, i, 0),
  ),
  operation("bool gather", [{ shape: [5], draw: "bool" }, indices([7], 5)], ([x, i]) =>
    gather(x, i, 0),
  ),
  operation("scatterAdd", [[7, 2], indices([7], 5)], ([x, i]) => scatterAdd(mul(x, x), i, 5, 0)),
  operation("scatterAdd over 1", [[2, 6, 3], indices([6], 4)], ([x, i]) => scatterAdd(x, i, 4, 1)),
  operation("scatterAdd over the last", [[2, 6], indices([6], 4)], ([x, i]) =>
    scatterAdd(x, i, 4, 1),
  ),
  operation("scatterAdd of two index axes", [[2, 3, 4], indices([2, 3], 5)], ([x, i]) =>
    scatterAdd(x, i, 5, 0),
  ),
  operation("scatterAdd of a scalar index", [[4], indices([], 5)], ([x, i]) =>
    scatterAdd(x, i, 5, 0),
  ),
  operation("scatterAdd of nothing", [[0, 2], indices([0], 5)], ([x, i]) => scatterAdd(x, i, 5, 0)),
  operation("scatterAdd into nothing", [[0], indices([0], 1)], ([x, i]) => scatterAdd(x, i, 0, 0)),
  operation("scatterAdd of many rows to one place", [[1500, 200], indices([1500], 1)], ([x, i]) =>
    scatterAdd(x, i, 2, 0),
  ),
  operation("scatterMax", [[7, 2], indices([7], 3)], ([x, i]) => segmentMax(mul(x, x), i, 4), {
    differentiable: false,
  }),
  operation("scatterMax with ties", [{ shape: [9], draw: "ties" }, indices([9], 2)], ([x, i]) =>
    gather(segmentMax(x, i, 3), i),
  ),
  operation("int32 scatterMax", [{ shape: [7], draw: "int" }, indices([7], 5)], ([x, i]) =>
    segmentMax(x, i, 5),
  ),
  operation("scatterMax of nothing", [[0, 2], indices([0], 5)], ([x, i]) => segmentMax(x, i, 5), {
    differentiable: false,
  }),
  operation("segmentSoftmax", [[8, 2], indices([8], 3)], ([x, i]) => segmentSoftmax(x, i, 4)),
  operation("int32 scatterAdd", [{ shape: [7], draw: "int" }, indices([7], 5)], ([x, i]) =>
    scatterAdd(x, i, 5, 0),
  ),
];

function indices(
  shape: readonly number[],
  count: number,
): { shape: readonly number[]; draw: { indices: number } } {
  return { shape, draw: { indices: count } };
}
