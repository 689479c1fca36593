import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { shuffle32 } from "../assembler/vectors.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";

/** (source, laneStride, depthStride, lanes, depth, target): see {@link packPanels}. */
export type PackPanels = FunctionHandle<["i32", "i32", "i32", "i32", "i32", "i32"], undefined>;

/**
 * Copies a matrix into panels that a tile kernel reads in order.
 *
 * Entry (lane, p) lies at `source + lane laneStride + p depthStride` (bytes). Panel after panel, each holds `width`
 * lanes as [depth, width]; the last one repeats its last lane. `lanes` and `depth` >= 1.
 */
export function packPanels(module: WasmModule, width: 4 | 8): PackPanels {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [source, laneStride, depthStride, lanes, depth, target]) => {
      const last = f.let(i32.sub(lanes, 1));
      const pointers = Array.from({ length: width }, () => f.local("i32"));
      f.for({ to: lanes, step: width }, (lane) => {
        pointers.forEach((pointer, l) => {
          const index = l === 0 ? lane : f.let(i32.add(lane, l));
          const present = l === 0 ? index : select(index, last, i32.ltS(index, last));
          f.set(pointer, i32.add(source, i32.mul(present, laneStride)));
        });
        const rest = f.let(depth);
        const isFull = i32.leS(i32.add(lane, width), lanes);
        f.if(
          i32.and(i32.eq(laneStride, 4), isFull),
          () => copyRows(f, pointers[0], { depthStride, rest, target, width }),
          () => {
            f.if(i32.eq(depthStride, 4), () => transpose(f, pointers, { rest, target }));
            gather(f, pointers, { depthStride, rest, target });
          },
        );
      });
    },
  );
}

/** Neighbouring lanes are neighbours in memory. */
function copyRows(
  f: FunctionBuilder,
  source: Local<"i32">,
  {
    depthStride,
    rest,
    target,
    width,
  }: {
    readonly depthStride: Value<"i32">;
    readonly rest: Local<"i32">;
    readonly target: Local<"i32">;
    readonly width: number;
  },
): void {
  f.loop((again) => {
    for (let l = 0; l < width; l += 4) f.do(store.v128(target, load.v128(source, 4 * l), 4 * l));
    f.increase(source, depthStride);
    f.increase(target, 4 * width);
    f.increase(rest, -1);
    f.branchIf(rest, again);
  });
}

/** Neighbours along the depth are neighbours in memory: four by four while there are four. */
function transpose(
  f: FunctionBuilder,
  pointers: readonly Local<"i32">[],
  { rest, target }: { readonly rest: Local<"i32">; readonly target: Local<"i32"> },
): void {
  const width = pointers.length;
  f.while(i32.geS(rest, 4), () => {
    for (let l = 0; l < width; l += 4) {
      f.scope(() => {
        const [a, b, c, d] = pointers.slice(l, l + 4).map((pointer) => f.let(load.v128(pointer)));
        const [low, lower] = [
          f.let(shuffle32(a, b, [0, 4, 1, 5])),
          f.let(shuffle32(c, d, [0, 4, 1, 5])),
        ];
        const [high, higher] = [
          f.let(shuffle32(a, b, [2, 6, 3, 7])),
          f.let(shuffle32(c, d, [2, 6, 3, 7])),
        ];
        [
          shuffle32(low, lower, [0, 1, 4, 5]),
          shuffle32(low, lower, [2, 3, 6, 7]),
          shuffle32(high, higher, [0, 1, 4, 5]),
          shuffle32(high, higher, [2, 3, 6, 7]),
        ].forEach((row, p) => f.do(store.v128(target, row, 4 * (p * width + l))));
      });
    }
    for (const pointer of pointers) f.increase(pointer, 16);
    f.increase(target, 16 * width);
    f.increase(rest, -4);
  });
}

/** One number at a time. */
function gather(
  f: FunctionBuilder,
  pointers: readonly Local<"i32">[],
  {
    depthStride,
    rest,
    target,
  }: {
    readonly depthStride: Value<"i32">;
    readonly rest: Local<"i32">;
    readonly target: Local<"i32">;
  },
): void {
  f.while(rest, () => {
    pointers.forEach((pointer, l) => {
      f.do(store.f32(target, load.f32(pointer), 4 * l));
      f.increase(pointer, depthStride);
    });
    f.increase(target, 4 * pointers.length);
    f.increase(rest, -1);
  });
}
