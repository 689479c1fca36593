import type { TileKernel } from "./tile-kernel.ts";
import { createTileKernel } from "./tile-kernel.ts";
import { tileColumns, tileRows } from "./tile-extents.ts";

/** A matrix inside a flat array: entry (i, j) stands at offset + i rowStride + j columnStride. */
export interface MatrixView {
  readonly values: Float64Array | Float32Array;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Where a product is added: rows `stride` apart from `offset` on. */
export interface ProductTarget {
  readonly values: Float64Array;
  readonly offset: number;
  readonly stride: number;
}

/** What {@link addProduct} multiplies. */
export interface ProductShape {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** Whether only the entries on and below the diagonal of C are wanted; some above it are written too. */
  readonly lower?: boolean;
}

/** Extents of the blocks that stay in the cache: A [rows, inner], B [inner, columns]. */
const block = { rows: 96, inner: 384, columns: 1024 };
const place = {
  a: 0,
  b: block.rows * block.inner,
  c: block.inner * (block.rows + block.columns),
  size: block.inner * (block.rows + block.columns) + block.rows * block.columns,
};

let sharedKernel: TileKernel | undefined;

/**
 * C ← C + A B for matrices anywhere in flat arrays; C is row-major.
 *
 * Blocks are packed into panels, so that the innermost loop reads memory in order, whatever the strides are. Sums run
 * over blocks of 384 and then over blocks, which also keeps rounding errors small.
 *
 * Source: Goto, van de Geijn (2008), «Anatomy of high-performance matrix multiplication».
 */
export function addProduct(
  c: ProductTarget,
  a: MatrixView,
  b: MatrixView,
  { rows, inner, columns, lower = false }: ProductShape,
): void {
  sharedKernel ??= createTileKernel(place.size);
  const { memory } = sharedKernel;
  for (let j = 0; j < columns; j += block.columns) {
    const width = Math.min(block.columns, columns - j);
    for (let p = 0; p < inner; p += block.inner) {
      const depth = Math.min(block.inner, inner - p);
      packPanels(memory, place.b, transposed(part(b, p, j)), [width, depth, tileColumns]);
      for (let i = 0; i < rows; i += block.rows) {
        const height = Math.min(block.rows, rows - i);
        if (lower && i + height <= j) continue;
        packPanels(memory, place.a, part(a, i, p), [height, depth, tileRows]);
        multiplyBlock(sharedKernel, [height, depth, width]);
        addBlock({ ...c, offset: c.offset + i * c.stride + j }, memory, height, width);
      }
    }
  }
}

function addBlock(
  { values, offset, stride }: ProductTarget,
  memory: Float64Array,
  height: number,
  width: number,
): void {
  for (let r = 0; r < height; r++) {
    const to = offset + r * stride;
    const from = place.c + r * block.columns;
    for (let q = 0; q < width; q++) values[to + q] += memory[from + q];
  }
}

function multiplyBlock(
  kernel: TileKernel,
  [height, depth, width]: readonly [number, number, number],
): void {
  const tiles = Math.ceil(height / tileRows);
  kernel.memory.fill(0, place.c, place.c + tiles * tileRows * block.columns);
  for (let q = 0; q < width; q += tileColumns) {
    kernel.run({
      a: place.a,
      b: place.b + q * depth,
      c: place.c + q,
      stride: block.columns,
      depth,
      tiles,
    });
  }
}

/** Panels of `size` rows, in each of which the columns follow one another; rows that lack are zero. */
function packPanels(
  memory: Float64Array,
  start: number,
  view: MatrixView,
  extents: readonly [number, number, number],
): void {
  const [rows, depth, size] = extents;
  const lacking = Math.ceil(rows / size) * size - rows;
  if (lacking > 0) {
    const last = start + Math.floor(rows / size) * size * depth;
    memory.fill(0, last, last + size * depth);
  }
  // The source is read in its own order.
  if (view.rowStride === 1) packAcross(memory, start, view, extents);
  else packAlong(memory, start, view, extents);
}

function packAcross(
  memory: Float64Array,
  start: number,
  { values, offset, columnStride }: MatrixView,
  [rows, depth, size]: readonly [number, number, number],
): void {
  for (let p = 0; p < depth; p++) {
    const from = offset + p * columnStride;
    let at = start + p * size;
    for (let i = 0; i < rows; i += size, at += depth * size) {
      const count = Math.min(size, rows - i);
      for (let r = 0; r < count; r++) memory[at + r] = values[from + i + r];
    }
  }
}

function packAlong(
  memory: Float64Array,
  start: number,
  { values, offset, rowStride, columnStride }: MatrixView,
  [rows, depth, size]: readonly [number, number, number],
): void {
  for (let i = 0; i < rows; i++) {
    const from = offset + i * rowStride;
    const at = start + Math.floor(i / size) * size * depth + (i % size);
    for (let p = 0; p < depth; p++) memory[at + p * size] = values[from + p * columnStride];
  }
}

function part(view: MatrixView, row: number, column: number): MatrixView {
  const offset = view.offset + row * view.rowStride + column * view.columnStride;
  return { ...view, offset };
}

function transposed(view: MatrixView): MatrixView {
  return { ...view, rowStride: view.columnStride, columnStride: view.rowStride };
}
