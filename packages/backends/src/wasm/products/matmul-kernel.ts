import { sizeOf } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { memory } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local } from "../assembler/value.ts";
import { perform, type WasmModule } from "../assembler/wasm-module.ts";
import type { KernelMaker } from "../kernels.ts";
import { blockedProduct, blockedProductScratch, element, type Product } from "./blocked-product.ts";
import { directProduct } from "./direct-product.ts";
import { productLibrary } from "./product-library.ts";
import { rangeKernel, type KernelRange } from "./range-kernel.ts";
import { rowDots } from "./row-dots.ts";
import { tileColumns, tileRows } from "./tile-kernel.ts";

/** Sizes of [m, k] x [k, n]. */
interface ProductSize {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * Matrix products over equal leading axes in float32.
 *
 * Threads share tiles of rows, or of columns where there are more of them.
 */
export const matmulKernel: KernelMaker = ({ operands: [{ shape: left, dtype }], target }) => {
  if (dtype !== "float32") return undefined;
  const [m, k] = left.slice(-2);
  const n = target.shape[target.shape.length - 1];
  const size = { m, n, k };
  const batch = sizeOf(target.shape.slice(0, -2));
  const pieces = m >= n ? Math.ceil(m / tileRows) : Math.ceil(n / tileColumns);
  return rangeKernel({
    operands: 2,
    units: sizeOf(target.shape) === 0 ? 0 : batch * pieces,
    scratchBytes: packs(size) ? blockedProductScratch(size) : 0,
    prepare: (module) => {
      const product = k === 0 ? undefined : productFor(module, size);
      return (f, range) => eachMatrix(f, size, range, product);
    },
  });
};

/** Whether a product is large enough to pay for packing. */
function packs({ m, n, k }: ProductSize): boolean {
  return n > 1 && m > 2 * tileRows && m * n * k > 2 ** 15;
}

function productFor(module: WasmModule, size: ProductSize): Product {
  const { n, k } = size;
  const shape = { k, a: { row: k, column: 1 }, b: { row: n, column: 1 }, cRow: n };
  if (packs(size)) return blockedProduct(module, productLibrary(module), shape);
  return n === 1 ? rowDots(module, k) : directProduct(module, shape);
}

/** The part of each matrix of the batch that the range covers. */
function eachMatrix(
  f: FunctionBuilder,
  { m, n, k }: ProductSize,
  { places: [a, b, c], scratch, from, to }: KernelRange,
  product: Product | undefined,
): void {
  const [length, step] = m >= n ? [m, tileRows] : [n, tileColumns];
  const pieces = Math.ceil(length / step);
  const next = f.let(from);
  f.while(i32.ltS(next, to), () => {
    const matrix = f.let(i32.divU(next, pieces));
    const first = f.let(i32.mul(i32.remU(next, pieces), step));
    const wanted = f.let(i32.sub(to, i32.mul(matrix, pieces)));
    const last = f.let(i32.mul(smaller(wanted, pieces), step));
    const count = f.let(i32.sub(smaller(last, length), first));
    const target = element(c, [matrix, m * n]);
    if (product === undefined) {
      // Without depth every sum is empty. The whole matrix, whichever piece of it: equal writes do no harm.
      f.do(memory.fill(target, 0, 4 * m * n));
    } else {
      const left = element(a, [matrix, m * k]);
      const right = element(b, [matrix, k * n]);
      f.do(
        m >= n
          ? perform(
              product,
              element(left, [first, k]),
              right,
              element(target, [first, n]),
              count,
              n,
              scratch,
            )
          : perform(
              product,
              left,
              element(right, [first, 1]),
              element(target, [first, 1]),
              m,
              count,
              scratch,
            ),
      );
    }
    f.set(next, i32.mul(i32.add(matrix, 1), pieces));
  });
}

function smaller(value: Local<"i32">, bound: number): ReturnType<typeof i32.add> {
  return select(value, i32.constant(bound), i32.ltS(value, bound));
}
