import { instantiate } from "../webassembly/web-assembly.ts";
import { tileColumns, tileRows } from "./tile-extents.ts";
import { tileKernelCode } from "./tile-kernel-code.ts";

/** Where a call of the kernel finds its panels, as indices into its memory. */
interface TileCall {
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

/** The fastest kernel of this machine, with room for `size` numbers. */
export function createTileKernel(size: number): TileKernel {
  const kernel = instantiate(tileKernelCode(), size);
  if (kernel === undefined) return plainTileKernel(size);
  const { memory, run } = kernel;
  return {
    memory,
    run: ({ a, b, c, depth, stride, tiles }) => run(8 * a, 8 * b, 8 * c, depth, 8 * stride, tiles),
  };
}

/** The kernel in plain code, with the sums in the same order as in WebAssembly. */
function plainTileKernel(size: number): TileKernel {
  const memory = new Float64Array(size);
  return { memory, run: (call) => multiplyTiles(memory, call) };
}

function multiplyTiles(f: Float64Array, { a, b, c, stride, depth, tiles }: TileCall): void {
  for (let i = 0; i < tiles * tileRows; i++) {
    const panel = a + Math.floor(i / tileRows) * depth * tileRows + (i % tileRows);
    for (let j = 0; j < tileColumns; j += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      let from = panel;
      for (let q = b + j; q < b + j + depth * tileColumns; q += tileColumns) {
        const factor = f[from];
        s0 += factor * f[q];
        s1 += factor * f[q + 1];
        s2 += factor * f[q + 2];
        s3 += factor * f[q + 3];
        from += tileRows;
      }
      const at = c + i * stride + j;
      f[at] += s0;
      f[at + 1] += s1;
      f[at + 2] += s2;
      f[at + 3] += s3;
    }
  }
}
