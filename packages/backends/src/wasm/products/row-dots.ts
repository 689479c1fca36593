import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { f32, i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, shuffle32 } from "../assembler/vectors.ts";
import type { WasmModule } from "../assembler/wasm-module.ts";
import type { Product } from "./blocked-product.ts";
import { tileRows } from "./tile-kernel.ts";

/** c = a b for one column: products of rows [k] with a vector [k], all contiguous. Needs no scratch. */
export function rowDots(module: WasmModule, k: number): Product {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [a, b, c, m]) => {
      const strip = (rows: number): void => {
        dots(f, { rows, k }, a, b).forEach((sum, i) => f.do(store.f32(c, sum, 4 * i)));
        f.increase(a, 4 * k * rows);
        f.increase(c, 4 * rows);
        f.increase(m, -rows);
      };
      f.while(i32.geS(m, tileRows), () => strip(tileRows));
      f.while(m, () => strip(1));
    },
  );
}

function dots(
  f: FunctionBuilder,
  { rows, k }: { readonly rows: number; readonly k: number },
  a: Value<"i32">,
  b: Value<"i32">,
): readonly Local<"f32">[] {
  const left = f.let(a);
  const right = f.let(b);
  const vectors = Array.from({ length: rows }, () => f.let(f32x4.constant(0)));
  f.for(
    {
      to: k >> 2,
      advance: [
        [left, 16],
        [right, 16],
      ],
    },
    () => {
      const entries = f.let(load.v128(right));
      vectors.forEach((sum, i) => f.set(sum, f.mulAdd(load.v128(left, 4 * k * i), entries, sum)));
    },
  );
  return vectors.map((vector, i) => {
    const sum = f.let(laneSum(f, vector));
    for (let p = 0; p < k % 4; p++) {
      f.set(sum, f32.add(sum, f32.mul(load.f32(left, 4 * (k * i + p)), load.f32(right, 4 * p))));
    }
    return sum;
  });
}

function laneSum(f: FunctionBuilder, vector: Local<"v128">): Value<"f32"> {
  const pairs = f.let(f32x4.add(vector, shuffle32(vector, vector, [2, 3, 0, 1])));
  return f32.add(f32x4.extractLane(pairs, 0), f32x4.extractLane(pairs, 1));
}
