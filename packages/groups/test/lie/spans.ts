import { expectClose } from "../closeness.ts";

/** An irrep in the golden files of escnn. */
export interface IrrepGolden {
  readonly id: number[];
  readonly size: number;
  readonly type: string;
  readonly matrices: number[][][];
}

/** Clebsch-Gordan coefficients there, [dim m, dim n, multiplicity, dim j]. */
export interface CgGolden {
  readonly m: number[];
  readonly n: number[];
  readonly js: [number[], number][];
  readonly cg: Record<string, { readonly shape: number[]; readonly data: number[] }>;
}

/**
 * Asserts that two sets of orthonormal columns span the same space; bases are defined only up to an
 * orthogonal change.
 */
export function expectSameSpans(
  coefficients: ArrayLike<number>,
  { shape, data }: { readonly shape: number[]; readonly data: number[] },
): void {
  const rows = shape[0] * shape[1];
  expectClose(projector(coefficients, rows), projector(data, rows));
}

function projector(columns: ArrayLike<number>, rows: number): Float64Array {
  const width = columns.length / rows;
  return Float64Array.from({ length: rows * rows }, (_, at) => {
    let sum = 0;
    for (let c = 0; c < width; c++) {
      sum += columns[Math.floor(at / rows) * width + c] * columns[(at % rows) * width + c];
    }
    return sum;
  });
}
