import { sizeOf } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { memory } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { perform, type WasmModule } from "../assembler/wasm-module.ts";
import type { KernelMaker } from "../kernels.ts";
import { element } from "./blocked-product.ts";
import { convGeometry, type ConvAttributes, type ConvGeometry } from "./conv-geometry.ts";
import { convLibrary } from "./conv-library.ts";
import { blockPositions, convolveBlock, convScratch } from "./convolve-block.ts";
import { layOutSamples } from "./lay-out-samples.ts";
import { rangeKernel, type KernelRange } from "./range-kernel.ts";
import { tileColumns } from "./tile-kernel.ts";
import { writePositionTables, writeTapTable } from "./window-tables.ts";

/** Numbers of the samples that are laid out at once, about: what a second-level cache holds. */
const chunkSize = 2 ** 16;

/**
 * Convolution in float32 over any number of spatial axes, as a product of the weights [channels_out, depth] with the
 * windows [depth, positions], which are laid out eight at a time.
 *
 * Threads share positions of all images, and groups.
 */
export const convKernel: KernelMaker = ({ operands: [x, kernel], attributes, target }) => {
  if (x.dtype !== "float32") return undefined;
  const geometry = convGeometry(
    [x.shape, kernel.shape, target.shape],
    attributes as ConvAttributes,
  );
  const size = sizeOf(target.shape);
  if (sizeOf(x.shape) === 0 || sizeOf(kernel.shape) === 0) return zeros(size);
  const { batch, groups, positions, isCopied, image } = geometry;
  const tiles = Math.ceil((batch * positions) / tileColumns);
  const images = imagesAtOnce(geometry);
  return rangeKernel({
    operands: 2,
    units: size === 0 ? 0 : groups * tiles,
    work: size * geometry.depth,
    scratchBytes: convScratch(geometry).places + (isCopied ? 4 * images * image : 0),
    prepare: (module) => convolution(module, geometry),
  });
};

/** Images whose samples are laid out at once. */
function imagesAtOnce({ isCopied, image, batch }: ConvGeometry): number {
  return isCopied ? Math.min(batch, Math.max(1, Math.floor(chunkSize / image))) : batch;
}

/** Nothing is summed anywhere. */
function zeros(size: number): ReturnType<typeof rangeKernel> {
  return rangeKernel({
    operands: 2,
    units: size,
    work: 0,
    scratchBytes: 0,
    prepare:
      () =>
      (f, { places, from, to }) => {
        f.do(memory.fill(element(places[2], [from, 1]), 0, i32.shl(i32.sub(to, from), 2)));
      },
  });
}

function convolution(
  module: WasmModule,
  geometry: ConvGeometry,
): (f: FunctionBuilder, range: KernelRange) => void {
  const { batch, groups, positions, channelsIn, channelsOut, samples, depth } = geometry;
  const { isCopied } = geometry;
  const library = convLibrary(module);
  const layOut = isCopied ? layOutSamples(module, geometry) : undefined;
  const scratchParts = convScratch(geometry);
  const images = imagesAtOnce(geometry);
  const tiles = Math.ceil((batch * positions) / tileColumns);
  return (f, { places: [x, kernel, result], scratch, from, to }) => {
    writeTapTable(f, geometry, i32.add(scratch, scratchParts.taps));
    const next = f.let(from);
    f.while(i32.ltS(next, to), () => {
      const group = f.let(i32.divU(next, tiles));
      const first = f.let(i32.mul(i32.remU(next, tiles), tileColumns));
      const wanted = f.let(i32.mul(i32.sub(to, i32.mul(group, tiles)), tileColumns));
      const end = f.let(smaller(f, wanted, i32.constant(batch * positions)));
      const weights = f.let(element(kernel, [group, channelsOut * depth]));
      const target = f.let(element(result, [group, channelsOut * positions]));
      const source = f.let(element(x, [group, channelsIn * samples]));
      f.while(i32.ltS(first, end), () => {
        const image = f.let(i32.divU(first, positions));
        const behind = i32.mul(i32.add(image, images), positions);
        const chunkEnd = f.let(smaller(f, behind, end));
        const own = f.let(element(source, [image, groups * channelsIn * samples]));
        const places = layOut === undefined ? own : f.let(i32.add(scratch, scratchParts.places));
        if (layOut !== undefined) {
          const last = i32.divU(i32.sub(chunkEnd, 1), positions);
          f.do(perform(layOut, own, places, i32.add(i32.sub(last, image), 1)));
        }
        f.while(i32.ltS(first, chunkEnd), () => {
          const blockEnd = f.let(smaller(f, i32.add(first, blockPositions), chunkEnd));
          writePositionTables(
            f,
            geometry,
            { first, end: blockEnd, image },
            {
              windows: i32.add(scratch, scratchParts.windows),
              results: i32.add(scratch, scratchParts.results),
            },
          );
          const count = f.let(i32.sub(blockEnd, first));
          convolveBlock(f, geometry, library, { places, weights, target, scratch, count });
          f.set(first, blockEnd);
        });
      });
      f.set(next, i32.mul(i32.add(group, 1), tiles));
    });
  };
}

function smaller(f: FunctionBuilder, a: Value<"i32">, b: Value<"i32">): Value<"i32"> {
  const [left, right]: readonly Local<"i32">[] = [f.let(a), f.let(b)];
  return select(left, right, i32.ltS(left, right));
}
