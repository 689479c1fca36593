import { sizeOf } from "@erlangen/tensor";
import { load, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { KernelMaker } from "../kernels.ts";
import { elementBytes } from "../loops/vector-access.ts";
import { addressKernel } from "./address-kernel.ts";
import { orderedKey } from "./ordered-key.ts";

/** Index of the first maximum along an axis; that of the first NaN if there is one. */
export const argMaxKernel: KernelMaker = ({ operands: [x], attributes }) => {
  const { axis } = attributes as { readonly axis: number };
  const { [axis]: length } = x.shape;
  const outer = sizeOf(x.shape.slice(0, axis));
  const inner = sizeOf(x.shape.slice(axis + 1));
  const step = inner * elementBytes;
  return addressKernel({ operands: 1 }, (f, { operands: [source], target }) => {
    const [from, best, largest, key] = [0, 1, 2, 3].map(() => f.local("i32"));
    f.for({ to: outer, advance: [[source, length * step]] }, () => {
      const advance = [[target, elementBytes]] as const;
      f.for({ to: inner * elementBytes, step: elementBytes, advance }, (column) => {
        f.set(from, i32.add(source, column));
        f.set(best, 0);
        f.set(largest, orderedKey(f, load.i32(from), x.dtype));
        f.for({ to: length, advance: [[from, step]] }, (i) => {
          f.set(key, orderedKey(f, load.i32(from), x.dtype));
          f.if(i32.gtS(key, largest), () => {
            f.set(largest, key);
            f.set(best, i);
          });
        });
        f.do(store.i32(target, best));
      });
    });
  });
};
