/** Rows and columns of a tile of C: all its sums stay in registers. */
export const tileRows = 4;
export const tileColumns = 4;

/** Where a call of the kernel finds its panels, as indices into its memory. */
export interface TileCall {
  /** `tiles` panels [depth, tileRows] of A, one after another. */
  readonly a: number;
  /** One panel [depth, tileColumns] of B. */
  readonly b: number;
  /** The first entry of C. */
  readonly c: number;
  /** Numbers from one row of C to the next. */
  readonly stride: number;
  /** Rows of the panels, at least 1. */
  readonly depth: number;
  /** Panels of A, at least 1. */
  readonly tiles: number;
}

/** The innermost loop of the product: C += Aᵀ B on packed panels in its own memory. */
export interface TileKernel {
  readonly memory: Float64Array;
  run(call: TileCall): void;
}

/** The kernel in plain code, with the sums in the same order as in WebAssembly. */
export function plainTileKernel(size: number): TileKernel {
  const memory = new Float64Array(size);
  return { memory, run: (call) => multiplyTiles(memory, call) };
}

function multiplyTiles(f: Float64Array, { a, b, c, stride, depth, tiles }: TileCall): void {
  for (let tile = 0; tile < tiles; tile++) {
    for (let i = 0; i < tileRows; i++) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      let from = a + tile * depth * tileRows + i;
      for (let q = b; q < b + depth * tileColumns; q += tileColumns) {
        const factor = f[from];
        s0 += factor * f[q];
        s1 += factor * f[q + 1];
        s2 += factor * f[q + 2];
        s3 += factor * f[q + 3];
        from += tileRows;
      }
      const row = c + (tile * tileRows + i) * stride;
      f[row] += s0;
      f[row + 1] += s1;
      f[row + 2] += s2;
      f[row + 3] += s3;
    }
  }
}
