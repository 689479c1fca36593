import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import type { ConvGeometry } from "./conv-geometry.ts";
import { tileColumns } from "./tile-kernel.ts";

/** Writes for each tap of each channel its distance from the begin of the window, in bytes. */
export function writeTapTable(
  f: FunctionBuilder,
  { channelsIn, channel, axes, places }: ConvGeometry,
  table: Value<"i32">,
): void {
  const writer = f.let(table);
  const level = (axis: number, offset: Value<"i32">): void => {
    if (axis === axes.length) {
      f.do(store.i32(writer, offset));
      f.increase(writer, 4);
      return;
    }
    const own = f.let(offset);
    const step = 4 * axes[axis].kernelDilation * places[axis];
    f.for({ to: axes[axis].taps, advance: [[own, step]] }, () => level(axis + 1, own));
  };
  const start = f.let(i32.constant(0));
  f.for({ to: channelsIn, advance: [[start, 4 * channel]] }, () => level(0, start));
}

/** Where {@link writePositionTables} writes. */
export interface PositionTables {
  /** Begins of windows, counted from the first image that is laid out. */
  readonly windows: Value<"i32">;
  /** Places of the results, counted from the first channel of the first image of all. */
  readonly results: Value<"i32">;
}

/**
 * Writes for each position, counted through all images, where its window begins and where its result goes, in bytes.
 * The last position is repeated to fill a tile.
 *
 * @param range - Positions `first` to `end` (exclusive); `image` is the first image that is laid out.
 */
export function writePositionTables(
  f: FunctionBuilder,
  geometry: ConvGeometry,
  {
    first,
    end,
    image,
  }: { readonly first: Local<"i32">; readonly end: Local<"i32">; readonly image: Local<"i32"> },
  tables: PositionTables,
): void {
  const { axes, positions, groups, channelsOut, places } = geometry;
  const last = axes.length - 1;
  const rowLength = last < 0 ? 1 : axes[last].positions;
  const step = last < 0 ? 0 : 4 * axes[last].stride * places[last];
  const windows = f.let(tables.windows);
  const results = f.let(tables.results);
  const position = f.let(first);
  const window = f.local("i32");
  const result = f.local("i32");
  f.while(i32.ltS(position, end), () => {
    const column = f.let(i32.remU(position, rowLength));
    const row = f.let(i32.divU(position, rowLength));
    const left = f.let(i32.sub(end, position));
    const rest = f.let(i32.sub(rowLength, column));
    const count = f.let(select(left, rest, i32.ltS(left, rest)));
    f.set(window, i32.mul(column, step));
    for (let axis = last - 1; axis >= 0; axis--) {
      const index = i32.remU(row, axes[axis].positions);
      f.set(window, i32.add(window, i32.mul(index, 4 * axes[axis].stride * places[axis])));
      f.set(row, i32.divU(row, axes[axis].positions));
    }
    // What is left of `row` counts images.
    f.set(window, i32.add(window, i32.mul(i32.sub(row, image), 4 * geometry.image)));
    f.set(
      result,
      i32.add(
        i32.mul(row, 4 * groups * channelsOut * positions),
        i32.shl(i32.remU(position, positions), 2),
      ),
    );
    f.increase(position, count);
    f.for(
      {
        to: count,
        advance: [
          [windows, 4],
          [results, 4],
          [window, step],
          [result, 4],
        ],
      },
      () => {
        f.do(store.i32(windows, window));
        f.do(store.i32(results, result));
      },
    );
  });
  for (const table of [windows, results]) {
    const repeated = f.let(load.i32(i32.sub(table, 4)));
    for (let i = 0; i < tileColumns - 1; i++) f.do(store.i32(table, repeated, 4 * i));
  }
}
