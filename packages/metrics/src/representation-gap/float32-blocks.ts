/** Points as float32 blocks for products, with what is needed to bound the rounding. */
export interface Float32Blocks {
  readonly columns: number;
  /** Each [columns + 1, block]: centred and scaled points as columns, below them -‖z‖²/2. */
  readonly values: readonly Float32Array[];
  /** The largest norm ‖z‖ in each group, after centring and scaling. */
  readonly groupNorms: Float64Array;
  /** The queries [start, end) as float32 rows [size, columns + 1], the last column 1; rows past the end are zero. */
  queries(
    queries: ArrayLike<number>,
    range: { readonly start: number; readonly end: number; readonly size: number },
  ): Float32Array;
  /** The norm of a query after centring and scaling. */
  norm(queries: ArrayLike<number>, q: number): number;
}

/** A score below that of every point, for places without one. */
const noPoint = -1e30;

/**
 * Centres points at their mean, which lowers norms and so the rounding of products, and scales the largest to norm 1,
 * which keeps float32 from overflow.
 */
export function float32Blocks(
  points: ArrayLike<number>,
  {
    columns,
    block,
    groupSize,
  }: { readonly columns: number; readonly block: number; readonly groupSize: number },
): Float32Blocks {
  const rows = points.length / columns;
  const centre = new Float64Array(columns);
  for (let i = 0; i < points.length; i += columns) {
    for (let a = 0; a < columns; a++) centre[a] += points[i + a] / rows;
  }
  const distance = (values: ArrayLike<number>, i: number): number => {
    let sum = 0;
    for (let a = 0; a < columns; a++) sum += (values[i * columns + a] - centre[a]) ** 2;
    return Math.sqrt(sum);
  };
  const norms = Float64Array.from({ length: rows }, (_, i) => distance(points, i));
  const largest = norms.reduce((most, norm) => Math.max(most, norm), 0);
  const scale = largest > 0 ? 1 / largest : 1;
  const groupNorms = new Float64Array(Math.ceil(rows / groupSize));
  norms.forEach((norm, i) => {
    const group = Math.floor(i / groupSize);
    groupNorms[group] = Math.max(groupNorms[group], norm * scale);
  });

  const values: Float32Array[] = [];
  for (let start = 0; start < rows; start += block) {
    const transposed = new Float32Array((columns + 1) * block);
    transposed.fill(noPoint, columns * block);
    for (let i = start; i < Math.min(rows, start + block); i++) {
      const place = i - start;
      for (let a = 0; a < columns; a++) {
        transposed[a * block + place] = (points[i * columns + a] - centre[a]) * scale;
      }
      transposed[columns * block + place] = -((norms[i] * scale) ** 2) / 2;
    }
    values.push(transposed);
  }
  return {
    columns,
    values,
    groupNorms,
    queries: (queries, { start, end, size }) => {
      const result = new Float32Array(size * (columns + 1));
      for (let q = start; q < end; q++) {
        const row = (q - start) * (columns + 1);
        for (let a = 0; a < columns; a++) {
          result[row + a] = (queries[q * columns + a] - centre[a]) * scale;
        }
        result[row + columns] = 1;
      }
      return result;
    },
    norm: (queries, q) => distance(queries, q) * scale,
  };
}
