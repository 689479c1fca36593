import { sizeOf } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { memory } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { perform, type WasmModule } from "../assembler/wasm-module.ts";
import type { KernelMaker } from "../kernels.ts";
import { blockedProduct, blockedProductScratch, element, type Product } from "./blocked-product.ts";
import { directProduct } from "./direct-product.ts";
import { matmulLayout, type MatmulLayout } from "./matmul-layout.ts";
import { productLibrary } from "./product-library.ts";
import { rangeKernel, type KernelRange } from "./range-kernel.ts";
import { rowDots } from "./row-dots.ts";
import { tileColumns, tileRows } from "./tile-kernel.ts";

/**
 * Matrix products over equal leading axes in float32; operands may be transposed, sliced or broadcast.
 *
 * Threads share tiles of rows, or of columns where there are more of them.
 */
export const matmulKernel: KernelMaker = ({ operands: [a, b], target }) => {
  if (a.dtype !== "float32") return undefined;
  const layout = matmulLayout(a, b);
  const { k } = layout;
  const size = sizeOf(target.shape);
  const matrices = layout.batch.reduce((product, { length }) => product * length, 1);
  return rangeKernel({
    operands: 2,
    units: size === 0 ? 0 : matrices * piecesOf(layout),
    work: size * k,
    scratchBytes: packs(layout) ? blockedProductScratch(layout) : 0,
    prepare: (module) => {
      const product = k === 0 ? undefined : productFor(module, layout);
      return (f, range) => {
        if (product === undefined) clear(f, range, size);
        else eachMatrix(f, layout, range, product);
      };
    },
  });
};

/** Pieces of one matrix of the result. */
function piecesOf({ m, n }: MatmulLayout): number {
  return m >= n ? Math.ceil(m / tileRows) : Math.ceil(n / tileColumns);
}

/** Whether operands are packed: a large product pays for it, and one whose entries lie apart needs it. */
function packs(layout: MatmulLayout): boolean {
  const { m, n, k, b } = layout;
  const work = m * n * k;
  if (work === 0 || n === 1) return false;
  return b.column !== 1 || (m > 2 * tileRows && work > 2 ** 15);
}

/** Whether the product is one of contiguous rows with a contiguous vector. */
function isRowDots({ n, k, a, b }: MatmulLayout): boolean {
  return n === 1 && a.column === 1 && a.row === k && b.row === 1;
}

function productFor(module: WasmModule, layout: MatmulLayout): Product {
  if (isRowDots(layout)) return rowDots(module, layout.k);
  const shape = { ...layout, cRow: layout.n };
  if (packs(layout)) return blockedProduct(module, productLibrary(module), shape);
  return directProduct(module, shape);
}

/** Without depth every sum is empty: the first piece clears the whole result. */
function clear(f: FunctionBuilder, { places, from, to }: KernelRange, size: number): void {
  f.if(i32.and(i32.eqz(from), i32.gtS(to, 0)), () => f.do(memory.fill(places[2], 0, 4 * size)));
}

/** The part of each matrix of the batch that the range covers. */
function eachMatrix(
  f: FunctionBuilder,
  layout: MatmulLayout,
  { places: [a, b, c], scratch, from, to }: KernelRange,
  product: Product,
): void {
  const { m, n } = layout;
  const [length, step] = m >= n ? [m, tileRows] : [n, tileColumns];
  const pieces = piecesOf(layout);
  const next = f.let(from);
  f.while(i32.ltS(next, to), () => {
    const matrix = f.let(i32.divU(next, pieces));
    const first = f.let(i32.mul(i32.remU(next, pieces), step));
    const wanted = f.let(i32.sub(to, i32.mul(matrix, pieces)));
    const last = f.let(i32.mul(smaller(wanted, pieces), step));
    const count = f.let(i32.sub(smaller(last, length), first));
    const [left, right] = batchPlaces(f, layout, { a, b, matrix });
    const target = element(c, [matrix, m * n]);
    f.do(
      m >= n
        ? perform(
            product,
            element(left, [first, layout.a.row]),
            right,
            element(target, [first, n]),
            count,
            n,
            scratch,
          )
        : perform(
            product,
            left,
            element(right, [first, layout.b.column]),
            element(target, [first, 1]),
            m,
            count,
            scratch,
          ),
    );
    f.set(next, i32.mul(i32.add(matrix, 1), pieces));
  });
}

/** Where the operands of one matrix begin. */
function batchPlaces(
  f: FunctionBuilder,
  { batch }: MatmulLayout,
  {
    a,
    b,
    matrix,
  }: { readonly a: Value<"i32">; readonly b: Value<"i32">; readonly matrix: Local<"i32"> },
): readonly [a: Value<"i32">, b: Value<"i32">] {
  const left = f.let(a);
  const right = f.let(b);
  const rest = f.let(matrix);
  batch.forEach((axis, i) => {
    const index = i === batch.length - 1 ? rest : f.let(i32.remU(rest, axis.length));
    f.set(left, element(left, [index, axis.a]));
    f.set(right, element(right, [index, axis.b]));
    if (i < batch.length - 1) f.set(rest, i32.divU(rest, axis.length));
  });
  return [left, right];
}

function smaller(value: Local<"i32">, bound: number): Value<"i32"> {
  return select(value, i32.constant(bound), i32.ltS(value, bound));
}
