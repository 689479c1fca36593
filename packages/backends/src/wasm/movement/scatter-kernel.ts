import { sizeOf } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, memory, store } from "../assembler/memory-access.ts";
import { f32, i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, i32x4 } from "../assembler/vectors.ts";
import type { KernelCall, KernelMaker, WasmKernel } from "../kernels.ts";
import { elementBytes } from "../loops/vector-access.ts";
import { checkIndices } from "../equivariant/check-indices.ts";
import { addressKernel } from "./address-kernel.ts";
import { badEntry } from "./bad-entry.ts";
import { rowLoop } from "./row-loop.ts";

/** Rows added into places by index. */
export const scatterAddKernel: KernelMaker = (call) => {
  const isFloat = call.target.dtype === "float32";
  return scatterKernel(call, {
    primitive: "scatterAdd",
    begin: (f, target, bytes) => f.do(memory.fill(target, 0, bytes)),
    four: isFloat ? f32x4.add : i32x4.add,
    one: isFloat
      ? (to, from) => store.f32(to, f32.add(load.f32(to), load.f32(from)))
      : (to, from) => store.i32(to, i32.add(load.i32(to), load.i32(from))),
  });
};

/** The largest of the rows at each place; -Infinity or the least integer where there is none, NaN where one is. */
export const scatterMaxKernel: KernelMaker = (call) => {
  const isFloat = call.target.dtype === "float32";
  const least = isFloat ? f32x4.constant(-Infinity) : i32x4.constant(-(2 ** 31));
  const four = isFloat ? f32x4.max : i32x4.maxS;
  return scatterKernel(call, {
    primitive: "scatterMax",
    begin: (f, target, bytes) => {
      rowLoop(f, bytes / elementBytes, { repeats: true }, (at, lanes) => {
        const to = i32.add(target, at);
        f.do(lanes === 4 ? store.v128(to, least) : store.lane32({ address: to }, least, 0));
      });
    },
    four,
    one: (to, from) => store.lane32({ address: to }, four(load.zero32(to), load.zero32(from)), 0),
  });
};

interface Combination {
  readonly primitive: string;
  /** Fills the target. */
  readonly begin: (f: FunctionBuilder, target: Local<"i32">, bytes: number) => void;
  readonly four: (a: Value<"v128">, b: Value<"v128">) => Value<"v128">;
  /** Combines one element in memory with another. */
  readonly one: (to: Local<"i32">, from: Local<"i32">) => ReturnType<typeof store.f32>;
}

function scatterKernel(
  { operands: [, indices], attributes, target }: KernelCall,
  { primitive, begin, four, one }: Combination,
): WasmKernel {
  const { axis, length } = attributes as { readonly axis: number; readonly length: number };
  const count = sizeOf(indices.shape);
  const outer = sizeOf(target.shape.slice(0, axis));
  const inner = sizeOf(target.shape.slice(axis + 1));
  const rowBytes = inner * elementBytes;
  const fault: WasmKernel["fault"] = (_, entries) =>
    badEntry(primitive, { indices: entries, shape: indices.shape, bound: length });
  return addressKernel({ operands: 2, fault }, (f, { operands, target: to }) => {
    const [source, index] = operands;
    checkIndices(f, operands, [{ index: 1, length: count, rows: length }]);
    begin(f, to, sizeOf(target.shape) * elementBytes);
    const [pointer, row] = [f.local("i32"), f.local("i32")];
    f.for({ to: outer, advance: [[to, length * rowBytes]] }, () => {
      f.set(pointer, index);
      f.for(
        {
          to: count,
          advance: [
            [pointer, elementBytes],
            [source, rowBytes],
          ],
        },
        () => {
          f.set(row, i32.add(to, i32.mul(load.i32(pointer), rowBytes)));
          rowLoop(f, inner, { repeats: false }, (at, lanes) => {
            const [place, given] = [f.let(i32.add(row, at)), f.let(i32.add(source, at))];
            f.do(
              lanes === 4
                ? store.v128(place, four(load.v128(place), load.v128(given)))
                : one(place, given),
            );
          });
        },
      );
    });
  });
}
