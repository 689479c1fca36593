import { sizeOf } from "@erlangen/tensor";
import { load, store } from "../assembler/memory-access.ts";
import { f32, f64, i32 } from "../assembler/scalars.ts";
import type { KernelMaker } from "../kernels.ts";
import { elementBytes } from "../loops/vector-access.ts";
import { addressKernel } from "./address-kernel.ts";

interface CumsumAttributes {
  readonly axis: number;
  readonly reverse: boolean;
  readonly exclusive: boolean;
}

/** Running sums along an axis; those of float32 are kept in float64. */
export const cumsumKernel: KernelMaker = ({ operands: [x], attributes }) => {
  const { axis, reverse, exclusive } = attributes as CumsumAttributes;
  const { [axis]: length } = x.shape;
  const outer = sizeOf(x.shape.slice(0, axis));
  const inner = sizeOf(x.shape.slice(axis + 1));
  const lineBytes = length * inner * elementBytes;
  const step = (reverse ? -inner : inner) * elementBytes;
  const first = reverse ? (length - 1) * inner * elementBytes : 0;
  const isFloat = x.dtype === "float32";
  return addressKernel({ operands: 1 }, (f, { operands: [source], target }) => {
    const [from, to] = [f.local("i32"), f.local("i32")];
    const [sum, total] = [f.local("f64"), f.local("i32")];
    const put = (): void =>
      f.do(isFloat ? store.f32(to, f32.demoteF64(sum)) : store.i32(to, total));
    const advanceLines = [
      [source, lineBytes],
      [target, lineBytes],
    ] as const;
    f.for({ to: outer, advance: advanceLines }, () => {
      f.for({ to: inner * elementBytes, step: elementBytes }, (column) => {
        f.set(from, i32.add(i32.add(source, column), first));
        f.set(to, i32.add(i32.add(target, column), first));
        f.set(sum, 0);
        f.set(total, 0);
        const advance = [
          [from, step],
          [to, step],
        ] as const;
        f.for({ to: length, advance }, () => {
          if (exclusive) put();
          if (isFloat) f.set(sum, f64.add(sum, f64.promoteF32(load.f32(from))));
          else f.increase(total, load.i32(from));
          if (!exclusive) put();
        });
      });
    });
  });
};
