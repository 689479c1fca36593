import type { Operations } from "../operations.ts";
import type { Tensor } from "../tensor.ts";

/** A run of columns of a matrix. */
export interface Segment {
  readonly offset: number;
  readonly length: number;
}

/** Merges runs that follow each other. */
function merged(segments: readonly Segment[]): Segment[] {
  const runs: { offset: number; length: number }[] = [];
  for (const { offset, length } of segments) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.offset + last.length === offset) last.length += length;
    else runs.push({ offset, length });
  }
  return runs;
}

/** The columns of `x` `[rows, columns]` named by `segments`, side by side, in as few pieces as possible. */
export function takeColumns(x: Tensor, segments: readonly Segment[], ops: Operations): Tensor {
  const [rows, columns] = x.shape;
  const pieces = merged(segments).map(({ offset, length }) =>
    length === columns
      ? x
      : ops.sliceGeneral(x, { start: [0, offset], stop: [rows, offset + length], step: [1, 1] }),
  );
  return pieces.length === 1 ? pieces[0] : ops.concatenate(pieces, 1);
}

/** Columns with their places in a wider matrix. */
export interface PlacedColumns {
  /** `[rows, sum of segment lengths]` */
  readonly columns: Tensor;
  readonly segments: readonly Segment[];
}

/**
 * The transpose of {@link takeColumns}: a matrix `[rows, width]` that holds each part at its places; parts that meet
 * add up, other columns are zero.
 */
export function placeColumns(
  parts: readonly PlacedColumns[],
  rows: number,
  width: number,
  ops: Operations,
): Tensor | undefined {
  const layers: { end: number; runs: { offset: number; piece: Tensor }[] }[] = [];
  const pieces = parts
    .flatMap(({ columns, segments }) => {
      let from = 0;
      return merged(segments).map(({ offset, length }) => {
        const piece = takeColumns(columns, [{ offset: from, length }], ops);
        from += length;
        return { offset, length, piece };
      });
    })
    .toSorted((a, b) => a.offset - b.offset);
  for (const { offset, length, piece } of pieces) {
    let layer = layers.find(({ end }) => end <= offset);
    if (layer === undefined) layers.push((layer = { end: 0, runs: [] }));
    layer.runs.push({ offset, piece });
    layer.end = offset + length;
  }
  const sums = layers.map(({ runs }) => {
    const row: Tensor[] = [];
    let filled = 0;
    const fill = (until: number): void => {
      if (until > filled) row.push(ops.zeros([rows, until - filled], runs[0].piece.dtype));
    };
    for (const { offset, piece } of runs) {
      fill(offset);
      row.push(piece);
      filled = offset + piece.shape[1];
    }
    fill(width);
    return row.length === 1 ? row[0] : ops.concatenate(row, 1);
  });
  return sums.length === 0 ? undefined : sums.reduce((a, b) => ops.add(a, b));
}
