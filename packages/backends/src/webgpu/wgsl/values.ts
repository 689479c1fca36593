import { EngineError } from "@erlangen/numerics";
import type { DType } from "@erlangen/tensor";

/** What a value is called inside a shader. */
export function valueType(dtype: DType): "f32" | "i32" | "bool" {
  switch (dtype) {
    case "float32":
      return "f32";
    case "int32":
      return "i32";
    case "bool":
      return "bool";
    case "float64":
      throw new EngineError(
        "webgpu: expected a program in float32, int32 and bool, got a float64 value; cast it",
      );
  }
}

/** How an element lies in a buffer; a truth value is a word 0 or 1. */
export function storageType(dtype: DType): "f32" | "i32" | "u32" {
  const type = valueType(dtype);
  return type === "bool" ? "u32" : type;
}

/** The least value of a type, which a maximum starts from; needs the function `infinityOf` for floats. */
export function leastValue(dtype: DType): string {
  return dtype === "float32" ? "-infinityOf()" : "i32(-2147483648)";
}

/**
 * A number as WGSL text of exactly this value in float32.
 *
 * WGSL has no literal for infinities and NaN: these are the library functions `infinityOf` and `nanOf`.
 */
export function literal(value: number, dtype: DType): string {
  if (dtype === "bool") return value === 0 ? "false" : "true";
  if (dtype === "int32") return `i32(${Math.trunc(value)})`;
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return "nanOf()";
  if (!Number.isFinite(rounded)) return rounded > 0 ? "infinityOf()" : "(-infinityOf())";
  const magnitude = Math.abs(rounded);
  // The sign of zero and numbers below the least normal one are kept as bits.
  if (magnitude < 2 ** -126 && !Object.is(rounded, 0)) {
    const [bits] = new Uint32Array(Float32Array.of(rounded).buffer);
    return `bitcast<f32>(${bits}u)`;
  }
  return rounded < 0 ? `(${rounded}f)` : `${rounded}f`;
}
