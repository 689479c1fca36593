import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";

/** Rows of a tile: so many numbers of one column of `a` are used together. */
export const tileRows = 4;

/** Columns of a tile: two vectors. */
export const tileColumns = 8;

/** Bytes of a tile that lies by itself, row after row. */
export const tileBytes: number = 4 * tileRows * tileColumns;

/** (a, b, c, cStride, depth, accumulate): see {@link tileKernel}. */
export type TileKernel = FunctionHandle<["i32", "i32", "i32", "i32", "i32", "i32"], undefined>;

/**
 * c = a b, or c += a b, for one tile of the result.
 *
 * a [depth, 4] and b [depth, 8] lie packed; row i of the tile starts `i cStride` bytes behind c. `depth` >= 1.
 *
 * Eight accumulators, two vectors of b, four numbers of a and one product fit into the sixteen registers of x64; a
 * larger tile spills them and is slower. Each step along the depth ends in a branch, which keeps V8 from loading the
 * operands of several steps before the first of them is used.
 */
export function tileKernel(module: WasmModule): TileKernel {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [a, b, c, cStride, depth, accumulate]) => {
      const rows = [c];
      for (let i = 1; i < tileRows; i++) rows.push(f.let(i32.add(rows[i - 1], cStride)));
      const sums = rows.map(() => [f.local("v128"), f.local("v128")]);
      const end = f.let(i32.add(a, i32.mul(depth, 4 * tileRows)));
      f.block((exit) => {
        f.loop((again) => {
          for (let step = 0; step < stepsPerRound; step++) {
            addProduct(f, sums, { a, b, step });
            f.increase(a, 4 * tileRows);
            if (step < stepsPerRound - 1) f.branchIf(i32.eq(a, end), exit);
          }
          f.increase(b, 4 * tileColumns * stepsPerRound);
          f.branchIf(i32.ne(a, end), again);
        });
      });
      // What was there is added last, so that a tile at an edge, which is merged, has the same bits.
      const write = (valueOf: (sum: Value<"v128">, i: number, j: number) => Value<"v128">): void =>
        sums.forEach((row, i) =>
          row.forEach((sum, j) => f.do(store.v128(rows[i], valueOf(sum, i, j), 16 * j))),
        );
      f.if(
        accumulate,
        () => write((sum, i, j) => f32x4.add(load.v128(rows[i], 16 * j), sum)),
        () => write((sum) => sum),
      );
    },
  );
}

/** Measured from 1 to 8 on Zen 3: 41 GFLOP/s, the neighbours 36 to 39. */
const stepsPerRound = 3;

function addProduct(
  f: FunctionBuilder,
  sums: readonly (readonly Local<"v128">[])[],
  { a, b, step }: { readonly a: Value<"i32">; readonly b: Value<"i32">; readonly step: number },
): void {
  f.scope(() => {
    const factors: Local<"v128">[] = [];
    const columns: Local<"v128">[] = [];
    // In turns: a few per cent faster than all numbers of one operand first.
    for (let i = 0; i < tileRows; i++) {
      factors.push(f.let(load.splat32(a, 4 * i)));
      if (i >= 2) continue;
      columns.push(f.let(load.v128(b, 4 * tileColumns * step + 16 * i)));
    }
    sums.forEach((row, i) =>
      row.forEach((sum, j) => f.set(sum, f.mulAdd(factors[i], columns[j], sum))),
    );
  });
}
