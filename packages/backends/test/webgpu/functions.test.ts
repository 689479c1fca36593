import { afterAll, describe, expect, it } from "vitest";
import {
  atan,
  atan2,
  cos,
  erf,
  exp,
  expm1,
  graphOf,
  interpretOnHost,
  log,
  log1p,
  maximum,
  placeholder,
  pow,
  remainder,
  sigmoid,
  sign,
  sin,
  tanh,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import { findGraphics } from "./graphics.ts";

const { engine, note } = await findGraphics();

afterAll(() => engine?.dispose());

/** Numbers of both signs from 1e-6 to 1e4, dense on a logarithmic scale. */
const spread = Float32Array.from({ length: 2000 }, (_, i) => {
  const size = 10 ** (-6 + (10 * Math.floor(i / 2)) / 1000);
  return i % 2 === 0 ? size : -size;
});
const special = Float32Array.of(0, -0, 1, -1, Infinity, -Infinity, NaN, 88.7, -103, 3e38, 1e-37);

const unary: readonly (readonly [string, (x: Tensor) => Tensor, (x: number) => number])[] = [
  ["exp", exp, Math.exp],
  ["expm1", expm1, Math.expm1],
  ["log", log, Math.log],
  ["log1p", log1p, Math.log1p],
  ["sin", sin, Math.sin],
  ["cos", cos, Math.cos],
  ["tanh", tanh, Math.tanh],
  ["sigmoid", sigmoid, (x) => 1 / (1 + Math.exp(-x))],
  ["atan", atan, Math.atan],
  ["sign", sign, Math.sign],
];

async function onDevice(f: (...x: readonly Tensor[]) => Tensor, inputs: readonly Tensor[]) {
  const places = inputs.map((input, i) => placeholder(input, `${i}`));
  const executable = await engine!.compile(graphOf(places, [f(...places)]));
  const [result] = await executable.run(inputs);
  executable.dispose();
  return result.data;
}

/** The largest error relative to the result or, below 1e-6, to that; infinities and NaN must be the same. */
function worstError(actual: ArrayLike<number>, expected: (i: number) => number): number {
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const wanted = Math.fround(expected(i));
    if (Object.is(actual[i], wanted) || actual[i] === wanted) continue;
    const error = Math.abs(actual[i] - wanted) / Math.max(1e-6, Math.abs(wanted));
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error);
  }
  return worst;
}

describe.skipIf(engine === undefined)(`elementary functions on webgpu${note}`, () => {
  it.each(unary)("%s is right to a few units in the last place, everywhere", async (name, f, g) => {
    const actual = await onDevice((x) => f(x), [tensor(spread)]);
    // Near their zeros sin and cos are right to 1e-7 absolutely.
    const tolerance = name === "sin" || name === "cos" ? 2e-4 : 1e-6;
    expect(worstError(actual, (i) => g(spread[i]))).toBeLessThan(tolerance);
  });

  it.each(unary)(
    "%s of zeros, infinities, NaN and extreme numbers is that of JavaScript",
    async (name, f, g) => {
      const finite = name === "sin" || name === "cos" ? special.slice(0, 4) : special;
      const actual = await onDevice((x) => f(x), [tensor(finite)]);
      expect(worstError(actual, (i) => g(finite[i]))).toBeLessThan(1e-5);
    },
  );

  it("sin and cos are right to 3e-7 absolutely up to 8192", async () => {
    const x = Float32Array.from({ length: 4000 }, (_, i) => (i - 2000) * 4.09);
    const sines = await onDevice((t) => sin(t), [tensor(x)]);
    const cosines = await onDevice((t) => cos(t), [tensor(x)]);
    let worst = 0;
    x.forEach((t, i) => {
      worst = Math.max(worst, Math.abs(sines[i] - Math.sin(t)), Math.abs(cosines[i] - Math.cos(t)));
    });
    expect(worst).toBeLessThan(3e-7);
  });

  it("erf is that of the host", async () => {
    const x = Float32Array.from({ length: 500 }, (_, i) => (i - 250) / 40);
    const place = placeholder({ shape: [500], dtype: "float64" }, "x");
    const [exact] = interpretOnHost(graphOf([place], [erf(place)]), [tensor(Float64Array.from(x))]);
    const actual = await onDevice((t) => erf(t), [tensor(x)]);
    expect(worstError(actual, (i) => exact.data[i])).toBeLessThan(5e-7);
  });

  it("powers, angles, remainders and maxima have the signs and special values of JavaScript", async () => {
    const list = [0, -0, 1, -1, 2, -2, 0.5, -3, 7.5, -7.5, 1e4, 3.7, Infinity, NaN];
    const a = Float32Array.from(list.flatMap((x) => list.map(() => x)));
    const b = Float32Array.from(list.flatMap(() => list));
    const operands = [tensor(a), tensor(b)];
    const cases: readonly [(x: Tensor, y: Tensor) => Tensor, (x: number, y: number) => number][] = [
      [atan2, Math.atan2],
      [pow, (x, y) => x ** y],
      [maximum, Math.max],
    ];
    for (const [f, g] of cases) {
      const actual = await onDevice((x, y) => f(x, y), operands);
      expect(worstError(actual, (i) => g(a[i], b[i]))).toBeLessThan(1e-5);
    }
    const finite = (x: number): boolean => Number.isFinite(x);
    const rests = await onDevice((x, y) => remainder(x, y), operands);
    const wrong = rests.filter((rest, i) => {
      if (!finite(a[i]) || !finite(b[i]) || b[i] === 0) return false;
      const wanted = a[i] - b[i] * Math.floor(a[i] / b[i]);
      return Math.abs(rest - wanted) > 1e-6 * Math.abs(b[i]);
    });
    expect(wrong).toHaveLength(0);
  });
});
