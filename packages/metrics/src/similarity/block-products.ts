import { addCrossProduct } from "@erlangen/numerics";
import type { Engine, Tensor } from "@erlangen/tensor";
import { compile, matmul, slice, tensor, transpose } from "@erlangen/tensor";

/** The extents of a block [rows, columns]. */
interface BlockShape {
  readonly rows: number;
  readonly columns: number;
}

/** Products of blocks of rows in float64. */
export interface BlockProducts {
  /** C ← C + Xᵀ X, at least on and below the diagonal. */
  addGram(sum: Float64Array, x: Float64Array, shape: BlockShape): Promise<void>;
  /** C ← C + Xᵀ Y */
  addCross(
    sum: Float64Array,
    blocks: readonly [Float64Array, Float64Array],
    shape: { readonly rows: number; readonly columnsOfX: number; readonly columnsOfY: number },
  ): Promise<void>;
  dispose(): void;
}

/** On one core, in the package's own code. */
export const plainProducts: BlockProducts = {
  addGram: (sum, x, { rows, columns }) => {
    addCrossProduct(sum, x, x, { rows, columnsOfX: columns, columnsOfY: columns });
    return Promise.resolve();
  },
  addCross: (sum, [x, y], shape) => {
    addCrossProduct(sum, x, y, shape);
    return Promise.resolve();
  },
  dispose: () => {},
};

/** Groups of columns in a Gram matrix, of which only the pairs on and below the diagonal are multiplied. */
const groups = 4;
/** Narrower blocks are multiplied whole. */
const leastColumns = 256;

/** On an engine. */
export function engineProducts(engine: Engine): BlockProducts {
  const cross = compile((x: Tensor, y: Tensor): Tensor => matmul(transpose(x), y), { engine });
  const gram = compile(
    (x: Tensor): readonly Tensor[] =>
      pairs(x.shape[1]).map(([i, j]) => matmul(transpose(columnsOf(x, i)), columnsOf(x, j))),
    { engine },
  );
  return {
    addGram: async (sum, x, { rows, columns }) => {
      const products = await gram(tensor(x, [rows, columns], "float64"));
      pairs(columns).forEach(([i, j], at) => {
        addPart(sum, products[at].data, { columns, from: [i, j] });
      });
    },
    addCross: async (sum, [x, y], { rows, columnsOfX, columnsOfY }) => {
      const product = await cross(
        tensor(x, [rows, columnsOfX], "float64"),
        tensor(y, [rows, columnsOfY], "float64"),
      );
      for (let i = 0; i < sum.length; i++) sum[i] += product.data[i];
    },
    dispose: () => {
      cross.dispose();
      gram.dispose();
    },
  };
}

/** From one column to before another. */
type ColumnRange = readonly [number, number];

function pairs(columns: number): readonly (readonly [ColumnRange, ColumnRange])[] {
  const count = columns < leastColumns ? 1 : groups;
  const ranges = Array.from({ length: count }, (_, i): ColumnRange => [
    Math.floor((i * columns) / count),
    Math.floor(((i + 1) * columns) / count),
  ]);
  return ranges.flatMap((a, i) => ranges.slice(0, i + 1).map((b) => [a, b] as const));
}

function columnsOf(x: Tensor, [from, to]: ColumnRange): Tensor {
  return slice(x, [undefined, [from, to]]);
}

/** Adds a product to its place in a matrix. */
function addPart(
  sum: Float64Array,
  part: ArrayLike<number>,
  {
    columns,
    from: [rows, others],
  }: { readonly columns: number; readonly from: readonly [ColumnRange, ColumnRange] },
): void {
  let at = 0;
  for (let i = rows[0]; i < rows[1]; i++) {
    for (let j = others[0]; j < others[1]; j++, at++) sum[i * columns + j] += part[at];
  }
}
