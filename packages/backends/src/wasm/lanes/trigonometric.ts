import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f64 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, f64x2, i32x4, shuffle32, v128 } from "../assembler/vectors.ts";
import type { WasmModule } from "../assembler/wasm-module.ts";
import { polynomial } from "./polynomial.ts";
import { turnsOf } from "./turns.ts";

/** pi / 2 in two parts: products of the first with integers below 2^20 are exact. Source: fdlibm, `e_rem_pio2.c`. */
const quarter = { high: 1.57079632673412561417, low: 6.07710050650619224932e-11 } as const;

/** Up to here 2 x / pi stays below 2^20. */
const exactBound = 1.6e6;

/** (sin r - r) / r^3 and (cos r - 1 + r^2 / 2) / r^4 in r^2, |r| <= pi / 4. Source: Cephes 2.8, `sinf`. */
const sineCoefficients = [-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4];
const cosineCoefficients = [4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5];

/** Where code goes. */
export interface CodePlace {
  readonly module: WasmModule;
  readonly f: FunctionBuilder;
}

/** x = n pi / 2 + r with |r| <= pi / 4, in float64, so that r keeps its digits near multiples of pi / 2. */
function reduce(
  { module, f }: CodePlace,
  x: Value<"v128">,
): { readonly n: Local<"v128">; readonly r: Local<"v128"> } {
  const low = f.let(f64x2.promoteLowF32x4(x));
  const high = f.let(f64x2.promoteLowF32x4(shuffle32(x, x, [2, 3, 2, 3])));
  const isLarge = v128.anyTrue(f32x4.ge(f32x4.abs(x), f32x4.constant(exactBound)));
  f.if(isLarge, () => {
    f.set(
      low,
      f64x2.replaceLane(f64x2.splat(largeAngle(module, x, 0)), 1, largeAngle(module, x, 1)),
    );
    f.set(
      high,
      f64x2.replaceLane(f64x2.splat(largeAngle(module, x, 2)), 1, largeAngle(module, x, 3)),
    );
  });
  const [first, second] = [low, high].map((part) => {
    const n = f.let(f64x2.nearest(f64x2.mul(part, 2 / Math.PI)));
    const once = f64x2.sub(part, f64x2.mul(n, quarter.high));
    const r = f64x2.sub(once, f64x2.mul(n, quarter.low));
    return { n, r: f32x4.demoteF64x2(r) };
  });
  const r = f.let(shuffle32(first.r, second.r, [0, 1, 4, 5]));
  const whole = shuffle32(f32x4.demoteF64x2(first.n), f32x4.demoteF64x2(second.n), [0, 1, 4, 5]);
  return { n: f.let(i32x4.truncSatF32x4(whole)), r };
}

/** One lane modulo 2 pi, whatever its size. */
function largeAngle(module: WasmModule, x: Value<"v128">, lane: number): Value<"f64"> {
  return f64.mul(turnsOf(module, f32x4.extractLane(x, lane)), Math.PI / 2);
}

/** sin of x plus `shift` quarter turns; NaN for infinities. */
function shiftedSine(place: CodePlace, x: Value<"v128">, shift: 0 | 1): Value<"v128"> {
  const { f } = place;
  const { n, r } = reduce(place, x);
  const quadrant = shift === 0 ? n : f.let(i32x4.add(n, shift));
  const square = f.let(f32x4.mul(r, r));
  const cubic = f32x4.mul(square, r);
  const sine = f.let(f32x4.add(f32x4.mul(polynomial(f, square, sineCoefficients), cubic), r));
  const quartic = f32x4.mul(square, square);
  const bent = f32x4.mul(polynomial(f, square, cosineCoefficients), quartic);
  const cosine = f.let(f32x4.add(f32x4.sub(bent, f32x4.mul(square, 0.5)), 1));
  const isOdd = i32x4.eq(v128.and(quadrant, i32x4.constant(1)), i32x4.constant(1));
  const value = v128.bitselect(cosine, sine, isOdd);
  // The second bit of the quadrant is the sign.
  return v128.xor(value, i32x4.shl(v128.and(quadrant, i32x4.constant(2)), 30));
}

/** sin x in four lanes; error below 1e-7, arguments of any size. */
export function sin(place: CodePlace, x: Value<"v128">): Value<"v128"> {
  return shiftedSine(place, x, 0);
}

/** cos x in four lanes; error below 1e-7, arguments of any size. */
export function cos(place: CodePlace, x: Value<"v128">): Value<"v128"> {
  return shiftedSine(place, x, 1);
}
