import { afterAll, describe, expect, it } from "vitest";
import { wasm } from "@erlangen/backends/wasm";
import { erf as exactErf } from "@erlangen/numerics";
import {
  abs,
  atan,
  atan2,
  cast,
  compile,
  cos,
  equal,
  erf,
  exp,
  expm1,
  floor,
  less,
  lessEqual,
  log,
  log1p,
  maximum,
  minimum,
  neg,
  pow,
  reciprocal,
  remainder,
  sigmoid,
  sign,
  sin,
  sqrt,
  tanh,
  tensor,
  type Tensor,
} from "@erlangen/tensor";

const engine = await wasm();
afterAll(() => engine.dispose());

/** Relative to the exact value; half a unit in the last place of float32 is 6e-8. */
const tolerance = 4e-7;
/** Below the normal numbers there are fewer digits. */
const smallest = 2 ** -126;

const { PI } = Math;
const special = (
  `0 1 0.5 2 3 1e-45 1e-40 1.1754944e-38 1e-20 1e-7 4e-4 0.1 0.4142135 0.4142137 ${PI / 4} ${PI / 2} ${PI} ` +
  "10 16.6 20 87 88.7 88.73 89 100 103.9 104 110 1e4 8192 1.6e6 1.7e6 1e8 3e9 1e10 1e20 1e30 3e38 3.4e38 Infinity"
)
  .split(" ")
  .map(Number)
  .flatMap((x) => [x, -x]);

/** Numbers of every size and both signs: bit patterns at equal distances; infinities and NaN among them. */
const everywhere = ((): Float32Array => {
  const count = 40_000;
  const bits = Uint32Array.from({ length: count }, (_, i) => Math.floor((i / count) * 2 ** 32));
  return Float32Array.from([...special, NaN, ...new Float32Array(bits.buffer)]);
})();

function worst(
  actual: ArrayLike<number>,
  expected: (i: number) => number,
): { error: number; at: number } {
  let error = 0;
  let at = -1;
  for (let i = 0; i < actual.length; i++) {
    const exact = expected(i);
    const rounded = Math.fround(exact);
    if (Object.is(actual[i], rounded) || (actual[i] === 0 && rounded === 0)) continue;
    const scale = Math.max(Math.abs(exact), smallest);
    const own =
      Number.isFinite(rounded) && Number.isFinite(actual[i])
        ? Math.abs(actual[i] - exact) / scale
        : Infinity;
    // Where float32 ends, the neighbour of infinity is the largest number.
    const isEdge = Math.abs(Math.abs(exact) / 3.4028235e38 - 1) < tolerance;
    if (own > error && !isEdge) [error, at] = [own, i];
  }
  return { error, at };
}

const unary: readonly (readonly [string, (x: Tensor) => Tensor, (x: number) => number])[] = [
  ["neg", neg, (x) => -x],
  ["abs", abs, Math.abs],
  ["sign", sign, Math.sign],
  ["floor", floor, Math.floor],
  ["sqrt", sqrt, Math.sqrt],
  ["reciprocal", reciprocal, (x) => 1 / x],
  ["exp", exp, Math.exp],
  ["expm1", expm1, Math.expm1],
  ["log", log, Math.log],
  ["log1p", log1p, Math.log1p],
  ["sin", sin, Math.sin],
  ["cos", cos, Math.cos],
  ["tanh", tanh, Math.tanh],
  ["sigmoid", sigmoid, (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)))],
  ["erf", erf, exactErf],
  ["atan", atan, Math.atan],
  ["cube", (x) => pow(x, 3), (x) => x ** 3],
  ["the power -2", (x) => pow(x, -2), (x) => x ** -2],
  ["the power 0.37", (x) => pow(x, 0.37), (x) => x ** Math.fround(0.37)],
];

const binary: readonly (readonly [
  string,
  (a: Tensor, b: Tensor) => Tensor,
  (a: number, b: number) => number,
])[] = [
  ["pow", pow, (a, b) => a ** b],
  ["atan2", atan2, Math.atan2],
  [
    "remainder",
    remainder,
    (a, b) => {
      const rest = a % b;
      return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
    },
  ],
  ["maximum", maximum, (a, b) => (a >= b || Number.isNaN(a) ? a : b)],
  ["minimum", minimum, (a, b) => (a <= b || Number.isNaN(a) ? a : b)],
  ["less", less, (a, b) => Number(a < b)],
  ["lessEqual", lessEqual, (a, b) => Number(a <= b)],
  ["equal", equal, (a, b) => Number(a === b)],
];

describe("elementary functions in four lanes", () => {
  for (const [name, f, exact] of unary) {
    it(`${name} is right on numbers of every size`, async () => {
      const compiled = compile(f, { engine });
      const y = await compiled(tensor(everywhere));
      const { error, at } = worst(y.data, (i) => exact(everywhere[i]));
      expect(
        error,
        `at ${everywhere[at]}: ${y.data[at]} for ${exact(everywhere[at])}`,
      ).toBeLessThan(tolerance);
      compiled.dispose();
    });
  }

  for (const [name, f, exact] of binary) {
    it(`${name} is right on pairs of numbers of every size`, async () => {
      const small = everywhere.filter((_, i) => i < special.length + 1 || i % 331 === 0);
      const [a, b]: number[][] = [[], []];
      for (const x of small)
        for (const y of small) {
          a.push(x);
          b.push(y);
        }
      const compiled = compile(f, { engine });
      const y = await compiled(tensor(Float32Array.from(a)), tensor(Float32Array.from(b)));
      const { error, at } = worst(y.data, (i) => exact(a[i], b[i]));
      expect(error, `at ${a[at]}, ${b[at]}: ${y.data[at]} for ${exact(a[at], b[at])}`).toBeLessThan(
        tolerance,
      );
      compiled.dispose();
    });
  }

  it("casts floats to integers as typed arrays do", async () => {
    const compiled = compile((x) => cast(x, "int32"), { engine });
    const y = await compiled(tensor(everywhere));
    expect([...y.data]).toEqual([...Int32Array.from(everywhere)]);
    compiled.dispose();
  });
});
