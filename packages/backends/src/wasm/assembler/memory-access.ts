import { instruction, valueOf, vectorPrefix } from "./instruction-set.ts";
import { f32, f64, i32 } from "./scalars.ts";
import { expression, type Operand, type Value, type ValueType } from "./value.ts";
import type { ByteWriter } from "./byte-writer.ts";

/** Code that leaves no value. */
export interface Statement {
  write(code: ByteWriter): void;
}

/** An address in bytes. The access goes to `address + offset`, `offset` a constant >= 0 (default 0). */
export type Load<T extends ValueType> = (address: Operand<"i32">, offset?: number) => Value<T>;

/** Writes `value` at `address + offset`. */
export type Store<T extends ValueType> = (
  address: Operand<"i32">,
  value: Operand<T>,
  offset?: number,
) => Statement;

/** Reads from memory, little-endian. Addresses need no alignment. */
export const load: {
  readonly i32: Load<"i32">;
  readonly f32: Load<"f32">;
  readonly f64: Load<"f64">;
  readonly v128: Load<"v128">;
  /** One byte, with or without sign. */
  readonly i8S: Load<"i32">;
  readonly i8U: Load<"i32">;
  /** One number of 32, or 64, bits in every lane. */
  readonly splat32: Load<"v128">;
  readonly splat64: Load<"v128">;
  /** One number in lane 0 and zero in the others. */
  readonly zero32: Load<"v128">;
  readonly zero64: Load<"v128">;
  /** Eight bytes without sign as 16-bit lanes. */
  readonly widen8U: Load<"v128">;
  /** Replaces one 32-bit, or 64-bit, lane of a vector. */
  readonly lane32: (a: Value<"v128">, lane: number, from: Place) => Value<"v128">;
  readonly lane64: (a: Value<"v128">, lane: number, from: Place) => Value<"v128">;
} = {
  i32: loading("i32", { opcode: 0x28, align: 2 }),
  f32: loading("f32", { opcode: 0x2a, align: 2 }),
  f64: loading("f64", { opcode: 0x2b, align: 3 }),
  v128: loading("v128", { prefix: vectorPrefix, opcode: 0x00, align: 4 }),
  i8S: loading("i32", { opcode: 0x2c, align: 0 }),
  i8U: loading("i32", { opcode: 0x2d, align: 0 }),
  splat32: loading("v128", { prefix: vectorPrefix, opcode: 0x09, align: 2 }),
  splat64: loading("v128", { prefix: vectorPrefix, opcode: 0x0a, align: 3 }),
  zero32: loading("v128", { prefix: vectorPrefix, opcode: 0x5c, align: 2 }),
  zero64: loading("v128", { prefix: vectorPrefix, opcode: 0x5d, align: 3 }),
  widen8U: loading("v128", { prefix: vectorPrefix, opcode: 0x02, align: 3 }),
  lane32: laneLoading({ prefix: vectorPrefix, opcode: 0x56, align: 2 }),
  lane64: laneLoading({ prefix: vectorPrefix, opcode: 0x57, align: 3 }),
};

/** Writes to memory, little-endian. Addresses need no alignment. */
export const store: {
  readonly i32: Store<"i32">;
  readonly f32: Store<"f32">;
  readonly f64: Store<"f64">;
  readonly v128: (address: Operand<"i32">, value: Value<"v128">, offset?: number) => Statement;
  /** The lowest byte. */
  readonly i8: Store<"i32">;
  /** One 32-bit, or 64-bit, lane of a vector. */
  readonly lane32: (to: Place, value: Value<"v128">, lane: number) => Statement;
  readonly lane64: (to: Place, value: Value<"v128">, lane: number) => Statement;
} = {
  i32: storing(i32.constant, { opcode: 0x36, align: 2 }),
  f32: storing(f32.constant, { opcode: 0x38, align: 2 }),
  f64: storing(f64.constant, { opcode: 0x39, align: 3 }),
  v128: (address, value, offset = 0) =>
    statement([valueOf(address, i32.constant), value], (code) => {
      writeAccess(code, { prefix: vectorPrefix, opcode: 0x0b, align: 4 }, offset);
    }),
  i8: storing(i32.constant, { opcode: 0x3a, align: 0 }),
  lane32: laneStoring({ prefix: vectorPrefix, opcode: 0x5a, align: 2 }),
  lane64: laneStoring({ prefix: vectorPrefix, opcode: 0x5b, align: 3 }),
};

/** An address with a constant offset >= 0. */
export interface Place {
  readonly address: Operand<"i32">;
  /** Default 0. */
  readonly offset?: number;
}

/** What concerns the memory as a whole. */
export const memory: {
  /** Size in pages of 64 KiB. */
  readonly size: () => Value<"i32">;
  /** Sets `length` bytes from `to` on. */
  readonly fill: (to: Operand<"i32">, byte: Operand<"i32">, length: Operand<"i32">) => Statement;
  /** Copies `length` bytes; the ranges may overlap. */
  readonly copy: (to: Operand<"i32">, from: Operand<"i32">, length: Operand<"i32">) => Statement;
} = {
  size: () => instruction("i32", { opcode: 0x3f }, [], 0),
  fill: (to, byte, length) =>
    statement(
      [to, byte, length].map((operand) => valueOf(operand, i32.constant)),
      (code) => code.raw(Uint8Array.of(0xfc, 0x0b, 0)),
    ),
  copy: (to, from, length) =>
    statement(
      [to, from, length].map((operand) => valueOf(operand, i32.constant)),
      (code) => code.raw(Uint8Array.of(0xfc, 0x0a, 0, 0)),
    ),
};

/** Operands, then what `write` adds. */
export function statement(
  operands: readonly Value[],
  write: (code: ByteWriter) => void,
): Statement {
  return {
    write(code) {
      for (const operand of operands) operand.write(code);
      write(code);
    },
  };
}

/** An instruction on memory; `align` is log2 of the natural alignment. */
export interface Access {
  readonly prefix?: number;
  readonly opcode: number;
  readonly align: number;
}

/** Writes the opcode of an access with its immediate alignment and offset. */
export function writeAccess(
  code: ByteWriter,
  { prefix, opcode, align }: Access,
  offset: number,
): void {
  if (prefix === undefined) code.byte(opcode);
  else {
    code.byte(prefix);
    code.unsigned(opcode);
  }
  code.unsigned(align);
  code.unsigned(offset);
}

function loading<T extends ValueType>(type: T, access: Access): Load<T> {
  return (address, offset = 0) =>
    expression(type, (code) => {
      valueOf(address, i32.constant).write(code);
      writeAccess(code, access, offset);
    });
}

function storing<T extends ValueType>(
  constantOf: (value: number) => Value<T>,
  access: Access,
): Store<T> {
  return (address, value, offset = 0) =>
    statement([valueOf(address, i32.constant), valueOf(value, constantOf)], (code) => {
      writeAccess(code, access, offset);
    });
}

function laneLoading(
  access: Access,
): (a: Value<"v128">, lane: number, from: Place) => Value<"v128"> {
  return (a, lane, { address, offset = 0 }) =>
    expression("v128", (code) => {
      valueOf(address, i32.constant).write(code);
      a.write(code);
      writeAccess(code, access, offset);
      code.byte(lane);
    });
}

function laneStoring(access: Access): (to: Place, value: Value<"v128">, lane: number) => Statement {
  return ({ address, offset = 0 }, value, lane) =>
    statement([valueOf(address, i32.constant), value], (code) => {
      writeAccess(code, access, offset);
      code.byte(lane);
    });
}
