import { describe, expect, it } from "vitest";
import { f32, f64, i32, select, store, type Value } from "@erlangen/backends/wasm/assembler";
import { evaluateIntegers, runCode } from "./run-code.ts";

describe("scalar instructions", () => {
  it("computes every integer operation", () => {
    const a = i32.constant(-7);
    const unsigned = -7 >>> 0;
    const cases: readonly (readonly [Value<"i32">, number])[] = [
      [i32.add(a, 3), -4],
      [i32.sub(a, 3), -10],
      [i32.mul(a, 3), -21],
      [i32.divS(a, 2), -3],
      [i32.divU(a, 2), (unsigned / 2) | 0],
      [i32.remS(a, 4), -3],
      [i32.remU(a, 4), unsigned % 4],
      [i32.and(a, 12), -7 & 12],
      [i32.or(a, 2), -7 | 2],
      [i32.xor(a, 5), -7 ^ 5],
      [i32.shl(a, 3), -56],
      [i32.shrS(a, 1), -7 >> 1],
      [i32.shrU(a, 1), -7 >>> 1],
      [i32.rotl(1, 33), 2],
      [i32.rotr(2, 1), 1],
      [i32.clz(1), 31],
      [i32.ctz(8), 3],
      [i32.popcnt(255), 8],
      [i32.extend8S(255), -1],
      [i32.extend16S(0x8000), -32768],
      [i32.eqz(0), 1],
      [i32.eq(a, -7), 1],
      [i32.ne(a, -7), 0],
      [i32.ltS(a, 1), 1],
      [i32.ltU(a, 1), 0],
      [i32.gtS(a, 1), 0],
      [i32.gtU(a, 1), 1],
      [i32.leS(a, -7), 1],
      [i32.leU(a, 1), 0],
      [i32.geS(a, -8), 1],
      [i32.geU(1, a), 0],
      [select(i32.constant(5), i32.constant(6), 0), 6],
    ];
    expect(evaluateIntegers(cases.map(([value]) => value))).toEqual(
      cases.map(([, expected]) => expected),
    );
  });

  it("writes integer constants of every size", () => {
    const values = [0, 63, 64, -64, -65, 8191, 8192, -8193, 2 ** 31 - 1, -(2 ** 31), 300_000];
    expect(evaluateIntegers(values.map((value) => i32.constant(value)))).toEqual(values);
  });

  it("computes every operation on singles, their comparisons and conversions", () => {
    const cases: readonly (readonly [Value<"f32">, number])[] = [
      [f32.abs(-2.5), 2.5],
      [f32.neg(1), -1],
      [f32.ceil(1.2), 2],
      [f32.floor(-1.2), -2],
      [f32.trunc(-1.8), -1],
      [f32.nearest(2.5), 2],
      [f32.sqrt(2), Math.fround(Math.SQRT2)],
      [f32.add(1, 2), 3],
      [f32.sub(1, 2), -1],
      [f32.mul(3, 2), 6],
      [f32.div(1, 4), 0.25],
      [f32.min(1, -2), -2],
      [f32.max(1, -2), 1],
      [f32.copysign(3, -1), -3],
      [f32.convertI32(-9), -9],
      [f32.demoteF64(0.1), Math.fround(0.1)],
      [f32.reinterpretI32(0x3f800000), 1],
    ];
    const bytes = runCode((f) => {
      cases.forEach(([value], i) => f.do(store.f32(4 * i, value)));
    });
    expect([...new Float32Array(bytes, 0, cases.length)]).toEqual(cases.map(([, e]) => e));
    expect(
      evaluateIntegers([
        f32.eq(1, 1),
        f32.ne(1, 1),
        f32.lt(1, 2),
        f32.gt(1, 2),
        f32.le(2, 2),
        f32.ge(1, 2),
        i32.truncSatF32(-3.7),
        i32.truncSatF32(1e20),
        i32.reinterpretF32(1),
      ]),
    ).toEqual([1, 0, 1, 0, 1, 0, -3, 2 ** 31 - 1, 0x3f800000]);
  });

  it("computes every operation on doubles, their comparisons and conversions", () => {
    const cases: readonly (readonly [Value<"f64">, number])[] = [
      [f64.abs(-2.5), 2.5],
      [f64.neg(1), -1],
      [f64.ceil(1.2), 2],
      [f64.floor(-1.2), -2],
      [f64.trunc(-1.8), -1],
      [f64.nearest(2.5), 2],
      [f64.sqrt(2), Math.SQRT2],
      [f64.add(0.1, 0.2), 0.1 + 0.2],
      [f64.sub(1, 2), -1],
      [f64.mul(3, 2), 6],
      [f64.div(1, 3), 1 / 3],
      [f64.min(1, -2), -2],
      [f64.max(1, -2), 1],
      [f64.copysign(3, -1), -3],
      [f64.convertI32(-9), -9],
      [f64.promoteF32(0.1), Math.fround(0.1)],
    ];
    const bytes = runCode((f) => {
      cases.forEach(([value], i) => f.do(store.f64(8 * i, value)));
    });
    expect([...new Float64Array(bytes, 0, cases.length)]).toEqual(cases.map(([, e]) => e));
    expect(
      evaluateIntegers([
        f64.eq(1, 1),
        f64.ne(1, 1),
        f64.lt(1, 2),
        f64.gt(1, 2),
        f64.le(2, 2),
        f64.ge(1, 2),
        i32.truncSatF64(-3.7),
      ]),
    ).toEqual([1, 0, 1, 0, 1, 0, -3]);
  });
});
