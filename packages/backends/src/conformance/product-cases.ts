import {
  broadcastTo,
  convGeneral,
  matmul,
  mul,
  solidHarmonics,
  weightedTensorProduct,
  type Operations,
  type Shape,
} from "@erlangen/tensor";
import { operation, type OperationCase } from "./operation-case.ts";

type ConvAttributes = Parameters<Operations["convGeneral"]>[2];
type ProductAttributes = Parameters<typeof weightedTensorProduct>[2];

/** Products: matrices, convolutions, and the equivariant ones. */
export const productCases: readonly OperationCase[] = [
  operation(
    "matmul",
    [
      [3, 4],
      [4, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul of batches",
    [
      [2, 3, 4],
      [2, 4, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul with one matrix",
    [
      [5, 3, 4],
      [4, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul of one matrix",
    [
      [3, 4],
      [5, 4, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul of crossed batches",
    [
      [2, 1, 3, 4],
      [5, 4, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul of a broadcast matrix",
    [
      [1, 4],
      [4, 2],
    ],
    ([a, b]) => matmul(broadcastTo(a, [2, 3, 4]), broadcastTo(b, [2, 4, 2])),
  ),
  operation(
    "matmul of one number",
    [
      [1, 1],
      [1, 1],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul over nothing",
    [
      [3, 0],
      [0, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul of no rows",
    [
      [0, 3],
      [3, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation(
    "matmul of no batch",
    [
      [0, 2, 3],
      [0, 3, 2],
    ],
    ([a, b]) => matmul(a, b),
  ),
  operation("matmul with itself", [[3, 3]], ([a]) => matmul(a, mul(a, a))),

  conv("in 1 dimension", [2, 3, 8], [4, 3, 3], {}),
  conv("in 2 dimensions", [2, 2, 5, 6], [3, 2, 3, 2], {
    padding: [
      [1, 1],
      [0, 1],
    ],
  }),
  conv("in 3 dimensions", [1, 2, 3, 4, 3], [2, 2, 2, 2, 2], {}),
  conv("with strides", [2, 2, 7, 6], [3, 2, 3, 3], {
    strides: [2, 3],
    padding: [
      [1, 1],
      [1, 1],
    ],
  }),
  conv("with dilated kernel", [1, 2, 9], [2, 2, 3], { kernelDilation: [3], padding: [[2, 1]] }),
  conv("with dilated input", [1, 2, 4], [2, 2, 3], { inputDilation: [2], padding: [[2, 2]] }),
  conv("with negative padding", [1, 2, 8], [2, 2, 3], { padding: [[-1, -2]] }),
  conv("with all of it", [2, 4, 5, 6], [4, 2, 2, 3], {
    strides: [2, 1],
    padding: [
      [2, -1],
      [0, 3],
    ],
    inputDilation: [2, 1],
    kernelDilation: [1, 2],
    groups: 2,
  }),
  conv("in groups", [2, 4, 6], [6, 2, 3], { groups: 2 }),
  conv("for each channel", [2, 3, 5, 5], [3, 1, 3, 3], { groups: 3 }),
  conv("with one tap", [2, 3, 4, 4], [5, 3, 1, 1], {}),
  conv("without a batch", [0, 2, 5], [3, 2, 3], {}),
  conv("without channels", [2, 0, 5], [3, 0, 3], {}),

  operation("solidHarmonics 0", [[4, 3]], ([x]) => solidHarmonics(x, 0)),
  operation("solidHarmonics 3", [[4, 3]], ([x]) => solidHarmonics(x, 3)),
  operation("solidHarmonics of a batch", [[2, 2, 3]], ([x]) => solidHarmonics(x, 2)),
  operation("solidHarmonics of nothing", [[0, 3]], ([x]) => solidHarmonics(x, 2)),

  operation("tensorProduct", [[5, 8], [5, 4], [12]], ([left, right, weight]) =>
    weightedTensorProduct({ left, right, weight }, {}, product("row")),
  ),
  operation(
    "tensorProduct from and to rows",
    [
      [4, 8],
      [6, 4],
      [6, 12],
      { shape: [6], draw: { indices: 4 } },
      { shape: [6], draw: { indices: 3 } },
    ],
    ([left, right, weight, from, to]) =>
      weightedTensorProduct(
        { left, right, weight },
        { left: from, output: to },
        product("indexed"),
      ),
  ),
  operation("tensorProduct of nothing", [[0, 8], [0, 4], [12]], ([left, right, weight]) =>
    weightedTensorProduct({ left, right, weight }, {}, product("row")),
  ),
];

/** A convolution; what is not said is neutral. */
function conv(
  name: string,
  x: Shape,
  kernel: Shape,
  given: Partial<ConvAttributes>,
): OperationCase {
  const each = <T>(value: T): T[] => kernel.slice(2).map(() => value);
  const attributes: ConvAttributes = {
    strides: each(1),
    padding: each([0, 0] as const),
    inputDilation: each(1),
    kernelDilation: each(1),
    groups: 1,
    ...given,
  };
  return operation(`conv ${name}`, [x, kernel], ([a, b]) => convGeneral(a, b, attributes));
}

/** Two scalars and two vectors times a scalar and a vector, with a path of each common mode. */
function product(access: "row" | "indexed"): ProductAttributes {
  const scalars = { offset: 0, multiplicity: 2, dim: 1 };
  const vectors = { offset: 2, multiplicity: 2, dim: 3 };
  const dot = [0, 1, 2].map((i) => ({ i, j: i, k: 0, value: 0.577 }));
  const scale = [0, 1, 2].map((k) => ({ i: 0, j: k, k, value: 1 }));
  const cross = [
    { i: 1, j: 2, k: 0, value: 0.7 },
    { i: 2, j: 1, k: 0, value: -0.7 },
    { i: 2, j: 0, k: 1, value: 0.7 },
    { i: 0, j: 2, k: 1, value: -0.7 },
    { i: 0, j: 1, k: 2, value: 0.7 },
    { i: 1, j: 0, k: 2, value: -0.7 },
  ];
  const scalar = { offset: 0, multiplicity: 1, dim: 1 };
  const vector = { offset: 1, multiplicity: 1, dim: 3 };
  return {
    table: {
      left: 8,
      right: 4,
      weight: 12,
      output: 15,
      paths: [
        {
          mode: "uvw",
          left: vectors,
          right: vector,
          output: { offset: 0, multiplicity: 3, dim: 1 },
          weight: 0,
          couplings: dot,
        },
        {
          mode: "uvu",
          left: scalars,
          right: vector,
          output: { offset: 3, multiplicity: 2, dim: 3 },
          weight: 6,
          couplings: scale,
        },
        {
          mode: "uvw",
          left: vectors,
          right: vector,
          output: { offset: 9, multiplicity: 2, dim: 3 },
          weight: 8,
          couplings: cross,
        },
        {
          mode: "uvu",
          left: scalars,
          right: scalar,
          output: { offset: 1, multiplicity: 2, dim: 1 },
          weight: undefined,
          couplings: [{ i: 0, j: 0, k: 0, value: 1 }],
        },
      ],
    },
    target: "output",
    access:
      access === "row"
        ? { left: "row", right: "row", weight: "shared", output: "row" }
        : { left: "indexed", right: "row", weight: "row", output: "indexed" },
    ...(access === "indexed" ? { rows: 3 } : {}),
  };
}
