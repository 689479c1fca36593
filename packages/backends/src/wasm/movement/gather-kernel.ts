import { sizeOf } from "@erlangen/tensor";
import { load, memory, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { KernelMaker, WasmKernel } from "../kernels.ts";
import { elementBytes } from "../loops/vector-access.ts";
import { checkIndices } from "../equivariant/check-indices.ts";
import { addressKernel } from "./address-kernel.ts";
import { badEntry } from "./bad-entry.ts";
import { rowLoop } from "./row-loop.ts";

/** From this many bytes on, the memory copy of the engine beats a loop. */
const blockCopyBytes = 1024;

/** Rows taken by index, for any type of elements. */
export const gatherKernel: KernelMaker = ({ operands: [x, indices], attributes }) => {
  const { axis } = attributes as { readonly axis: number };
  const { [axis]: bound } = x.shape;
  const outer = sizeOf(x.shape.slice(0, axis));
  const inner = sizeOf(x.shape.slice(axis + 1));
  const count = sizeOf(indices.shape);
  const rowBytes = inner * elementBytes;
  const fault: WasmKernel["fault"] = (_, entries) =>
    badEntry("gather", { indices: entries, shape: indices.shape, bound });
  return addressKernel({ operands: 2, fault }, (f, { operands, target }) => {
    const [source, index] = operands;
    checkIndices(f, operands, [{ index: 1, length: count, rows: bound }]);
    const [pointer, row] = [f.local("i32"), f.local("i32")];
    f.for({ to: outer, advance: [[source, bound * rowBytes]] }, () => {
      f.set(pointer, index);
      f.for(
        {
          to: count,
          advance: [
            [pointer, elementBytes],
            [target, rowBytes],
          ],
        },
        () => {
          f.set(row, i32.add(source, i32.mul(load.i32(pointer), rowBytes)));
          if (rowBytes >= blockCopyBytes) f.do(memory.copy(target, row, rowBytes));
          else {
            rowLoop(f, inner, { repeats: true }, (at, lanes) => {
              const [from, to] = [i32.add(row, at), i32.add(target, at)];
              f.do(lanes === 4 ? store.v128(to, load.v128(from)) : store.i32(to, load.i32(from)));
            });
          }
        },
      );
    });
  });
};
