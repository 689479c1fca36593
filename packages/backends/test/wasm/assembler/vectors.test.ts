import { describe, expect, it } from "vitest";
import {
  f32x4,
  f64x2,
  i16x8,
  i32x4,
  i8x16,
  shuffle32,
  v128,
  type Value,
} from "@erlangen/backends/wasm/assembler";
import { evaluateIntegers, evaluateVectors } from "./run-code.ts";

const singles = (...values: readonly Value<"v128">[]): number[] => [
  ...new Float32Array(evaluateVectors(values), 0, 4 * values.length),
];
const integers = (...values: readonly Value<"v128">[]): number[] => [
  ...new Int32Array(evaluateVectors(values), 0, 4 * values.length),
];
const doubles = (...values: readonly Value<"v128">[]): number[] => [
  ...new Float64Array(evaluateVectors(values), 0, 2 * values.length),
];

describe("vector instructions", () => {
  const a = f32x4.constant(1, -2.5, 3.5, 0);
  const b = f32x4.constant(2, 2, -4, 1);
  const m = i32x4.constant(7, -8, 9, -10);
  const n = i32x4.constant(1, 2, 3, -4);

  it("computes every operation on four singles", () => {
    const unary: readonly (readonly [Value<"v128">, readonly number[]])[] = [
      [f32x4.abs(a), [1, 2.5, 3.5, 0]],
      [f32x4.neg(a), [-1, 2.5, -3.5, -0]],
      [f32x4.sqrt(f32x4.constant(4, 9, 16, 25)), [2, 3, 4, 5]],
      [f32x4.ceil(a), [1, -2, 4, 0]],
      [f32x4.floor(a), [1, -3, 3, 0]],
      [f32x4.trunc(a), [1, -2, 3, 0]],
      [f32x4.nearest(a), [1, -2, 4, 0]],
      [f32x4.add(a, b), [3, -0.5, -0.5, 1]],
      [f32x4.sub(a, b), [-1, -4.5, 7.5, -1]],
      [f32x4.mul(a, b), [2, -5, -14, 0]],
      [f32x4.div(a, b), [0.5, -1.25, -0.875, 0]],
      [f32x4.min(a, b), [1, -2.5, -4, 0]],
      [f32x4.max(a, b), [2, 2, 3.5, 1]],
      [f32x4.pmin(a, b), [1, -2.5, -4, 0]],
      [f32x4.pmax(a, b), [2, 2, 3.5, 1]],
      [f32x4.add(a, 1), [2, -1.5, 4.5, 1]],
      [f32x4.splat(2.5), [2.5, 2.5, 2.5, 2.5]],
      [f32x4.replaceLane(a, 2, 9), [1, -2.5, 9, 0]],
      [f32x4.splat(f32x4.extractLane(a, 1)), [-2.5, -2.5, -2.5, -2.5]],
      [f32x4.convertI32x4(m), [7, -8, 9, -10]],
      [f32x4.demoteF64x2(f64x2.constant(1.5, -2)), [1.5, -2, 0, 0]],
      [shuffle32(a, b, [3, 4, 1, 6]), [0, 2, -2.5, -4]],
    ];
    expect(singles(...unary.map(([value]) => value))).toEqual(unary.flatMap(([, e]) => e));
  });

  it("compares singles and integers lane by lane", () => {
    const truth = (...lanes: readonly boolean[]): number[] => lanes.map((lane) => (lane ? -1 : 0));
    expect(
      integers(
        f32x4.eq(a, a),
        f32x4.ne(a, b),
        f32x4.lt(a, b),
        f32x4.gt(a, b),
        f32x4.le(a, a),
        f32x4.ge(a, b),
        i32x4.eq(m, n),
        i32x4.ne(m, n),
        i32x4.ltS(m, n),
        i32x4.ltU(m, n),
        i32x4.gtS(m, n),
        i32x4.gtU(m, n),
        i32x4.leS(m, n),
        i32x4.leU(m, n),
        i32x4.geS(m, n),
        i32x4.geU(m, n),
      ),
    ).toEqual([
      ...truth(true, true, true, true),
      ...truth(true, true, true, true),
      ...truth(true, true, false, true),
      ...truth(false, false, true, false),
      ...truth(true, true, true, true),
      ...truth(false, false, true, false),
      ...truth(false, false, false, false),
      ...truth(true, true, true, true),
      ...truth(false, true, false, true),
      ...truth(false, false, false, true),
      ...truth(true, false, true, false),
      ...truth(true, true, true, false),
      ...truth(false, true, false, true),
      ...truth(false, false, false, true),
      ...truth(true, false, true, false),
      ...truth(true, true, true, false),
    ]);
  });

  it("computes every operation on four integers", () => {
    const cases: readonly (readonly [Value<"v128">, readonly number[]])[] = [
      [i32x4.abs(m), [7, 8, 9, 10]],
      [i32x4.neg(m), [-7, 8, -9, 10]],
      [i32x4.add(m, n), [8, -6, 12, -14]],
      [i32x4.sub(m, n), [6, -10, 6, -6]],
      [i32x4.mul(m, n), [7, -16, 27, 40]],
      [i32x4.minS(m, n), [1, -8, 3, -10]],
      [i32x4.minU(m, n), [1, 2, 3, -10]],
      [i32x4.maxS(m, n), [7, 2, 9, -4]],
      [i32x4.maxU(m, n), [7, -8, 9, -4]],
      [i32x4.shl(m, 2), [28, -32, 36, -40]],
      [i32x4.shrS(m, 1), [3, -4, 4, -5]],
      [i32x4.shrU(m, 28), [0, 15, 0, 15]],
      [i32x4.splat(5), [5, 5, 5, 5]],
      [i32x4.replaceLane(m, 0, -1), [-1, -8, 9, -10]],
      [i32x4.truncSatF32x4(f32x4.constant(1.9, -1.9, 1e20, Number.NaN)), [1, -1, 2 ** 31 - 1, 0]],
      [i32x4.extendLowS16x8(i32x4.constant(0x0002ffff, 0x00040003, 0, 0)), [-1, 2, 3, 4]],
      [i32x4.extendLowU16x8(i32x4.constant(0x0002ffff, 0x00040003, 0, 0)), [65535, 2, 3, 4]],
      [i32x4.extendHighU16x8(i32x4.constant(0, 0, 0x0002ffff, 0x00040003)), [65535, 2, 3, 4]],
      [v128.and(m, n), [7 & 1, -8 & 2, 9 & 3, -10 & -4]],
      [v128.andNot(m, n), [7 & ~1, -8 & ~2, 9 & ~3, -10 & ~-4]],
      [v128.or(m, n), [7 | 1, -8 | 2, 9 | 3, -10 | -4]],
      [v128.xor(m, n), [7 ^ 1, -8 ^ 2, 9 ^ 3, -10 ^ -4]],
      [v128.not(m), [~7, ~-8, ~9, ~-10]],
      [v128.bitselect(m, n, i32x4.constant(-1, 0, -1, 0)), [7, 2, 9, -4]],
    ];
    expect(integers(...cases.map(([value]) => value))).toEqual(cases.flatMap(([, e]) => e));
    expect(
      evaluateIntegers([
        i32x4.extractLane(m, 3),
        i32x4.allTrue(m),
        i32x4.bitmask(m),
        v128.anyTrue(v128.xor(m, m)),
      ]),
    ).toEqual([-10, 1, 0b1010, 0]);
  });

  it("computes every operation on two doubles", () => {
    const x = f64x2.constant(1.5, -2);
    const y = f64x2.constant(0.5, 4);
    const cases: readonly (readonly [Value<"v128">, readonly number[]])[] = [
      [f64x2.abs(x), [1.5, 2]],
      [f64x2.neg(x), [-1.5, 2]],
      [f64x2.sqrt(f64x2.constant(4, 9)), [2, 3]],
      [f64x2.ceil(x), [2, -2]],
      [f64x2.floor(x), [1, -2]],
      [f64x2.trunc(x), [1, -2]],
      [f64x2.nearest(x), [2, -2]],
      [f64x2.add(x, y), [2, 2]],
      [f64x2.sub(x, y), [1, -6]],
      [f64x2.mul(x, y), [0.75, -8]],
      [f64x2.div(x, y), [3, -0.5]],
      [f64x2.min(x, y), [0.5, -2]],
      [f64x2.max(x, y), [1.5, 4]],
      [f64x2.splat(0.1), [0.1, 0.1]],
      [f64x2.replaceLane(x, 1, f64x2.extractLane(y, 1)), [1.5, 4]],
      [f64x2.promoteLowF32x4(a), [1, -2.5]],
    ];
    expect(doubles(...cases.map(([value]) => value))).toEqual(cases.flatMap(([, e]) => e));
    expect(
      integers(
        f64x2.eq(x, y),
        f64x2.ne(x, y),
        f64x2.lt(x, y),
        f64x2.gt(x, y),
        f64x2.le(x, y),
        f64x2.ge(x, y),
      ),
    ).toEqual(
      [
        [0, 0],
        [-1, -1],
        [0, -1],
        [-1, 0],
        [0, -1],
        [-1, 0],
      ].flatMap(([low, high]) => [low, low, high, high]),
    );
  });

  it("computes every operation on bytes", () => {
    const x = i8x16.constant(...Array.from({ length: 16 }, (_, i) => i));
    const bytes = new Int8Array(
      evaluateVectors([
        i8x16.add(x, 1),
        i8x16.sub(x, 1),
        i8x16.abs(i8x16.neg(x)),
        i8x16.popcnt(x),
        i8x16.minS(x, -1),
        i8x16.minU(x, -1),
        i8x16.maxS(x, -1),
        i8x16.maxU(x, -1),
        i8x16.swizzle(x, i8x16.constant(15, 14, 99, 0)),
        i8x16.narrowS16x8(i16x8.narrowS32x4(m, n), i16x8.extendLowU8x16(x)),
        i8x16.narrowU16x8(i16x8.narrowS32x4(m, n), i16x8.extendHighU8x16(x)),
        i8x16.replaceLane(i8x16.splat(3), 1, i8x16.extractLane(x, 9)),
        i8x16.eq(x, 3),
        i8x16.ne(x, 3),
        i8x16.ltS(x, 2),
        i8x16.ltU(x, -1),
        i8x16.gtS(x, 2),
        i8x16.gtU(x, -1),
      ]),
    );
    const row = (k: number): number[] => [...bytes.subarray(16 * k, 16 * k + 16)];
    const lanes = (of: (i: number) => number): number[] =>
      Array.from({ length: 16 }, (_, i) => of(i));
    expect([0, 1, 2, 3].map(row)).toEqual([
      lanes((i) => i + 1),
      lanes((i) => i - 1),
      lanes((i) => i),
      lanes((i) => i.toString(2).replaceAll("0", "").length),
    ]);
    expect([4, 5, 6, 7].map(row)).toEqual([
      lanes(() => -1),
      lanes((i) => i),
      lanes((i) => i),
      lanes(() => -1),
    ]);
    expect(row(8)).toEqual(lanes((i) => [15, 14, 0, 0][i % 4]));
    expect(row(9)).toEqual([7, -8, 9, -10, 1, 2, 3, -4, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect(row(10)).toEqual([7, 0, 9, 0, 1, 2, 3, 0, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(row(11)).toEqual(lanes((i) => (i === 1 ? 9 : 3)));
    expect([12, 13, 14, 15, 16, 17].map(row)).toEqual([
      lanes((i) => (i === 3 ? -1 : 0)),
      lanes((i) => (i !== 3 ? -1 : 0)),
      lanes((i) => (i < 2 ? -1 : 0)),
      lanes(() => -1),
      lanes((i) => (i > 2 ? -1 : 0)),
      lanes(() => 0),
    ]);
    expect(
      evaluateIntegers([
        i8x16.allTrue(x),
        i8x16.allTrue(i8x16.add(x, 1)),
        i8x16.bitmask(i8x16.sub(x, 2)),
      ]),
    ).toEqual([0, 1, 3]);
  });
});
