import { ArgumentError } from "@erlangen/numerics";
import {
  concatenate,
  flatten,
  isFloat,
  reshape,
  slice,
  unflatten,
  type DType,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";

/** How to lay the leaves of a tree end to end in one vector, and back. */
export interface Raveling<P extends Tree> {
  /** Element type of all leaves. */
  readonly dtype: DType;
  /** Number of elements of all leaves together. */
  readonly size: number;
  /** All leaves, row-major, in one vector `[size]`. */
  ravel(tree: P): Tensor;
  /** The tree whose leaves lie in `vector`. */
  unravel(vector: Tensor): P;
}

/** The raveling for trees of the same arrangement and shapes as `example`; leaves share one element type. */
export function ravelingOf<P extends Tree>(example: P): Raveling<P> {
  const { leaves, structure } = flatten("ravelingOf", example);
  const shapes = leaves.map(({ shape }) => shape);
  const offsets: number[] = [];
  let size = 0;
  for (const leaf of leaves) {
    offsets.push(size);
    size += leaf.size;
  }
  const [{ dtype } = { dtype: "float32" as const }] = leaves;
  const odd = leaves.find((leaf) => leaf.dtype !== dtype || !isFloat(leaf.dtype));
  if (odd !== undefined) {
    throw new ArgumentError(
      `ravelingOf: expected weights of one float type, got ${odd.dtype} beside ${dtype}`,
    );
  }
  return {
    dtype,
    size,
    ravel: (tree) =>
      concatenate(
        flatten("ravel", tree).leaves.map((leaf) => reshape(leaf, [leaf.size])),
        0,
      ),
    unravel: (vector) =>
      unflatten<P>(
        structure,
        shapes.map((shape, i) =>
          reshape(slice(vector, [[offsets[i], offsets[i] + leaves[i].size]]), shape),
        ),
      ),
  };
}
