import { ArgumentError } from "@erlangen/numerics";
import { instruction, instructionSet, valueOf, type InstructionSet } from "./instruction-set.ts";
import { constant, type Operand, type Value, type ValueType } from "./value.ts";

const integerOpcodes = {
  unary: { clz: 0x67, ctz: 0x68, popcnt: 0x69, extend8S: 0xc0, extend16S: 0xc1 },
  binary: {
    add: 0x6a,
    sub: 0x6b,
    mul: 0x6c,
    divS: 0x6d,
    divU: 0x6e,
    remS: 0x6f,
    remU: 0x70,
    and: 0x71,
    or: 0x72,
    xor: 0x73,
    shl: 0x74,
    shrS: 0x75,
    shrU: 0x76,
    rotl: 0x77,
    rotr: 0x78,
  },
  comparison: {
    eq: 0x46,
    ne: 0x47,
    ltS: 0x48,
    ltU: 0x49,
    gtS: 0x4a,
    gtU: 0x4b,
    leS: 0x4c,
    leU: 0x4d,
    geS: 0x4e,
    geU: 0x4f,
  },
} as const;

const singleOpcodes = {
  unary: {
    abs: 0x8b,
    neg: 0x8c,
    ceil: 0x8d,
    floor: 0x8e,
    trunc: 0x8f,
    nearest: 0x90,
    sqrt: 0x91,
  },
  binary: {
    add: 0x92,
    sub: 0x93,
    mul: 0x94,
    div: 0x95,
    min: 0x96,
    max: 0x97,
    copysign: 0x98,
  },
  comparison: { eq: 0x5b, ne: 0x5c, lt: 0x5d, gt: 0x5e, le: 0x5f, ge: 0x60 },
} as const;

const doubleOpcodes = {
  unary: {
    abs: 0x99,
    neg: 0x9a,
    ceil: 0x9b,
    floor: 0x9c,
    trunc: 0x9d,
    nearest: 0x9e,
    sqrt: 0x9f,
  },
  binary: {
    add: 0xa0,
    sub: 0xa1,
    mul: 0xa2,
    div: 0xa3,
    min: 0xa4,
    max: 0xa5,
    copysign: 0xa6,
  },
  comparison: { eq: 0x61, ne: 0x62, lt: 0x63, gt: 0x64, le: 0x65, ge: 0x66 },
} as const;

/** Conversions to i32. */
export interface IntegerConversions {
  readonly constant: (value: number) => Value<"i32">;
  /** 1 for 0, else 0. */
  readonly eqz: (a: Operand<"i32">) => Value<"i32">;
  /** Towards zero; the nearest i32 outside its range, 0 for NaN. */
  readonly truncSatF32: (a: Operand<"f32">) => Value<"i32">;
  readonly truncSatF64: (a: Operand<"f64">) => Value<"i32">;
  /** The bits of a float. */
  readonly reinterpretF32: (a: Operand<"f32">) => Value<"i32">;
}

/** Conversions to f32. */
export interface SingleConversions {
  readonly constant: (value: number) => Value<"f32">;
  readonly convertI32: (a: Operand<"i32">) => Value<"f32">;
  readonly demoteF64: (a: Operand<"f64">) => Value<"f32">;
  /** The float with these bits. */
  readonly reinterpretI32: (a: Operand<"i32">) => Value<"f32">;
}

/** Conversions to f64. */
export interface DoubleConversions {
  readonly constant: (value: number) => Value<"f64">;
  readonly convertI32: (a: Operand<"i32">) => Value<"f64">;
  readonly promoteF32: (a: Operand<"f32">) => Value<"f64">;
}

const i32Constant = (value: number): Value<"i32"> => constant("i32", value);
const f32Constant = (value: number): Value<"f32"> => constant("f32", value);
const f64Constant = (value: number): Value<"f64"> => constant("f64", value);

/** Integers of 32 bits; addresses and truth values too. Numbers stand for constants. */
export const i32: InstructionSet<"i32", "i32", typeof integerOpcodes> & IntegerConversions = {
  ...instructionSet({ type: "i32", truth: "i32", constant: i32Constant }, integerOpcodes),
  constant: i32Constant,
  eqz: conversion("i32", 0x45, i32Constant),
  truncSatF32: (a) => instruction("i32", { prefix: 0xfc, opcode: 0x00 }, [valueOf(a, f32Constant)]),
  truncSatF64: (a) => instruction("i32", { prefix: 0xfc, opcode: 0x02 }, [valueOf(a, f64Constant)]),
  reinterpretF32: conversion("i32", 0xbc, f32Constant),
};

/** Floats of 32 bits. Numbers stand for constants. */
export const f32: InstructionSet<"f32", "i32", typeof singleOpcodes> & SingleConversions = {
  ...instructionSet({ type: "f32", truth: "i32", constant: f32Constant }, singleOpcodes),
  constant: f32Constant,
  convertI32: conversion("f32", 0xb2, i32Constant),
  demoteF64: conversion("f32", 0xb6, f64Constant),
  reinterpretI32: conversion("f32", 0xbe, i32Constant),
};

/** Floats of 64 bits. Numbers stand for constants. */
export const f64: InstructionSet<"f64", "i32", typeof doubleOpcodes> & DoubleConversions = {
  ...instructionSet({ type: "f64", truth: "i32", constant: f64Constant }, doubleOpcodes),
  constant: f64Constant,
  convertI32: conversion("f64", 0xb7, i32Constant),
  promoteF32: conversion("f64", 0xbb, f32Constant),
};

/** `truth ? a : b`; both are evaluated. */
export function select<T extends ValueType>(
  a: Value<T>,
  b: Value<T>,
  truth: Operand<"i32">,
): Value<T> {
  return instruction(a.type, { opcode: 0x1b }, [a, b, valueOf(truth, i32Constant)]);
}

function conversion<R extends ValueType, T extends ValueType>(
  result: R,
  opcode: number,
  constantOf: (value: number) => Value<T>,
): (a: Operand<T>) => Value<R> {
  return (a) => instruction(result, { opcode }, [valueOf(a, constantOf)]);
}

/** The constant of a scalar type that a number stands for. Throws ArgumentError for vectors. */
export function scalarConstant(type: ValueType, value: number): Value {
  if (type === "i32") return i32Constant(value);
  if (type === "f32") return f32Constant(value);
  if (type === "f64") return f64Constant(value);
  throw new ArgumentError(`wasm: expected a vector, got the number ${value}`);
}
