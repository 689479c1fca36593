import { requireArray, requireInteger } from "../require.ts";
import { addProduct } from "./products/add-product.ts";
import { requireMatrix } from "./require-matrix.ts";

/** The extents of A [rows, inner] and B [inner, columns]. */
export interface MatmulShape {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** Rows of B that stay in the cache while all rows of the product pass by. */
const panel = 64;
/** From so many multiplications on it pays to pack blocks for {@link addProduct}. */
const large = 2 ** 21;

/**
 * The product A B of flat row-major matrices.
 *
 * Shapes: a [rows, inner], b [inner, columns] → [rows, columns]. Cost O(rows inner columns).
 *
 * @param shape - The three extents, each at least 1.
 * @throws ShapeError when a length does not fit; ArgumentError for numbers that are not finite.
 *
 * ```ts
 * import { matmul } from "@erlangen/numerics";
 *
 * matmul([1, 2, 3, 4], [5, 6, 7, 8], { rows: 2, inner: 2, columns: 2 }); // => [19, 22, 43, 50]
 * ```
 */
export function matmul(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { rows, inner, columns }: MatmulShape,
): Float64Array {
  requireInteger("matmul", "rows", rows, { least: 1 });
  requireInteger("matmul", "inner", inner, { least: 1 });
  requireInteger("matmul", "columns", columns, { least: 1 });
  requireArray("matmul", "a", a, { axes: "[rows, inner]", shape: [rows, inner] });
  requireArray("matmul", "b", b, { axes: "[inner, columns]", shape: [inner, columns] });
  return multiply(Float64Array.from(a), Float64Array.from(b), { rows, inner, columns });
}

/** `matmul` for arrays that are known to be right. Four rows of B are taken at a time, so that C is read less often. */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  { rows, inner, columns }: MatmulShape,
): Float64Array {
  const c = new Float64Array(rows * columns);
  if (rows * inner * columns >= large && Math.min(rows, inner, columns) >= 16) {
    addProduct(
      { values: c, offset: 0, stride: columns },
      { values: a, offset: 0, rowStride: inner, columnStride: 1 },
      { values: b, offset: 0, rowStride: columns, columnStride: 1 },
      { rows, inner, columns },
    );
    return c;
  }
  for (let start = 0; start < inner; start += panel) {
    const end = Math.min(start + panel, inner);
    for (let i = 0; i < rows; i++) {
      const target = i * columns;
      let p = start;
      for (; p + 3 < end; p += 4) {
        const at = i * inner + p;
        const [a0, a1, a2, a3] = [a[at], a[at + 1], a[at + 2], a[at + 3]];
        const b0 = p * columns;
        const b1 = b0 + columns;
        const b2 = b1 + columns;
        const b3 = b2 + columns;
        for (let j = 0; j < columns; j++) {
          c[target + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
        }
      }
      for (; p < end; p++) {
        const factor = a[i * inner + p];
        for (let j = 0; j < columns; j++) c[target + j] += factor * b[p * columns + j];
      }
    }
  }
  return c;
}

/**
 * The transpose of a flat row-major matrix, [rows, columns] → [columns, rows].
 *
 * @throws ShapeError when the length is not rows × columns; ArgumentError for numbers that are not finite.
 *
 * ```ts
 * import { transpose } from "@erlangen/numerics";
 *
 * transpose([1, 2, 3, 4, 5, 6], 2, 3); // => [1, 4, 2, 5, 3, 6]
 * ```
 */
export function transpose(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  requireMatrix("transpose", matrix, rows, columns);
  return flip(matrix, rows, columns);
}

/** `transpose` for arrays that are known to be right, tile by tile so that both sides stay in the cache. */
export function flip(matrix: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const flipped = new Float64Array(rows * columns);
  const tile = 32;
  for (let i0 = 0; i0 < rows; i0 += tile) {
    const end = Math.min(i0 + tile, rows);
    for (let j0 = 0; j0 < columns; j0 += tile) {
      for (let j = j0; j < Math.min(j0 + tile, columns); j++) {
        for (let i = i0; i < end; i++) flipped[j * rows + i] = matrix[i * columns + j];
      }
    }
  }
  return flipped;
}
