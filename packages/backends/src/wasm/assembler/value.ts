import type { ByteWriter } from "./byte-writer.ts";

/** Types of WebAssembly values that the assembler knows. */
export type ValueType = "i32" | "f32" | "f64" | "v128";

/**
 * An expression: code that leaves one value of type `T`.
 *
 * It is evaluated where it is used, each time that it is used; a local keeps a value for several uses.
 */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  /** Writes the code. */
  write(code: ByteWriter): void;
  /** Whether evaluating it twice is free: a local or a constant. */
  readonly simple?: boolean;
}

/** A variable of a function; as an expression, its present value. */
export interface Local<T extends ValueType = ValueType> extends Value<T> {
  readonly index: number;
}

/** An operand: an expression, or a number where it can stand for a constant (in every lane of a vector). */
export type Operand<T extends ValueType> = Value<T> | number;

/** Code of the types in signatures. */
export const typeCodes: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** An expression from the code that it writes. */
export function expression<T extends ValueType>(
  type: T,
  write: (code: ByteWriter) => void,
): Value<T> {
  return { type, write };
}

/** A constant of a scalar type. */
export function constant<T extends "i32" | "f32" | "f64">(type: T, value: number): Value<T> {
  return {
    type,
    simple: true,
    write(code) {
      if (type === "i32") {
        code.byte(0x41);
        code.signed(value);
      } else if (type === "f32") {
        code.byte(0x43);
        code.float32(value);
      } else {
        code.byte(0x44);
        code.float64(value);
      }
    },
  };
}

/** A constant vector from its 16 bytes. */
export function vectorConstant(bytes: Uint8Array): Value<"v128"> {
  return {
    type: "v128",
    simple: true,
    write(code) {
      code.byte(0xfd);
      code.unsigned(0x0c);
      code.raw(bytes);
    },
  };
}
