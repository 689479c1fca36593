import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { perform, type FunctionHandle, type WasmModule } from "../assembler/wasm-module.ts";
import type { ProductLibrary } from "./product-library.ts";
import { tileBytes, tileColumns, tileRows } from "./tile-kernel.ts";

/** Rows of a block of `a`, depth of both blocks, columns of a block of `b`. */
const block = { rows: 64, depth: 512, columns: 256 } as const;

/** Where the entries of a matrix lie: strides in elements. */
export interface MatrixLayout {
  readonly row: number;
  readonly column: number;
}

/** What is fixed when the code is written. */
export interface ProductShape {
  /** Depth, >= 1. */
  readonly k: number;
  readonly a: MatrixLayout;
  readonly b: MatrixLayout;
  /** Distance of the rows of the result; its columns are neighbours. */
  readonly cRow: number;
}

/** (a, b, c, m, n, scratch): computes m >= 1 rows and n >= 1 columns from these addresses on. */
export type Product = FunctionHandle<["i32", "i32", "i32", "i32", "i32", "i32"], undefined>;

/** Bytes that {@link blockedProduct} needs at `scratch` for at most m rows and n columns. */
export function blockedProductScratch({
  m,
  n,
  k,
}: {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}): number {
  const rows = Math.min(roundedUp(m, tileRows), block.rows);
  const columns = Math.min(roundedUp(n, tileColumns), block.columns);
  return tileBytes + 4 * portionOf(k) * (rows + columns);
}

/**
 * c = a b by blocks: a block of `b` is packed for the second-level cache, then block after block of `a`; one panel of
 * `b` stays in the first level while the panels of `a` pass by. Where the depth has several portions, the later ones
 * add to the result.
 *
 * Source: Goto and van de Geijn (2008), «Anatomy of High-Performance Matrix Multiplication», section 4.
 */
export function blockedProduct(
  module: WasmModule,
  library: ProductLibrary,
  { k, a: aLayout, b: bLayout, cRow }: ProductShape,
): Product {
  const depth = portionOf(k);
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [a, b, c, m, n, scratch]) => {
      const packedA = f.let(i32.add(scratch, tileBytes));
      const rowsAtOnce = f.let(atMost(f, i32.and(i32.add(m, tileRows - 1), -tileRows), block.rows));
      const packedB = f.let(i32.add(packedA, i32.mul(rowsAtOnce, 4 * depth)));
      f.for({ to: n, step: block.columns }, (column) => {
        const columns = f.let(atMost(f, i32.sub(n, column), block.columns));
        f.for({ to: k, step: depth }, (p) => {
          const portion = f.let(atMost(f, i32.sub(k, p), depth));
          const source = element(b, [p, bLayout.row], [column, bLayout.column]);
          f.do(
            perform(
              library.packColumns,
              source,
              4 * bLayout.column,
              4 * bLayout.row,
              columns,
              portion,
              packedB,
            ),
          );
          f.for({ to: m, step: block.rows }, (row) => {
            const rows = f.let(atMost(f, i32.sub(m, row), block.rows));
            f.do(
              perform(
                library.packRows,
                element(a, [row, aLayout.row], [p, aLayout.column]),
                4 * aLayout.row,
                4 * aLayout.column,
                rows,
                portion,
                packedA,
              ),
            );
            const target = f.let(element(c, [row, cRow], [column, 1]));
            f.do(
              perform(
                library.panels,
                packedA,
                packedB,
                target,
                4 * cRow,
                rows,
                columns,
                portion,
                p,
                scratch,
              ),
            );
          });
        });
      });
    },
  );
}

/** Depth of a portion: equal ones, so that the last is not a rest of a few. */
export function portionOf(k: number): number {
  return Math.ceil(k / Math.ceil(k / block.depth));
}

function roundedUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/** The smaller of two integers. */
function atMost(f: FunctionBuilder, value: Value<"i32">, bound: number): Value<"i32"> {
  const kept = f.keep(value);
  return select(kept, i32.constant(bound), i32.ltS(kept, bound));
}

/** Address of an element: `base` plus indices times strides. */
export function element(
  base: Value<"i32">,
  ...steps: readonly (readonly [index: Local<"i32">, stride: number])[]
): Value<"i32"> {
  return steps.reduce(
    (address, [index, stride]) => i32.add(address, i32.mul(index, 4 * stride)),
    base,
  );
}
