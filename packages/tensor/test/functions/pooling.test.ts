import { Random } from "@erlangen/numerics";
import {
  averagePool,
  maxPool,
  moveAxis,
  swapAxes,
  tensor,
  vjp,
  type PoolOptions,
  type Tensor,
} from "@erlangen/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../derivative-check.ts";
import { Draw } from "../draw.ts";
import { at, build, indicesOf } from "../index-loops.ts";

/** Rounding of a mean of a few elements in float64. */
const exact = 1e-13;

/** The definition with the channels last: a reduction of the list of elements of each window. */
function direct(
  x: Tensor,
  { window, strides, amounts, circular }: Geometry,
  reduce: (elements: readonly number[]) => number,
): Tensor {
  const spatial = x.shape.slice(1, -1);
  const positions = spatial.map((length, i) => {
    const free = length + amounts[i][0] + amounts[i][1] - window[i];
    return free < 0 ? 0 : Math.floor(free / strides[i]) + 1;
  });
  return build([x.shape[0], ...positions, x.shape.at(-1)!], (index) => {
    const elements = indicesOf(window).flatMap((tap) => {
      const place = tap.map((t, i) => {
        const inside = index[i + 1] * strides[i] + t - amounts[i][0];
        return circular ? (inside + spatial[i]) % spatial[i] : inside;
      });
      const real = place.every((p, i) => p >= 0 && p < spatial[i]);
      return real ? [at(x, [index[0], ...place, index.at(-1)!])] : [];
    });
    return reduce(elements);
  });
}

interface Geometry {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly amounts: readonly (readonly [number, number])[];
  readonly circular: boolean;
}

function randomCase(seed: number): { x: Tensor; options: PoolOptions; geometry: Geometry } {
  const draw = new Draw([], seed);
  const rank = draw.integer(1, 2);
  const each = (low: number, high: number): number[] =>
    Array.from({ length: rank }, () => draw.integer(low, high));
  const window = each(1, 3);
  const strides = draw.flag() ? window : each(1, 3);
  const spatial = each(2, 6);
  const x = draw.tensor("distinct", [draw.integer(0, 2), ...spatial, draw.integer(1, 2)]);
  const same = spatial.map((length, i) => {
    const total = Math.max(
      0,
      (Math.ceil(length / strides[i]) - 1) * strides[i] + window[i] - length,
    );
    return [Math.floor(total / 2), Math.ceil(total / 2)] as const;
  });
  const around = window.map((w) => [Math.floor((w - 1) / 2), Math.ceil((w - 1) / 2)] as const);
  const explicit = window.map((w) => [draw.integer(0, w - 1), draw.integer(0, w - 1)] as const);
  const none = window.map(() => [0, 0] as const);
  const choices = [
    ["valid", none],
    ["same", same],
    ["circular", around],
    [explicit, explicit],
  ] as const;
  const [padding, amounts] = choices[draw.integer(0, 3)];
  const geometry = { window, strides, amounts, circular: padding === "circular" };
  return { x, options: { window, strides, padding }, geometry };
}

const mean = (elements: readonly number[]): number =>
  elements.reduce((a, b) => a + b, 0) / elements.length;

describe("pooling", () => {
  it("reduces the elements of each window, whatever the padding", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { x, options, geometry } = randomCase(seed);
        const averages = direct(x, geometry, mean);
        const pooled = averagePool(x, options);
        expect(pooled.shape).toEqual(averages.shape);
        averages.data.forEach((value: number, i: number) => {
          expect(Math.abs(pooled.data[i] - value)).toBeLessThanOrEqual(
            exact * (1 + Math.abs(value)),
          );
        });
        const largest = direct(x, geometry, (elements) => Math.max(...elements));
        expect(maxPool(x, options).shape).toEqual(largest.shape);
        expect(maxPool(x, options).data).toEqual(largest.data);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("has right first and second derivatives", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { x, options } = randomCase(seed);
        const random = Random.fromSeed(seed);
        expectDerivatives((a) => averagePool(a, options), [x], random);
        expectDerivatives((a) => maxPool(a, options), [x], random);
      }),
      { seed: 2, numRuns: 30 },
    );
  });

  it("is the same map in both layouts", () => {
    const { x } = randomCase(3);
    for (const pool of [averagePool, maxPool]) {
      const options = { window: 2, strides: 1, padding: "same" } as const;
      const last = pool(x, options);
      const first = pool(moveAxis(x, -1, 1), { ...options, layout: "channels-first" });
      expect(moveAxis(first, 1, -1).data).toEqual(last.data);
    }
  });

  it("shares the gradient of a maximum so that it commutes with exchanging the axes", () => {
    const random = Random.fromSeed(4);
    const levels = Float64Array.from({ length: 36 }, () => random.integer(2));
    const x = tensor(levels, [1, 6, 6, 1]);
    for (const strides of [1, 2]) {
      const slopes = (input: Tensor): Tensor => {
        const { value, pullback } = vjp((a: Tensor) => maxPool(a, { window: 2, strides }), input);
        return pullback(tensor(new Float64Array(value.size).fill(1), value.shape));
      };
      expect(swapAxes(slopes(swapAxes(x, 1, 2)), 1, 2).data).toEqual(slopes(x).data);
    }
  });

  it("pools int32 maxima", () => {
    const x = tensor([1, 5, -3, -4], [1, 4, 1], "int32");
    expect(maxPool(x, { window: 3, strides: 2, padding: "same" }).toArray()).toEqual([[[5], [-3]]]);
  });

  it("names the option that does not fit", () => {
    const x = tensor(new Float32Array(4), [1, 4, 1]);
    expect(() => averagePool(x, { window: 0 })).toThrow(
      "averagePool: expected window to be an integer >= 1 or 1 of them, got 0",
    );
    expect(() => maxPool(x, { window: 2, strides: [1, 1] })).toThrow(
      "maxPool: expected strides to be an integer >= 1 or 1 of them, got [1, 1]",
    );
    expect(() => maxPool(x, { window: 2, padding: [[2, 0]] })).toThrow(
      "maxPool: expected padding in [0, 2) on spatial axis 0, got [2, 0]",
    );
    expect(() => maxPool(tensor([1]), { window: 2 })).toThrow(
      "maxPool: expected x of shape [batch, ...spatial, channels], got [1]",
    );
    expect(() => averagePool(tensor([1], [1, 1, 1], "int32"), { window: 1 })).toThrow(
      "averagePool: expected x of float32 or float64, got int32",
    );
  });
});
