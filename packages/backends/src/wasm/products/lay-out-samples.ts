import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, memory, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";
import type { ConvAxis, ConvGeometry } from "./conv-geometry.ts";

/** (source, target, images): see {@link layOutSamples}. */
export type LayOutSamples = FunctionHandle<["i32", "i32", "i32"], undefined>;

/** Copies one group of channels of several images, with the zeros of padding and dilation. */
export function layOutSamples(module: WasmModule, geometry: ConvGeometry): LayOutSamples {
  const { groups, channelsIn, samples, axes, channel, image } = geometry;
  const sourceDistances = axes.map((_, axis) =>
    axes.slice(axis + 1).reduce((product, { length }) => product * length, 1),
  );
  return module.function({ parameters: ["i32", "i32", "i32"] }, (f, [source, target, images]) => {
    f.do(memory.fill(target, 0, i32.mul(images, 4 * image)));
    if (axes.some((axis) => presentSamples(axis).count <= 0)) return;
    const copyAxis = (axis: number, from: Value<"i32">, to: Value<"i32">): void => {
      if (axis === axes.length) {
        f.do(store.f32(to, load.f32(from)));
        return;
      }
      const { first, count, place } = presentSamples(axes[axis]);
      const reader = f.let(i32.add(from, 4 * first * sourceDistances[axis]));
      const writer = f.let(i32.add(to, 4 * place * geometry.places[axis]));
      const dilation = axes[axis].inputDilation;
      if (axis === axes.length - 1 && dilation === 1) {
        copyRow(f, reader, writer, count);
        return;
      }
      f.for(
        {
          to: count,
          advance: [
            [reader, 4 * sourceDistances[axis]],
            [writer, 4 * dilation * geometry.places[axis]],
          ],
        },
        () => copyAxis(axis + 1, reader, writer),
      );
    };
    f.for({ to: images, advance: [[source, 4 * (groups - 1) * channelsIn * samples]] }, () => {
      f.for(
        {
          to: channelsIn,
          advance: [
            [source, 4 * samples],
            [target, 4 * channel],
          ],
        },
        () => copyAxis(0, source, target),
      );
    });
  });
}

/** The samples of an axis that some place shows: the first, how many, and the place of the first. */
function presentSamples({ length, low, inputDilation, reach }: ConvAxis): {
  readonly first: number;
  readonly count: number;
  readonly place: number;
} {
  const first = Math.max(0, Math.ceil(-low / inputDilation));
  const last = Math.min(length - 1, Math.floor((reach - 1 - low) / inputDilation));
  return { first, count: last - first + 1, place: first * inputDilation + low };
}

function copyRow(f: FunctionBuilder, from: Local<"i32">, to: Local<"i32">, count: number): void {
  if (count >= 4) {
    f.for(
      {
        to: count >> 2,
        advance: [
          [from, 16],
          [to, 16],
        ],
      },
      () => f.do(store.v128(to, load.v128(from))),
    );
  }
  for (let i = 0; i < count % 4; i++) f.do(store.f32(to, load.f32(from, 4 * i), 4 * i));
}
