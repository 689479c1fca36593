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
  splat,
  store,
  times,
  zero,
  type Code,
} from "../webassembly/assembly.ts";
import { tileColumns, tileRows } from "./tile-extents.ts";

const vectors = tileColumns / 2;

/** Indices of parameters and locals. */
const [a, b, c, depth, stride, tiles] = [0, 1, 2, 3, 4, 5];
const [bAt, left, row] = [6, 7, 8];
const aValue = 9;
const bValue = (j: number): number => 10 + j;
const sum = (i: number, j: number): number => 10 + vectors + i * vectors + j;

/**
 * The WebAssembly module of the tile kernel, `f(a, b, c, depth, stride, tiles)`; addresses and the stride are in bytes.
 *
 * For each of the `tiles` panels of A, one after another, it adds to the next `tileRows` rows of C the sum over
 * p < depth of A[p, i] B[p, j], two columns in each 128-bit register. Products and sums are rounded apart, so that
 * every machine gives the same bits.
 */
export function tileKernelCode(): Uint8Array {
  return moduleOf({
    parameters: 6,
    integers: 3,
    vectors: 1 + vectors + tileRows * vectors,
    code: loop(panelCode()),
  });
}

function panelCode(): Code {
  const eachSum = (code: (i: number, j: number) => Code): Code =>
    times(tileRows, (i) => times(vectors, (j) => code(i, j)));
  const step = join(
    times(vectors, (j) => join(get(bAt), load(16 * j), set(bValue(j)))),
    times(tileRows, (i) =>
      join(
        join(get(a), splat(8 * i), set(aValue)),
        times(vectors, (j) => product(i, j)),
      ),
    ),
    advance(a, 8 * tileRows),
    advance(bAt, 8 * tileColumns),
    countDown(left),
  );
  const addRow = (i: number): Code =>
    times(vectors, (j) =>
      join(get(row), get(row), load(16 * j), get(sum(i, j)), add, store(16 * j)),
    );
  return join(
    eachSum((i, j) => join(zero, set(sum(i, j)))),
    join(get(b), set(bAt), get(depth), set(left)),
    loop(step),
    join(get(c), set(row)),
    times(tileRows, (i) => join(addRow(i), get(row), get(stride), addIntegers, set(row))),
    join(get(row), set(c)),
    countDown(tiles),
  );
}

function product(i: number, j: number): Code {
  return join(get(sum(i, j)), get(aValue), get(bValue(j)), multiply, add, set(sum(i, j)));
}
