import {
  instruction,
  instructionSet,
  valueOf,
  vectorPrefix,
  type Family,
  type InstructionSet,
} from "./instruction-set.ts";
import { f32, f64, i32 } from "./scalars.ts";
import { vectorConstant, type Operand, type Value, type ValueType } from "./value.ts";

const singleLanes = {
  unary: {
    abs: 0xe0,
    neg: 0xe1,
    sqrt: 0xe3,
    ceil: 0x67,
    floor: 0x68,
    trunc: 0x69,
    nearest: 0x6a,
  },
  binary: {
    add: 0xe4,
    sub: 0xe5,
    mul: 0xe6,
    div: 0xe7,
    min: 0xe8,
    max: 0xe9,
    pmin: 0xea,
    pmax: 0xeb,
  },
  comparison: { eq: 0x41, ne: 0x42, lt: 0x43, gt: 0x44, le: 0x45, ge: 0x46 },
} as const;

const doubleLanes = {
  unary: {
    abs: 0xec,
    neg: 0xed,
    sqrt: 0xef,
    ceil: 0x74,
    floor: 0x75,
    trunc: 0x7a,
    nearest: 0x94,
  },
  binary: { add: 0xf0, sub: 0xf1, mul: 0xf2, div: 0xf3, min: 0xf4, max: 0xf5 },
  comparison: { eq: 0x47, ne: 0x48, lt: 0x49, gt: 0x4a, le: 0x4b, ge: 0x4c },
} as const;

const integerLanes = {
  unary: { abs: 0xa0, neg: 0xa1 },
  binary: {
    add: 0xae,
    sub: 0xb1,
    mul: 0xb5,
    minS: 0xb6,
    minU: 0xb7,
    maxS: 0xb8,
    maxU: 0xb9,
  },
  comparison: {
    eq: 0x37,
    ne: 0x38,
    ltS: 0x39,
    ltU: 0x3a,
    gtS: 0x3b,
    gtU: 0x3c,
    leS: 0x3d,
    leU: 0x3e,
    geS: 0x3f,
    geU: 0x40,
  },
} as const;

const byteLanes = {
  unary: { abs: 0x60, neg: 0x61, popcnt: 0x62 },
  binary: {
    add: 0x6e,
    sub: 0x71,
    minS: 0x76,
    minU: 0x77,
    maxS: 0x78,
    maxU: 0x79,
    /** Lane k is lane b_k of a; 0 where b_k >= 16. */
    swizzle: 0x0e,
    /** Eight signed 16-bit lanes of a, then of b, each clamped to signed 8 bits. */
    narrowS16x8: 0x65,
    narrowU16x8: 0x66,
  },
  comparison: { eq: 0x23, ne: 0x24, ltS: 0x25, ltU: 0x26, gtS: 0x27, gtU: 0x28 },
} as const;

const bitwise = {
  unary: { not: 0x4d },
  binary: { and: 0x4e, andNot: 0x4f, or: 0x50, xor: 0x51 },
  comparison: {},
} as const;

/** Access to single lanes of a vector. */
interface LaneAccess<S extends ValueType> {
  /** The same number in every lane. */
  readonly splat: (a: Operand<S>) => Value<"v128">;
  readonly extractLane: (a: Value<"v128">, lane: number) => Value<S>;
  readonly replaceLane: (a: Value<"v128">, lane: number, by: Operand<S>) => Value<"v128">;
  /** A constant vector, its lanes in order. */
  readonly constant: (...lanes: readonly number[]) => Value<"v128">;
}

/** More on lanes of 32-bit integers. */
export interface IntegerLanes extends LaneAccess<"i32"> {
  readonly shl: (a: Value<"v128">, bits: Operand<"i32">) => Value<"v128">;
  readonly shrS: (a: Value<"v128">, bits: Operand<"i32">) => Value<"v128">;
  readonly shrU: (a: Value<"v128">, bits: Operand<"i32">) => Value<"v128">;
  /** Towards zero, saturating, 0 for NaN. */
  readonly truncSatF32x4: (a: Value<"v128">) => Value<"v128">;
  /** Signed 16-bit lanes 0..3 as 32-bit lanes. */
  readonly extendLowS16x8: (a: Value<"v128">) => Value<"v128">;
  readonly extendLowU16x8: (a: Value<"v128">) => Value<"v128">;
  readonly extendHighU16x8: (a: Value<"v128">) => Value<"v128">;
  readonly allTrue: (a: Value<"v128">) => Value<"i32">;
  /** Bit k is the sign bit of lane k. */
  readonly bitmask: (a: Value<"v128">) => Value<"i32">;
}

/** More on lanes of 32-bit floats. */
export interface SingleLanes extends LaneAccess<"f32"> {
  /** Signed integers to the nearest floats. */
  readonly convertI32x4: (a: Value<"v128">) => Value<"v128">;
  /** Two doubles to lanes 0 and 1; zero in the others. */
  readonly demoteF64x2: (a: Value<"v128">) => Value<"v128">;
}

/** More on lanes of 64-bit floats. */
export interface DoubleLanes extends LaneAccess<"f64"> {
  /** Lanes 0 and 1 of four singles. */
  readonly promoteLowF32x4: (a: Value<"v128">) => Value<"v128">;
}

/** More on lanes of bytes. */
export interface ByteLanes extends LaneAccess<"i32"> {
  /** Lane k of the result is lane `lanes[k]` of the 32 bytes of a, then b. */
  readonly shuffle: (a: Value<"v128">, b: Value<"v128">, lanes: readonly number[]) => Value<"v128">;
  readonly allTrue: (a: Value<"v128">) => Value<"i32">;
  readonly bitmask: (a: Value<"v128">) => Value<"i32">;
}

/** Widening of bytes. */
interface HalfwordLanes {
  readonly extendLowU8x16: (a: Value<"v128">) => Value<"v128">;
  readonly extendHighU8x16: (a: Value<"v128">) => Value<"v128">;
  /** Four signed 32-bit lanes of a, then of b, each clamped to signed 16 bits. */
  readonly narrowS32x4: (a: Value<"v128">, b: Value<"v128">) => Value<"v128">;
}

/** What looks at all bits of a vector. */
export interface WholeVector {
  /** Bits of a where the mask has 1, of b where it has 0. */
  readonly bitselect: (a: Value<"v128">, b: Value<"v128">, mask: Value<"v128">) => Value<"v128">;
  readonly anyTrue: (a: Value<"v128">) => Value<"i32">;
}

const f32Constant = (...lanes: readonly number[]): Value<"v128"> =>
  vectorConstant(new Uint8Array(Float32Array.from(repeated(lanes, 4)).buffer));
const f64Constant = (...lanes: readonly number[]): Value<"v128"> =>
  vectorConstant(new Uint8Array(Float64Array.from(repeated(lanes, 2)).buffer));
const i32Constant = (...lanes: readonly number[]): Value<"v128"> =>
  vectorConstant(new Uint8Array(Int32Array.from(repeated(lanes, 4)).buffer));
const i8Constant = (...lanes: readonly number[]): Value<"v128"> =>
  vectorConstant(Uint8Array.from(repeated(lanes, 16)));

/** Four floats of 32 bits. Numbers stand for vectors of equal lanes. */
export const f32x4: InstructionSet<"v128", "v128", typeof singleLanes> & SingleLanes = {
  ...instructionSet(family(f32Constant), singleLanes),
  ...laneAccess("f32", { splat: 0x13, extract: 0x1f, replace: 0x20 }, f32.constant),
  constant: f32Constant,
  convertI32x4: unary("v128", 0xfa),
  demoteF64x2: unary("v128", 0x5e),
};

/** Two floats of 64 bits. Numbers stand for vectors of equal lanes. */
export const f64x2: InstructionSet<"v128", "v128", typeof doubleLanes> & DoubleLanes = {
  ...instructionSet(family(f64Constant), doubleLanes),
  ...laneAccess("f64", { splat: 0x14, extract: 0x21, replace: 0x22 }, f64.constant),
  constant: f64Constant,
  promoteLowF32x4: unary("v128", 0x5f),
};

/** Four integers of 32 bits. Numbers stand for vectors of equal lanes. */
export const i32x4: InstructionSet<"v128", "v128", typeof integerLanes> & IntegerLanes = {
  ...instructionSet(family(i32Constant), integerLanes),
  ...laneAccess("i32", { splat: 0x11, extract: 0x1b, replace: 0x1c }, i32.constant),
  constant: i32Constant,
  shl: shift(0xab),
  shrS: shift(0xac),
  shrU: shift(0xad),
  truncSatF32x4: unary("v128", 0xf8),
  extendLowS16x8: unary("v128", 0xa7),
  extendLowU16x8: unary("v128", 0xa9),
  extendHighU16x8: unary("v128", 0xaa),
  allTrue: unary("i32", 0xa3),
  bitmask: unary("i32", 0xa4),
};

/** Sixteen bytes. Numbers stand for vectors of equal lanes. */
export const i8x16: InstructionSet<"v128", "v128", typeof byteLanes> & ByteLanes = {
  ...instructionSet(family(i8Constant), byteLanes),
  ...laneAccess("i32", { splat: 0x0f, extract: 0x16, replace: 0x17 }, i32.constant),
  constant: i8Constant,
  shuffle: (a, b, lanes) =>
    instruction("v128", { prefix: vectorPrefix, opcode: 0x0d }, [a, b], ...lanes),
  allTrue: unary("i32", 0x63),
  bitmask: unary("i32", 0x64),
};

/** Eight integers of 16 bits: the step between bytes and 32-bit lanes. */
export const i16x8: HalfwordLanes = {
  extendLowU8x16: unary("v128", 0x89),
  extendHighU8x16: unary("v128", 0x8a),
  narrowS32x4: (a, b) => instruction("v128", { prefix: vectorPrefix, opcode: 0x85 }, [a, b]),
};

/** 128 bits as they are. */
export const v128: InstructionSet<"v128", "v128", typeof bitwise> & WholeVector = {
  ...instructionSet(family(i32Constant), bitwise),
  bitselect: (a, b, mask) =>
    instruction("v128", { prefix: vectorPrefix, opcode: 0x52 }, [a, b, mask]),
  anyTrue: unary("i32", 0x53),
};

/**
 * Four 32-bit lanes picked from eight: lane k of the result is lane `lanes[k]` of a (0..3) and b (4..7).
 */
export function shuffle32(
  a: Value<"v128">,
  b: Value<"v128">,
  lanes: readonly [number, number, number, number],
): Value<"v128"> {
  const bytes = lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]);
  return i8x16.shuffle(a, b, bytes);
}

function family(constant: (value: number) => Value<"v128">): Family<"v128", "v128"> {
  return { type: "v128", truth: "v128", prefix: vectorPrefix, constant };
}

function repeated(lanes: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, lane) => lanes[lane % lanes.length]);
}

function unary<R extends ValueType>(result: R, opcode: number): (a: Value<"v128">) => Value<R> {
  return (a) => instruction(result, { prefix: vectorPrefix, opcode }, [a]);
}

function shift(opcode: number): (a: Value<"v128">, bits: Operand<"i32">) => Value<"v128"> {
  return (a, bits) =>
    instruction("v128", { prefix: vectorPrefix, opcode }, [a, valueOf(bits, i32.constant)]);
}

function laneAccess<S extends ValueType>(
  scalar: S,
  opcodes: { readonly splat: number; readonly extract: number; readonly replace: number },
  constantOf: (value: number) => Value<S>,
): Omit<LaneAccess<S>, "constant"> {
  const prefix = vectorPrefix;
  return {
    splat: (a) => instruction("v128", { prefix, opcode: opcodes.splat }, [valueOf(a, constantOf)]),
    extractLane: (a, lane) => instruction(scalar, { prefix, opcode: opcodes.extract }, [a], lane),
    replaceLane: (a, lane, by) =>
      instruction("v128", { prefix, opcode: opcodes.replace }, [a, valueOf(by, constantOf)], lane),
  };
}
