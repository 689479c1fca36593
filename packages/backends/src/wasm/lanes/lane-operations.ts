import type { Value } from "../assembler/value.ts";
import { f32x4, i32x4, v128 } from "../assembler/vectors.ts";
import type { DType } from "@erlangen/tensor";
import { atan, atan2 } from "./arctangent.ts";
import { erf } from "./error-function.ts";
import { exp, expm1, sigmoid } from "./exponential.ts";
import { tanh } from "./hyperbolic-tangent.ts";
import { log, log1p } from "./logarithm.ts";
import { pow, powOfConstant } from "./power.ts";
import { remainder } from "./remainder.ts";
import { cos, sin, type CodePlace } from "./trigonometric.ts";

/** An operand of a lane operation. */
export interface Lanes {
  /** Evaluated any number of times: a variable or a constant. Booleans have all bits of a lane set. */
  readonly value: Value<"v128">;
  readonly dtype: DType;
  /** The number, when every lane is this constant. */
  readonly constant: number | undefined;
}

type Emit = (place: CodePlace, operands: readonly Lanes[], dtype: DType) => Value<"v128">;

const zero = f32x4.constant(0);
const one = f32x4.constant(1);

/** How each elementwise primitive is computed in four lanes of float32, int32 or truth values. */
export const laneOperations: Readonly<Record<string, Emit>> = {
  neg: float(f32x4.neg, i32x4.neg),
  abs: float(f32x4.abs),
  sqrt: float(f32x4.sqrt),
  floor: float(f32x4.floor),
  reciprocal: float((x) => f32x4.div(one, x)),
  sign: (_, [{ value }]) => {
    // 0, -0 and NaN stand for themselves.
    const isOther = f32x4.gt(f32x4.abs(value), zero);
    return v128.bitselect(v128.or(v128.and(value, f32x4.constant(-0)), one), value, isOther);
  },
  exp: ({ f }, [{ value }]) => exp(f, value),
  expm1: ({ f }, [{ value }]) => expm1(f, value),
  log: ({ f }, [{ value }]) => log(f, value),
  log1p: ({ f }, [{ value }]) => log1p(f, value),
  sin: (place, [{ value }]) => sin(place, value),
  cos: (place, [{ value }]) => cos(place, value),
  tanh: ({ f }, [{ value }]) => tanh(f, value),
  sigmoid: ({ f }, [{ value }]) => sigmoid(f, value),
  erf: ({ f }, [{ value }]) => erf(f, value),
  atan: ({ f }, [{ value }]) => atan(f, value),

  add: pair(f32x4.add, i32x4.add),
  sub: pair(f32x4.sub, i32x4.sub),
  mul: pair(f32x4.mul, i32x4.mul),
  div: pair(f32x4.div),
  max: extremum("max"),
  min: extremum("min"),
  pow: ({ f }, [{ value: a }, { value: b, constant }]) =>
    (constant === undefined ? undefined : powOfConstant(f, a, constant)) ?? pow(f, a, b),
  atan2: ({ f }, [{ value: y }, { value: x }]) => atan2(f, y, x),
  remainder: (place, [{ value: a }, { value: b }]) => remainder(place, a, b),

  less: pair(f32x4.lt, i32x4.ltS),
  lessEqual: pair(f32x4.le, i32x4.leS),
  equal: pair(f32x4.eq, i32x4.eq),
  logicalAnd: pair(v128.and, v128.and),
  logicalOr: pair(v128.or, v128.or),
  logicalNot: (_, [{ value }]) => v128.not(value),
  select: (_, [condition, yes, no]) => v128.bitselect(yes.value, no.value, condition.value),
  cast: (place, [operand], dtype) => cast(place, operand, dtype),
};

type Unary = (x: Value<"v128">) => Value<"v128">;
type Binary = (a: Value<"v128">, b: Value<"v128">) => Value<"v128">;

function float(single: Unary, integer: Unary = single): Emit {
  return (_, [{ value, dtype }]) => (dtype === "float32" ? single : integer)(value);
}

function pair(single: Binary, integer: Binary = single): Emit {
  return (_, [a, b]) => (a.dtype === "float32" ? single : integer)(a.value, b.value);
}

/**
 * The larger or smaller of two, NaN if one is.
 *
 * Beside a constant the pseudo-maximum of WebAssembly serves, one instruction of every processor: it returns its
 * first operand when the comparison fails.
 */
function extremum(name: "max" | "min"): Emit {
  const [pseudo, exact, integer] =
    name === "max" ? [f32x4.pmax, f32x4.max, i32x4.maxS] : [f32x4.pmin, f32x4.min, i32x4.minS];
  return (_, [a, b]) => {
    if (a.dtype !== "float32") return integer(a.value, b.value);
    if (isNumber(b)) return pseudo(a.value, b.value);
    return isNumber(a) ? pseudo(b.value, a.value) : exact(a.value, b.value);
  };
}

function cast(place: CodePlace, { value, dtype: from }: Lanes, to: DType): Value<"v128"> {
  if (from === to) return value;
  if (to === "bool") return from === "int32" ? i32x4.ne(value, 0) : f32x4.ne(value, zero);
  if (from === "bool") return v128.and(value, to === "int32" ? i32x4.constant(1) : one);
  return to === "int32" ? toInteger(place, value) : f32x4.convertI32x4(value);
}

/** Towards zero; modulo 2^32 outside the range of int32 and 0 where there is no number, as typed arrays convert. */
function toInteger({ f }: CodePlace, x: Value<"v128">): Value<"v128"> {
  const scaled = f.let(f32x4.mul(x, 2 ** -32));
  const fraction = f.let(f32x4.sub(scaled, f32x4.floor(scaled)));
  const upper = v128.and(f32x4.ge(fraction, f32x4.constant(0.5)), one);
  const wrapped = f.let(f32x4.mul(f32x4.sub(fraction, upper), 2 ** 32));
  const isLarge = f32x4.ge(f32x4.abs(x), f32x4.constant(2 ** 31));
  return i32x4.truncSatF32x4(v128.bitselect(wrapped, x, isLarge));
}

function isNumber({ constant }: Lanes): boolean {
  return constant !== undefined && !Number.isNaN(constant);
}
