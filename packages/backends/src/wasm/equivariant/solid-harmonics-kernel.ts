import { sizeOf } from "@erlangen/tensor";
import { solidHarmonicGradient, type SolidHarmonicsAttributes } from "@erlangen/tensor/primitives";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, shuffle32 } from "../assembler/vectors.ts";
import type { KernelCall, WasmKernel } from "../kernels.ts";
import { transposed } from "./exchange-layout.ts";

type Vector = Local<"v128">;

/**
 * Real solid harmonics of all degrees as WebAssembly, four points at a time, one in each lane.
 *
 * A degree comes from the one before by the recurrence of `solidHarmonicGradient`: R_l = 1/l Σ_a x_a G_a R_{l-1}. The
 * transposed results go out row by row. Float32 only.
 */
export function solidHarmonicsKernel({
  attributes,
  operands,
  target,
}: KernelCall): WasmKernel | undefined {
  if (target.dtype !== "float32") return undefined;
  const { lMax } = attributes as SolidHarmonicsAttributes;
  const count = sizeOf(operands[0].shape) / 3;
  return {
    scratchBytes: 0,
    write: (module, exportAs) =>
      module.function(
        {
          parameters: ["i32", "i32", "i32"],
          result: "i32",
          ...(exportAs === undefined ? {} : { exportAs }),
        },
        (f, [points, out]) => {
          const width = (lMax + 1) ** 2;
          f.for(
            {
              to: count - (count % 4),
              step: 4,
              advance: [
                [points, 48],
                [out, 16 * width],
              ],
            },
            () => f.scope(() => writeRows(f, out, lMax, loadPoints(f, points))),
          );
          f.for(
            {
              to: count % 4,
              advance: [
                [points, 12],
                [out, 4 * width],
              ],
            },
            () => f.scope(() => writeRow(f, out, lMax, points)),
          );
          f.return(i32.constant(0));
        },
      ),
  };
}

/** x, y and z of four points. */
function loadPoints(f: FunctionBuilder, points: Local<"i32">): readonly Vector[] {
  const [a, b, c] = [0, 16, 32].map((offset) => f.let(load.v128(points, offset)));
  // a = x0 y0 z0 x1, b = y1 z1 x2 y2, c = z2 x3 y3 z3
  const xy = f.let(shuffle32(b, c, [2, 3, 5, 6]));
  const yz = f.let(shuffle32(a, b, [1, 2, 4, 5]));
  return [
    f.let(shuffle32(a, xy, [0, 3, 4, 6])),
    f.let(shuffle32(yz, xy, [0, 2, 5, 7])),
    f.let(shuffle32(yz, c, [1, 3, 4, 7])),
  ];
}

/** All degrees at the points, one after the other; `write` takes each as it is ready. */
function writeDegrees(
  f: FunctionBuilder,
  lMax: number,
  [x, y, z]: readonly Vector[],
  write: (degree: number, components: readonly Vector[]) => void,
): void {
  let lower: readonly Vector[] = [f.let(f32x4.constant(1))];
  write(0, lower);
  for (let l = 1; l <= lMax; l++) {
    const gradient = solidHarmonicGradient(l);
    const sums: (Value<"v128"> | undefined)[] = Array.from({ length: 2 * l + 1 });
    [x, y, z].forEach((coordinate, axis) => {
      const products = lower.map((component) => f.let(f32x4.mul(coordinate, component)));
      for (const { row, column, value } of gradient[axis]) {
        const scale = f32x4.constant(value / l);
        const sum = sums[row];
        const product = products[column];
        sums[row] = sum === undefined ? f32x4.mul(scale, product) : f.mulAdd(scale, product, sum);
      }
    });
    lower = sums.map((sum) => f.let(sum ?? f32x4.constant(0)));
    write(l, lower);
  }
}

/** Four points: components are collected in fours, so that their transpose is four pieces of rows. */
function writeRows(
  f: FunctionBuilder,
  out: Local<"i32">,
  lMax: number,
  points: readonly Vector[],
): void {
  const width = (lMax + 1) ** 2;
  let waiting: Vector[] = [];
  let position = 0;
  writeDegrees(f, lMax, points, (_, components) => {
    waiting.push(...components);
    while (waiting.length >= 4) {
      transposed(f, waiting.slice(0, 4)).forEach((piece, point) =>
        f.do(store.v128(out, piece, 4 * (point * width + position))),
      );
      waiting = waiting.slice(4);
      position += 4;
    }
  });
  waiting.forEach((component, i) => {
    for (let point = 0; point < 4; point++) {
      const offset = 4 * (point * width + position + i);
      f.do(store.lane32({ address: out, offset }, component, point));
    }
  });
}

/** One point, in lane 0. */
function writeRow(f: FunctionBuilder, out: Local<"i32">, lMax: number, points: Local<"i32">): void {
  const coordinates = [0, 4, 8].map((offset) => f.let(load.zero32(points, offset)));
  writeDegrees(f, lMax, coordinates, (l, components) =>
    components.forEach((component, m) =>
      f.do(store.lane32({ address: out, offset: 4 * (l * l + m) }, component, 0)),
    ),
  );
}
