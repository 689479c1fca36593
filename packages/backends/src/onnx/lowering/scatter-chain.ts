import type { OnnxBuilder } from "../onnx-builder.ts";

/** One ScatterND takes at most this many elements. */
const sequentialLimit = 160_000;

/** What {@link scatterChain} scatters. */
export interface ScatterRows {
  /** Name of what the rows are added to, [length, ...]. */
  readonly initial: string;
  /** Name of the int64 places, [count, 1]. */
  readonly places: string;
  /** Name of the rows, [count, ...]. */
  readonly rows: string;
  readonly count: number;
  /** Elements of one row. */
  readonly width: number;
  readonly reduction: "add" | "max";
}

/**
 * ScatterND with a reduction, in portions that ONNX Runtime works off in one thread.
 *
 * It hands rows to several threads when they have 210,000 elements or more (its cost model: one cycle an element,
 * 100,000 to start, 100,000 for each thread), without a lock: rows of equal place then overwrite each other's sums.
 * Measured with 1.30: sums of 1,000,000 elements into one row are wrong in up to half of the runs, and the workers
 * are first woken at 210,000 elements. Smaller portions one after the other are right, and repeatable to the bit.
 */
export function scatterChain(
  { initial, places, rows, count, width, reduction }: ScatterRows,
  builder: OnnxBuilder,
): string {
  const portion = Math.max(1, Math.floor(sequentialLimit / width));
  if (count <= portion) {
    return builder.node("ScatterND", [initial, places, rows], { reduction });
  }
  const lengths = Array.from({ length: Math.ceil(count / portion) }, (_, i) =>
    Math.min(portion, count - i * portion),
  );
  const split = (name: string): readonly string[] =>
    builder.results("Split", [name, builder.integers(lengths)], { axis: 0 }, lengths.length);
  const rowParts = split(rows);
  return split(places).reduce(
    (sums, part, i) => builder.node("ScatterND", [sums, part, rowParts[i]], { reduction }),
    initial,
  );
}
