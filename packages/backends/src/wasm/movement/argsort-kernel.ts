import { sizeOf } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local } from "../assembler/value.ts";
import type { KernelMaker } from "../kernels.ts";
import { elementBytes } from "../loops/vector-access.ts";
import { addressKernel } from "./address-kernel.ts";
import { orderedKey } from "./ordered-key.ts";

/** Bytes of a key with its position. */
const entryBytes = 2 * elementBytes;

/** The indices that sort each line: a merge sort from the bottom up, so ties keep their order; NaN last. */
export const argsortKernel: KernelMaker = ({ operands: [x], attributes }) => {
  const { axis } = attributes as { readonly axis: number };
  const { [axis]: length } = x.shape;
  const outer = sizeOf(x.shape.slice(0, axis));
  const inner = sizeOf(x.shape.slice(axis + 1));
  const step = inner * elementBytes;
  const bytes = length * entryBytes;
  return addressKernel({ operands: 1, scratchBytes: 2 * bytes }, (f, places) => {
    const { operands, target, scratch } = places;
    const [source] = operands;
    const [from, to, entry] = [0, 1, 2].map(() => f.local("i32"));
    const [sorted, other] = [f.local("i32"), f.local("i32")];
    const advanceLines = [
      [source, length * step],
      [target, length * step],
    ] as const;
    f.for({ to: outer, advance: advanceLines }, () => {
      f.for({ to: step, step: elementBytes }, (column) => {
        f.set(from, i32.add(source, column));
        f.set(entry, scratch);
        const advanceKeys = [
          [from, step],
          [entry, entryBytes],
        ] as const;
        f.for({ to: length, advance: advanceKeys }, (i) => {
          f.do(store.i32(entry, orderedKey(f, load.i32(from), x.dtype)));
          f.do(store.i32(entry, i, elementBytes));
        });
        f.set(sorted, scratch);
        f.set(other, i32.add(scratch, bytes));
        sortEntries(f, { sorted, other, bytes });
        f.set(to, i32.add(target, column));
        const advance = [
          [to, step],
          [sorted, entryBytes],
        ] as const;
        f.for({ to: length, advance }, () => f.do(store.i32(to, load.i32(sorted, elementBytes))));
      });
    });
  });
};

/** Sorts entries; `sorted` points to them before and after, `other` to as much room. */
function sortEntries(
  f: FunctionBuilder,
  {
    sorted,
    other,
    bytes,
  }: { readonly sorted: Local<"i32">; readonly other: Local<"i32">; readonly bytes: number },
): void {
  const width = f.let(i32.constant(entryBytes));
  const [left, right, middle, end, to, swap] = [0, 1, 2, 3, 4, 5].map(() => f.local("i32"));
  const bounded = (offset: ReturnType<typeof i32.add>): ReturnType<typeof i32.add> => {
    const place = f.let(offset);
    return i32.add(sorted, select(place, i32.constant(bytes), i32.ltU(place, bytes)));
  };
  const start = f.local("i32");
  f.while(i32.ltU(width, bytes), () => {
    f.set(to, other);
    f.set(start, 0);
    f.while(i32.ltU(start, bytes), () => {
      f.set(left, i32.add(sorted, start));
      f.set(middle, bounded(i32.add(start, width)));
      f.set(end, bounded(i32.add(start, i32.shl(width, 1))));
      f.set(right, middle);
      f.while(i32.ltU(to, i32.add(other, i32.sub(end, sorted))), () => {
        // From the left while it is not used up and not larger: ties keep their order.
        const isRightOver = i32.geU(right, end);
        const isOrdered = i32.leS(load.i32(left), load.i32(right));
        const takesLeft = i32.and(i32.ltU(left, middle), i32.or(isRightOver, isOrdered));
        f.if(
          takesLeft,
          () => moveEntry(f, to, left),
          () => moveEntry(f, to, right),
        );
      });
      f.increase(start, i32.shl(width, 1));
    });
    f.set(swap, sorted);
    f.set(sorted, other);
    f.set(other, swap);
    f.set(width, i32.shl(width, 1));
  });
}

function moveEntry(f: FunctionBuilder, to: Local<"i32">, from: Local<"i32">): void {
  f.do(store.i32(to, load.i32(from)));
  f.do(store.i32(to, load.i32(from, elementBytes), elementBytes));
  f.increase(from, entryBytes);
  f.increase(to, entryBytes);
}
