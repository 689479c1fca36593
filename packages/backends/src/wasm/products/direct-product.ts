import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { f32, i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";
import type { WasmModule } from "../assembler/wasm-module.ts";
import { element, type Product, type ProductShape } from "./blocked-product.ts";
import { tileColumns, tileRows } from "./tile-kernel.ts";

/** Addresses of the first row of `a`, the first column of `b`, and the tile of `c`. */
interface TilePlace {
  readonly a: Value<"i32">;
  readonly b: Value<"i32">;
  readonly c: Value<"i32">;
}

/**
 * c = a b from the operands as they lie, for columns of `b` that are neighbours: where packing costs more than it saves.
 *
 * The same tiles as in the blocked product, with smaller ones at the lower and right edge. Needs no scratch.
 */
export function directProduct(module: WasmModule, shape: ProductShape): Product {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [a, b, c, m, n]) => {
      const row = f.let(i32.constant(0));
      const strip = (rows: number): void => {
        const place = {
          a: f.let(element(a, [row, shape.a.row])),
          c: f.let(element(c, [row, shape.cRow])),
        };
        rowStrip(f, rows, { ...place, b, n }, shape);
        f.increase(row, rows);
      };
      f.while(i32.leS(row, i32.sub(m, tileRows)), () => strip(tileRows));
      for (const rows of [2, 1]) f.if(i32.leS(row, i32.sub(m, rows)), () => strip(rows));
    },
  );
}

/** Some rows of the result. */
function rowStrip(
  f: FunctionBuilder,
  rows: number,
  { a, b, c, n }: TilePlace & { readonly n: Value<"i32"> },
  shape: ProductShape,
): void {
  const column = f.let(i32.constant(0));
  const place = (): TilePlace => ({
    a: f.let(a),
    b: f.let(element(b, [column, 1])),
    c: f.let(element(c, [column, 1])),
  });
  f.while(i32.leS(column, i32.sub(n, tileColumns)), () => {
    vectorTile(f, { rows, vectors: 2 }, place(), shape);
    f.increase(column, tileColumns);
  });
  f.if(i32.leS(column, i32.sub(n, 4)), () => {
    vectorTile(f, { rows, vectors: 1 }, place(), shape);
    f.increase(column, 4);
  });
  f.while(i32.ltS(column, n), () => {
    scalarTile(f, rows, place(), shape);
    f.increase(column, 1);
  });
}

function vectorTile(
  f: FunctionBuilder,
  { rows, vectors }: { readonly rows: number; readonly vectors: number },
  place: TilePlace,
  shape: ProductShape,
): void {
  f.scope(() => {
    const sums = Array.from({ length: rows }, () =>
      Array.from({ length: vectors }, () => f.let(f32x4.constant(0))),
    );
    alongDepth(f, place, shape, (a, b) => {
      const columns = sums[0].map((_, j) => f.let(load.v128(b, 16 * j)));
      sums.forEach((row, i) => {
        const factor = f.let(load.splat32(a, 4 * i * shape.a.row));
        row.forEach((sum, j) => f.set(sum, f.mulAdd(factor, columns[j], sum)));
      });
    });
    sums.forEach((row, i) =>
      row.forEach((sum, j) => f.do(store.v128(place.c, sum, 4 * i * shape.cRow + 16 * j))),
    );
  });
}

/** One column. */
function scalarTile(f: FunctionBuilder, rows: number, place: TilePlace, shape: ProductShape): void {
  f.scope(() => {
    const sums = Array.from({ length: rows }, () => f.let(f32.constant(0)));
    alongDepth(f, place, shape, (a, b) => {
      const factor = f.let(load.f32(b));
      sums.forEach((sum, i) => {
        f.set(sum, f32.add(sum, f32.mul(load.f32(a, 4 * i * shape.a.row), factor)));
      });
    });
    sums.forEach((sum, i) => f.do(store.f32(place.c, sum, 4 * i * shape.cRow)));
  });
}

/** Calls `body` with the addresses of each step along the depth. */
function alongDepth(
  f: FunctionBuilder,
  place: TilePlace,
  { k, a: aLayout, b: bLayout }: ProductShape,
  body: (a: Local<"i32">, b: Local<"i32">) => void,
): void {
  const a = f.let(place.a);
  const b = f.let(place.b);
  f.for(
    {
      to: k,
      advance: [
        [a, 4 * aLayout.column],
        [b, 4 * bLayout.row],
      ],
    },
    () => body(a, b),
  );
}
