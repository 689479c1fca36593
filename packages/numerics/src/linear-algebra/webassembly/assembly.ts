/** Instructions or bytes of a WebAssembly module. */
export type Code = readonly number[];

/** Types of parameters and locals. */
const type = { i32: 0x7f, v128: 0x7b } as const;

/** What a function of a module does. */
export interface FunctionCode {
  /** All are 32-bit integers. */
  readonly parameters: number;
  /** Counts of locals, integers first. */
  readonly integers: number;
  readonly vectors: number;
  readonly code: Code;
}

/**
 * A module that imports the memory `m.m` and exports one function `f` without result.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5.
 */
export function moduleOf({ parameters, integers, vectors, code }: FunctionCode): Uint8Array {
  const locals = list([join(unsigned(integers), [type.i32]), join(unsigned(vectors), [type.v128])]);
  const body = join(locals, code, [0x0b]);
  const types = Array.from({ length: parameters }, () => [type.i32]);
  return Uint8Array.from(
    join(
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [join([0x60], list(types), [0])]),
      section(2, [join(name("m"), name("m"), [2, 0, 1])]),
      section(3, [[0]]),
      section(7, [join(name("f"), [0, 0])]),
      section(10, [join(unsigned(body.length), body)]),
    ),
  );
}

/** Code one after another. */
export function join(...parts: readonly Code[]): Code {
  return parts.flat();
}

/** Code for each of some numbers. */
export function times(count: number, code: (i: number) => Code): Code {
  return Array.from({ length: count }, (_, i) => code(i)).flat();
}

/** Runs again from the start when the code ends with a branch that is taken. */
export function loop(code: Code): Code {
  return join([0x03, 0x40], code, [0x0b]);
}

/** Ends a loop: the variable goes down by one, and the loop runs again unless it is 0. */
export function countDown(variable: number): Code {
  return join(get(variable), [0x41, 1, 0x6b, 0x22], unsigned(variable), [0x0d, 0]);
}

/** variable ← variable + by, for by >= 0 */
export function advance(variable: number, by: number): Code {
  return join(get(variable), [0x41], signed(by), addIntegers, set(variable));
}

export const get = (variable: number): Code => join([0x20], unsigned(variable));
export const set = (variable: number): Code => join([0x21], unsigned(variable));
export const addIntegers: Code = [0x6a];

/** Two float64 at an address, or one in both lanes; addresses are multiples of 8. */
export const load = (offset: number): Code => vector(0, join([3], unsigned(offset)));
export const splat = (offset: number): Code => vector(10, join([3], unsigned(offset)));
export const store = (offset: number): Code => vector(11, join([3], unsigned(offset)));
/** Stores the lower lane. */
export const storeLane = (offset: number): Code => vector(91, join([3], unsigned(offset), [0]));
export const zero: Code = vector(12, new Array<number>(16).fill(0));
/** The upper lane in both. */
export const upperLane: Code = vector(
  13,
  [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15],
);
export const multiply: Code = vector(0xf2, []);
export const add: Code = vector(0xf0, []);

function vector(code: number, rest: Code): Code {
  return join([0xfd], unsigned(code), rest);
}

function section(id: number, items: readonly Code[]): Code {
  const bytes = list(items);
  return join([id], unsigned(bytes.length), bytes);
}

function list(items: readonly Code[]): Code {
  return join(unsigned(items.length), items.flat());
}

function name(text: string): Code {
  return [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a non-negative number. */
function signed(value: number): Code {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
