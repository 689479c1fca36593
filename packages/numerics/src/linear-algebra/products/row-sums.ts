import {
  add,
  addIntegers,
  advance,
  countDown,
  get,
  join,
  load,
  loop,
  moduleOf,
  multiply,
  set,
  storeLane,
  times,
  upperLane,
  zero,
  type Code,
} from "../webassembly/assembly.ts";
import { instantiate } from "../webassembly/web-assembly.ts";

/** A square matrix in memory where products with vectors are fast. */
export interface MatrixMemory {
  /** [n, n] and beyond, row-major. */
  readonly values: Float64Array;
  /** A x for the part of the matrix whose rows and columns begin at `first`; x has a number for each of them. */
  apply(first: number, x: Float64Array): Float64Array;
}

/** Rows that are summed at once, so that x is read less often. */
const group = 4;

/** Copies a matrix into memory of its own. */
export function matrixMemory(matrix: Float64Array, n: number): MatrixMemory {
  const [xAt, yAt] = [n * n, n * n + n + 1];
  const kernel = instantiate(rowSumsCode(), yAt + n);
  const values = kernel?.memory ?? new Float64Array(yAt + n);
  values.set(matrix);
  return {
    values,
    apply: (first, x) => {
      const size = x.length;
      const start = first * n + first;
      const y = new Float64Array(size);
      if (kernel === undefined || size < group) {
        for (let i = 0; i < size; i++) y[i] = rowSum(values, start + i * n, x);
        return y;
      }
      values.set(x, xAt);
      // Columns are taken in pairs; the one beyond the last is multiplied by 0.
      values[xAt + size] = 0;
      const pairs = Math.ceil(size / 2);
      const groups = Math.floor(size / group);
      kernel.run(8 * start, 8 * xAt, 8 * yAt, pairs, 8 * n, groups);
      if (size % group !== 0) {
        // The last rows once more, with those before them.
        const row = size - group;
        kernel.run(8 * (start + row * n), 8 * xAt, 8 * (yAt + row), pairs, 8 * n, 1);
      }
      y.set(values.subarray(yAt, yAt + size));
      return y;
    },
  };
}

/** Even and odd columns are summed apart, as in the two lanes of a register. */
function rowSum(values: Float64Array, start: number, x: Float64Array): number {
  let [even, odd] = [0, 0];
  let p = 0;
  for (; p + 1 < x.length; p += 2) {
    even += values[start + p] * x[p];
    odd += values[start + p + 1] * x[p + 1];
  }
  if (p < x.length) even += values[start + p] * x[p];
  return even + odd;
}

/** Indices of parameters and locals. */
const [a, x, y, pairs, stride, groups] = [0, 1, 2, 3, 4, 5];
const [xAt, left] = [6, 7];
const row = (i: number): number => 8 + i;
const xValue = 8 + group;
const sum = (i: number): number => 9 + group + i;

/** `f(a, x, y, pairs, stride, groups)`: y_i = Σ A_ij x_j for four rows in each group; addresses are in bytes. */
function rowSumsCode(): Uint8Array {
  const step = join(
    join(get(xAt), load(0), set(xValue)),
    times(group, (i) =>
      join(get(sum(i)), get(row(i)), load(0), get(xValue), multiply, add, set(sum(i))),
    ),
    times(group, (i) => advance(row(i), 16)),
    advance(xAt, 16),
    countDown(left),
  );
  const store = (i: number): Code =>
    join(get(y), get(sum(i)), get(sum(i)), get(sum(i)), upperLane, add, storeLane(8 * i));
  const code = loop(
    join(
      join(get(x), set(xAt), get(pairs), set(left)),
      times(group, (i) => join(get(a), set(row(i)), get(a), get(stride), addIntegers, set(a))),
      times(group, (i) => join(zero, set(sum(i)))),
      loop(step),
      times(group, store),
      advance(y, 8 * group),
      countDown(groups),
    ),
  );
  return moduleOf({ parameters: 6, integers: 2 + group, vectors: 1 + group, code });
}
