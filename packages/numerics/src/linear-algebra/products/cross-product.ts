import { ArgumentError, ShapeError } from "../../errors.ts";
import { requireInteger, show } from "../../require.ts";
import type { ProductTarget } from "./add-product.ts";
import { addProduct } from "./add-product.ts";

/** The extents of X [rows, columnsOfX] and Y [rows, columnsOfY]. */
export interface CrossProductShape {
  readonly rows: number;
  readonly columnsOfX: number;
  readonly columnsOfY: number;
}

/** Flat numbers in single or double precision; sums are double either way. */
export type RealArray = Float32Array | Float64Array;

/**
 * C ← C + Xᵀ Y, and when `x` and `y` are the same array, half the work for the symmetric C.
 *
 * Shapes: x [rows, columnsOfX], y [rows, columnsOfY], sum [columnsOfX, columnsOfY], flat and row-major.
 * Cost: rows · columnsOfX · columnsOfY multiplications and additions, in 128-bit WebAssembly where that exists; the bits
 * are the same without.
 *
 * Numerics: products and sums are float64, in blocks of 256, so that the error is about 1e-15 of Σ |x y|.
 *
 * @param sum - Where the product is added; symmetric when `x` and `y` are the same.
 * @param shape - Extents, each at least 1.
 * @throws ShapeError when a length does not fit; ArgumentError for another kind of array. That the numbers are finite is
 * not checked.
 *
 * Source: Goto, van de Geijn (2008), «Anatomy of high-performance matrix multiplication».
 *
 * ```ts
 * import { addCrossProduct } from "@erlangen/numerics";
 *
 * const sum = new Float64Array(4);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6);
 * addCrossProduct(sum, x, x, { rows: 3, columnsOfX: 2, columnsOfY: 2 });
 * sum; // => [35, 44, 44, 56]
 * ```
 */
export function addCrossProduct(
  sum: Float64Array,
  x: RealArray,
  y: RealArray,
  { rows, columnsOfX, columnsOfY }: CrossProductShape,
): void {
  requireInteger("addCrossProduct", "rows", rows, { least: 1 });
  requireInteger("addCrossProduct", "columnsOfX", columnsOfX, { least: 1 });
  requireInteger("addCrossProduct", "columnsOfY", columnsOfY, { least: 1 });
  requireLength("sum", sum, "[columnsOfX, columnsOfY]", [columnsOfX, columnsOfY]);
  requireLength("x", x, "[rows, columnsOfX]", [rows, columnsOfX]);
  requireLength("y", y, "[rows, columnsOfY]", [rows, columnsOfY]);
  const lower = x === y;
  const target = { values: sum, offset: 0, stride: columnsOfY };
  addProduct(
    target,
    { values: x, offset: 0, rowStride: 1, columnStride: columnsOfX },
    { values: y, offset: 0, rowStride: columnsOfY, columnStride: 1 },
    { rows: columnsOfX, inner: rows, columns: columnsOfY, lower },
  );
  if (lower) mirrorLower(target, columnsOfX);
}

/** Copies what is below the diagonal above it, in an [n, n] part of a flat row-major array. */
export function mirrorLower({ values, offset, stride }: ProductTarget, n: number): void {
  const tile = 32;
  for (let i0 = 0; i0 < n; i0 += tile) {
    for (let j0 = 0; j0 <= i0; j0 += tile) {
      for (let i = i0; i < Math.min(i0 + tile, n); i++) {
        const row = offset + i * stride;
        for (let j = j0; j < Math.min(j0 + tile, i); j++) {
          values[offset + j * stride + i] = values[row + j];
        }
      }
    }
  }
}

function requireLength(
  name: string,
  values: RealArray,
  axes: string,
  shape: readonly [number, number],
): void {
  if (!(values instanceof Float64Array || (values instanceof Float32Array && name !== "sum"))) {
    throw new ArgumentError(
      `addCrossProduct: expected ${name} to be a ${name === "sum" ? "" : "Float32Array or "}Float64Array, got ${show(values)}`,
    );
  }
  if (values.length === shape[0] * shape[1]) return;
  throw new ShapeError(
    `addCrossProduct: expected ${name} of shape ${axes} = [${shape.join(", ")}], flat with ${shape[0] * shape[1]} numbers, got ${values.length}`,
  );
}
