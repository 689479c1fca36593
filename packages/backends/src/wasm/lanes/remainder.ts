import { f32, f64, i32 } from "../assembler/scalars.ts";
import type { Value } from "../assembler/value.ts";
import { f32x4, f64x2, i32x4, shuffle32, v128 } from "../assembler/vectors.ts";
import { call, type FunctionHandle, type WasmModule } from "../assembler/wasm-module.ts";
import type { CodePlace } from "./trigonometric.ts";

/** Quotients below it are exact integers times a float32 number in float64. */
const exactQuotient = 2 ** 28;

/**
 * a - b floor(a / b) in four lanes, exact but for the last rounding, with the sign of b.
 *
 * In float64: a quotient of 29 bits times a divisor of 24 is exact. Larger quotients are taken down first.
 */
export function remainder(place: CodePlace, a: Value<"v128">, b: Value<"v128">): Value<"v128"> {
  const { module, f } = place;
  const dividend = f.let(a);
  const isLarge = f32x4.ge(f32x4.abs(dividend), f32x4.mul(f32x4.abs(b), exactQuotient));
  f.if(v128.anyTrue(isLarge), () => {
    for (const lane of [0, 1, 2, 3]) {
      const reduced = call(
        reduction(module),
        f64.promoteF32(f32x4.extractLane(dividend, lane)),
        f64.promoteF32(f32x4.extractLane(b, lane)),
      );
      f.set(dividend, f32x4.replaceLane(dividend, lane, f32.demoteF64(reduced)));
    }
  });
  const [low, high] = [
    [0, 1, 0, 1],
    [2, 3, 2, 3],
  ].map(([i, j, k, l]) => {
    const wide = (x: Value<"v128">): Value<"v128"> =>
      f64x2.promoteLowF32x4(shuffle32(x, x, [i, j, k, l] as [number, number, number, number]));
    const [x, y] = [f.let(wide(dividend)), f.let(wide(b))];
    const quotient = f64x2.floor(f64x2.div(x, y));
    const rest = f.let(f64x2.sub(x, f64x2.mul(quotient, y)));
    // The quotient may have been rounded up to the next integer: then the rest has the wrong sign.
    const isWrong = f64x2.lt(f64x2.mul(rest, y), f64x2.constant(0));
    return f64x2.add(rest, v128.and(y, isWrong));
  });
  const joined = f.let(shuffle32(f32x4.demoteF64x2(low), f32x4.demoteF64x2(high), [0, 1, 4, 5]));
  // By infinity: a itself, or that infinity when the signs differ.
  const isInfinite = v128.and(
    f32x4.eq(f32x4.abs(b), f32x4.constant(Infinity)),
    f32x4.lt(f32x4.abs(dividend), f32x4.constant(Infinity)),
  );
  const differs = v128.and(
    i32x4.ltS(v128.xor(dividend, b), 0),
    f32x4.ne(dividend, f32x4.constant(0)),
  );
  const atInfinity = f.let(v128.bitselect(b, dividend, differs));
  return v128.bitselect(atInfinity, joined, isInfinite);
}

/** (a, b) -> the remainder of a by |b| towards zero: exact, of the sign of a. */
type Reduction = FunctionHandle<readonly ["f64", "f64"], "f64">;

const made = new WeakMap<WasmModule, Reduction>();

function reduction(module: WasmModule): Reduction {
  const known = made.get(module);
  if (known !== undefined) return known;
  const handle = module.function({ parameters: ["f64", "f64"], result: "f64" }, (f, [a, b]) => {
    const divisor = f.let(f64.abs(b));
    const rest = f.let(f64.abs(a));
    const isOrdinary = i32.and(f64.lt(rest, Infinity), f64.gt(divisor, 0));
    f.if(i32.eqz(isOrdinary), () => f.return(a));
    const scaled = f.local("f64");
    f.while(f64.ge(rest, divisor), () => {
      f.set(scaled, divisor);
      f.while(f64.le(f64.mul(scaled, exactQuotient), rest), () => {
        f.set(scaled, f64.mul(scaled, 2 ** 24));
      });
      const quotient = f64.trunc(f64.div(rest, scaled));
      f.set(rest, f64.sub(rest, f64.mul(quotient, scaled)));
      f.if(f64.lt(rest, 0), () => f.set(rest, f64.add(rest, scaled)));
    });
    f.return(f64.copysign(rest, a));
  });
  made.set(module, handle);
  return handle;
}
