import { tensor, type DType, type Tensor } from "@erlangen/tensor";

/** All index tuples of an array of this shape, row-major. */
export function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (prefixes, length) =>
      prefixes.flatMap((prefix) => Array.from({ length }, (_, i) => [...prefix, i])),
    [[]],
  );
}

/** One element. */
export function at(x: Tensor, index: readonly number[]): number {
  return x.data[index.reduce((place, i, axis) => place * x.shape[axis] + i, 0)];
}

/** The tensor whose element at each index tuple is what `element` says: a definition, spelled out. */
export function build(
  shape: readonly number[],
  element: (index: number[]) => number,
  dtype: DType = "float64",
): Tensor {
  return tensor(Float64Array.from(indicesOf(shape), element), [...shape], dtype);
}
