import { tileColumns, tileRows } from "./tile-kernel.ts";

/**
 * The WebAssembly module of the tile kernel: imports the memory `m.m` and exports
 * `f(a, b, c, depth, stride, tiles)`, all addresses and the stride in bytes.
 *
 * For each of the `tiles` panels of A, one after another, it adds to the next `tileRows` rows of C the sum over
 * p < depth of A[p, i] B[p, j], two columns in each 128-bit register. Products and sums are rounded apart, so that
 * every machine gives the same bits.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5.
 */
export function tileKernelCode(): Uint8Array {
  const locals = list([local(3, type.i32), local(1 + vectors + tileRows * vectors, type.v128)]);
  const body = join(locals, loop(panelCode()), [op.end]);
  const signature = join([0x60], list(Array.from({ length: parameters }, () => [type.i32])), [0]);
  return Uint8Array.from(
    join(
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [signature]),
      section(2, [join(name("m"), name("m"), [2, 0, 1])]),
      section(3, [[0]]),
      section(7, [join(name("f"), [0, 0])]),
      section(10, [join(unsigned(body.length), body)]),
    ),
  );
}

const type = { i32: 0x7f, v128: 0x7b };
const op = { loop: [0x03, 0x40], end: 0x0b, branchIf: 0x0d, add: 0x6a, subtract: 0x6b };
const vectors = tileColumns / 2;

/** Indices of parameters and locals. */
const [a, b, c, depth, stride, tiles] = [0, 1, 2, 3, 4, 5];
const parameters = 6;
const [bAt, left, row] = [6, 7, 8];
const aValue = 9;
const bValue = (j: number): number => 10 + j;
const sum = (i: number, j: number): number => 10 + vectors + i * vectors + j;

function panelCode(): readonly number[] {
  const eachSum = (code: (i: number, j: number) => readonly number[]): readonly number[] =>
    times(tileRows, (i) => times(vectors, (j) => code(i, j)));
  const step = join(
    times(vectors, (j) => join(get(bAt), load(16 * j), set(bValue(j)))),
    times(tileRows, (i) =>
      join(
        join(get(a), splat(8 * i), set(aValue)),
        times(vectors, (j) =>
          join(
            join(get(sum(i, j)), get(aValue), get(bValue(j)), multiply),
            join(addVectors, set(sum(i, j))),
          ),
        ),
      ),
    ),
    advance(a, 8 * tileRows),
    advance(bAt, 8 * tileColumns),
    countDown(left),
  );
  const addRow = (i: number): readonly number[] =>
    times(vectors, (j) =>
      join(join(get(row), get(row), load(16 * j)), join(get(sum(i, j)), addVectors, store(16 * j))),
    );
  return join(
    eachSum((i, j) => join(zero, set(sum(i, j)))),
    join(get(b), set(bAt), get(depth), set(left)),
    loop(step),
    join(get(c), set(row)),
    times(tileRows, (i) => join(addRow(i), get(row), get(stride), [op.add], set(row))),
    join(get(row), set(c)),
    countDown(tiles),
  );
}

function join(...parts: readonly (readonly number[])[]): readonly number[] {
  return parts.flat();
}

function times(count: number, code: (i: number) => readonly number[]): readonly number[] {
  return Array.from({ length: count }, (_, i) => code(i)).flat();
}

/** Runs again from the start when the code ends with a branch that is taken. */
function loop(code: readonly number[]): readonly number[] {
  return [...op.loop, ...code, op.end];
}

function advance(variable: number, by: number): readonly number[] {
  return [...get(variable), 0x41, ...signed(by), op.add, ...set(variable)];
}

function countDown(variable: number): readonly number[] {
  const tee = [0x22, ...unsigned(variable)];
  return [...get(variable), 0x41, 1, op.subtract, ...tee, op.branchIf, 0];
}

const get = (variable: number): readonly number[] => [0x20, ...unsigned(variable)];
const set = (variable: number): readonly number[] => [0x21, ...unsigned(variable)];

/** Vector instructions; addresses are multiples of 8. */
const vector = (code: number, ...rest: readonly number[]): readonly number[] => [
  0xfd,
  ...unsigned(code),
  ...rest,
];
const load = (offset: number): readonly number[] => vector(0, 3, ...unsigned(offset));
const splat = (offset: number): readonly number[] => vector(10, 3, ...unsigned(offset));
const store = (offset: number): readonly number[] => vector(11, 3, ...unsigned(offset));
const zero = vector(12, ...Array.from({ length: 16 }, () => 0));
const multiply = vector(0xf2);
const addVectors = vector(0xf0);

function section(id: number, items: readonly (readonly number[])[]): readonly number[] {
  const bytes = list(items);
  return [id, ...unsigned(bytes.length), ...bytes];
}

function list(items: readonly (readonly number[])[]): readonly number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function name(text: string): readonly number[] {
  return [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
}

function local(count: number, kind: number): readonly number[] {
  return [...unsigned(count), kind];
}

/** LEB128. */
function unsigned(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a non-negative number. */
function signed(value: number): readonly number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
