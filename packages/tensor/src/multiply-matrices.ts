import type { Storage } from "./dtype.ts";

/** Where three row-major matrices lie in host memory. */
export interface MatrixProduct {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Storage;
  readonly aOffset: number;
  readonly b: Storage;
  readonly bOffset: number;
  readonly c: Storage;
  readonly cOffset: number;
}

/** Rows of `b` that stay in cache while all rows of `a` pass over them. */
const depthBlock = 64;

/** Columns of `b` in one block. */
const widthBlock = 256;

/**
 * Adds a matrix product to what `c` holds: c [m, n] += a [m, k] b [k, n].
 *
 * Numerics: in float32, four products at a time are summed in float64 before they are rounded.
 */
export function multiplyMatrices(product: MatrixProduct): void {
  if (product.n === 1) multiplyVector(product);
  else multiplyBlocked(product);
}

function multiplyVector({ m, k, a, aOffset, b, bOffset, c, cOffset }: MatrixProduct): void {
  for (let i = 0; i < m; i++) {
    const row = aOffset + i * k;
    let sum = 0;
    for (let p = 0; p < k; p++) sum += a[row + p] * b[bOffset + p];
    c[cOffset + i] += sum;
  }
}

function multiplyBlocked({ m, k, n, a, aOffset, b, bOffset, c, cOffset }: MatrixProduct): void {
  for (let left = 0; left < n; left += widthBlock) {
    const width = Math.min(widthBlock, n - left);
    for (let top = 0; top < k; top += depthBlock) {
      const bottom = Math.min(top + depthBlock, k);
      for (let i = 0; i < m; i++) {
        const row = aOffset + i * k;
        const target = cOffset + i * n + left;
        let p = top;
        for (; p + 3 < bottom; p += 4) {
          const a0 = a[row + p];
          const a1 = a[row + p + 1];
          const a2 = a[row + p + 2];
          const a3 = a[row + p + 3];
          const b0 = bOffset + p * n + left;
          const b1 = b0 + n;
          const b2 = b1 + n;
          const b3 = b2 + n;
          for (let j = 0; j < width; j++) {
            c[target + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
          }
        }
        for (; p < bottom; p++) {
          const a0 = a[row + p];
          const b0 = bOffset + p * n + left;
          for (let j = 0; j < width; j++) c[target + j] += a0 * b[b0 + j];
        }
      }
    }
  }
}
