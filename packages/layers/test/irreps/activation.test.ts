import { ArgumentError } from "@erlangen/numerics";
import {
  activation,
  normalizeSecondMoment,
  secondMomentConstant,
  type ActivationName,
} from "@erlangen/layers";
import { abs, mul, relu, square, tensor, type NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

interface Case {
  irreps_in: string;
  irreps_out: string;
  acts?: (ActivationName | null)[];
  x: NestedNumbers;
  y: NestedNumbers;
}

const reference = golden<{
  normalize2mom: Record<string, { e3nn_constant: number; exact_constant: number }>;
  Activation: Case;
  Activation_abs: Case;
}>("e3nn_nn");

/** Quadrature against integrals of other software. */
const quadrature = 1e-12;

describe("normalizeSecondMoment", () => {
  it.each(Object.entries(reference.normalize2mom))(
    "has the exact constant and e3nn's of %s",
    (name, { e3nn_constant, exact_constant }) => {
      const f = (name === "leaky_relu_0.01" ? "leakyRelu" : name) as ActivationName;
      expect(Math.abs(normalizeSecondMoment(f).constant - exact_constant)).toBeLessThan(quadrature);
      expect(normalizeSecondMoment(f, "e3nn").constant).toBe(e3nn_constant);
    },
  );

  it("integrates any function, kinks at 0 included", () => {
    expect(secondMomentConstant((x) => mul(x, x))).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(secondMomentConstant((x) => relu(mul(x, 3)))).toBeCloseTo(Math.SQRT2 / 3, 12);
    expect(normalizeSecondMoment(square).constant).toBeCloseTo(1 / Math.sqrt(3), 12);
  });

  it("knows which functions are even, odd or neither", () => {
    const parities = (["abs", "tanh", "silu", "cos", "sin"] as const).map(
      (name) => normalizeSecondMoment(name).parity,
    );
    expect(parities).toEqual([1, -1, undefined, 1, -1]);
  });

  it("names the function that it cannot normalise", () => {
    expect(() => normalizeSecondMoment(abs, "e3nn")).toThrow(
      new ArgumentError(
        'normalizeSecondMoment: expected a named activation for constants "e3nn", got a function',
      ),
    );
    expect(() => normalizeSecondMoment("swish" as ActivationName)).toThrow(/got "swish"$/);
    expect(() => secondMomentConstant((x) => mul(x, 0))).toThrow(
      new ArgumentError(
        "secondMomentConstant: expected f with a positive finite second moment, got 0",
      ),
    );
  });
});

describe("activation", () => {
  it("reproduces e3nn", () => {
    const { Activation: mixed, Activation_abs: even } = reference;
    const acts = (mixed.acts ?? []).map((act) => act ?? undefined);
    const layer = activation(mixed.irreps_in, acts, { constants: "e3nn" });
    expect(layer.output.toString()).toBe(mixed.irreps_out);
    expectClose(layer.apply({}, float64(mixed.x)), mixed.y);
    const absolute = activation(even.irreps_in, "abs", { constants: "e3nn" });
    expect(absolute.output.toString()).toBe(even.irreps_out);
    expectClose(absolute.apply({}, float64(even.x)), even.y);
  });

  it("refuses what would break equivariance", () => {
    expect(() => activation("1x1o", "silu")).toThrow(
      new ArgumentError(
        "activation: expected no activation on 1o, which is no scalar, got silu; use a gate",
      ),
    );
    expect(() => activation("2x0o", ["silu"])).toThrow(
      new ArgumentError(
        "activation: expected an even or odd function on 0o, got silu, which is neither",
      ),
    );
    expect(() => activation("2x0o + 1x0e", ["tanh"])).toThrow(
      new ArgumentError(
        'activation: expected one activation for each of the 2 blocks of "2x0o+1x0e", got 1',
      ),
    );
  });

  it("leaves blocks without activation as they are", () => {
    const x = tensor([1, 2, 3, 4], [1, 4]);
    expect(activation("1x0e + 1o", ["identity", undefined]).apply({}, x).toArray()).toEqual([
      [1, 2, 3, 4],
    ]);
  });
});
