import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { f32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, shuffle32 } from "../assembler/vectors.ts";

/** A block in both layouts, for one row. */
export interface LayoutExchange {
  readonly multiplicity: number;
  readonly dim: number;
  /** Where the channel-major numbers are. */
  readonly channelMajor: { readonly address: Value<"i32">; readonly offset: number };
  /** Where the component-major ones are. */
  readonly componentMajor: { readonly address: Value<"i32">; readonly offset: number };
}

/** Writes code that copies a block from channel-major to component-major order. */
export function writeToComponents(f: FunctionBuilder, exchange: LayoutExchange): void {
  const { multiplicity, dim, channelMajor, componentMajor } = exchange;
  overChannels(f, exchange, (width, from, to) => {
    const squares = width === 4 ? dim - (dim % 4) : 0;
    for (let c = 0; c < squares; c += 4) {
      const rows = [0, 1, 2, 3].map((u) =>
        f.let(load.v128(from, channelMajor.offset + 4 * (u * dim + c))),
      );
      transposed(f, rows).forEach((column, i) =>
        f.do(store.v128(to, column, componentMajor.offset + 4 * (c + i) * multiplicity)),
      );
    }
    for (let c = squares; c < dim; c++) {
      const at = componentMajor.offset + 4 * c * multiplicity;
      if (width === 1) f.do(store.f32(to, load.f32(from, channelMajor.offset + 4 * c), at));
      else {
        let column = load.zero32(from, channelMajor.offset + 4 * c);
        for (const u of [1, 2, 3]) {
          const offset = channelMajor.offset + 4 * (u * dim + c);
          column = load.lane32(column, u, { address: from, offset });
        }
        f.do(store.v128(to, column, at));
      }
    }
  });
}

/**
 * Writes code that copies a block from component-major to channel-major order.
 *
 * @param add - Adds to what is there instead of replacing it.
 */
export function writeToChannels(f: FunctionBuilder, exchange: LayoutExchange, add: boolean): void {
  const { multiplicity, dim, channelMajor, componentMajor } = exchange;
  overChannels(f, exchange, (width, to, from) => {
    const squares = width === 4 ? dim - (dim % 4) : 0;
    for (let c = 0; c < squares; c += 4) {
      const columns = [0, 1, 2, 3].map((i) =>
        f.let(load.v128(from, componentMajor.offset + 4 * (c + i) * multiplicity)),
      );
      transposed(f, columns).forEach((row, u) => {
        const at = channelMajor.offset + 4 * (u * dim + c);
        f.do(store.v128(to, add ? f32x4.add(row, load.v128(to, at)) : row, at));
      });
    }
    for (let c = squares; c < dim; c++) {
      const column = f.let(
        (width === 4 ? load.v128 : load.zero32)(from, componentMajor.offset + 4 * c * multiplicity),
      );
      for (let u = 0; u < width; u++) {
        const offset = channelMajor.offset + 4 * (u * dim + c);
        if (add) {
          const sum = f32.add(load.f32(to, offset), f32x4.extractLane(column, u));
          f.do(store.f32(to, sum, offset));
        } else f.do(store.lane32({ address: to, offset }, column, u));
      }
    }
  });
}

/** Runs over the channels of a block, four at a time, then one by one. */
function overChannels(
  f: FunctionBuilder,
  { multiplicity, dim, channelMajor, componentMajor }: LayoutExchange,
  copy: (width: 4 | 1, major: Local<"i32">, minor: Local<"i32">) => void,
): void {
  f.scope(() => {
    const major = f.let(channelMajor.address);
    const minor = f.let(componentMajor.address);
    const four = multiplicity - (multiplicity % 4);
    for (const [width, from, to] of [
      [4, 0, four],
      [1, four, multiplicity],
    ] as const) {
      if (to === from) continue;
      f.for(
        {
          from,
          to,
          step: width,
          advance: [
            [major, 4 * dim * width],
            [minor, 4 * width],
          ],
        },
        () => f.scope(() => copy(width, major, minor)),
      );
    }
  });
}

/** The columns of a 4 x 4 matrix given by rows. */
export function transposed(
  f: FunctionBuilder,
  [a, b, c, d]: readonly Local<"v128">[],
): Local<"v128">[] {
  const low = f.let(shuffle32(a, b, [0, 4, 1, 5]));
  const high = f.let(shuffle32(a, b, [2, 6, 3, 7]));
  const lower = f.let(shuffle32(c, d, [0, 4, 1, 5]));
  const higher = f.let(shuffle32(c, d, [2, 6, 3, 7]));
  return [
    f.let(shuffle32(low, lower, [0, 1, 4, 5])),
    f.let(shuffle32(low, lower, [2, 3, 6, 7])),
    f.let(shuffle32(high, higher, [0, 1, 4, 5])),
    f.let(shuffle32(high, higher, [2, 3, 6, 7])),
  ];
}
