import { ArgumentError } from "@erlangen/numerics";
import {
  besselBasis,
  polynomialCutoff,
  softOneHotLinspace,
  softUnitStep,
  type SoftOneHotBasis,
} from "@erlangen/layers";
import { grad, slice, sum, tensor, type NestedNumbers, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

const reference = golden<{
  x: NestedNumbers;
  soft_one_hot_linspace: {
    basis: string;
    cutoff: boolean;
    start: number;
    end: number;
    number: number;
    y: NestedNumbers;
  }[];
  soft_unit_step: NestedNumbers;
  bessel_x: NestedNumbers;
  bessel_n6_xmax3: NestedNumbers;
}>("e3nn_radial");

/** The first `count` derivatives of a function of one number, the value first. */
function derivatives(f: (x: Tensor) => Tensor, at: number, count: number): number[] {
  const x = tensor(at, [], "float64");
  let g = f;
  return Array.from({ length: count + 1 }, () => {
    const value = g(x).item();
    g = grad(g);
    return value;
  });
}

describe("softOneHotLinspace", () => {
  it.each(reference.soft_one_hot_linspace)("reproduces e3nn: $basis, cutoff $cutoff", (c) => {
    const y = softOneHotLinspace(float64(reference.x), {
      basis: c.basis.replace("_", "-") as SoftOneHotBasis,
      cutoff: c.cutoff,
      start: c.start,
      end: c.end,
      count: c.number,
    });
    expectClose(y, c.y);
  });

  it.each(["gaussian", "cosine", "smooth-finite", "fourier", "bessel"] as const)(
    "has finite derivatives at and beyond both ends: %s",
    (basis) => {
      for (const cutoff of [true, false]) {
        for (const at of [-1, 0, 1e-9, 1, 3, 5]) {
          const options = { basis, cutoff, start: 0, end: 3, count: 4 };
          const found = derivatives((x) => sum(softOneHotLinspace(x, options)), at, 3);
          expect(found.every(Number.isFinite)).toBe(true);
        }
      }
    },
  );

  it("names what is out of range", () => {
    const options = { basis: "cosine", cutoff: false, start: 0, end: 1, count: 1 } as const;
    expect(() => softOneHotLinspace(tensor([1]), options)).toThrow(
      new ArgumentError("softOneHotLinspace: expected count an integer >= 2, got 1"),
    );
    expect(() => softOneHotLinspace(tensor([1]), { ...options, end: 0 })).toThrow(
      new ArgumentError("softOneHotLinspace: expected end > start, got start 0 and end 0"),
    );
  });
});

describe("softUnitStep", () => {
  it("reproduces e3nn and is flat to every order at and below 0", () => {
    expectClose(softUnitStep(float64(reference.x)), reference.soft_unit_step);
    for (const at of [-1, 0, 1e-300, 1e-3]) {
      expect(derivatives(softUnitStep, at, 5)).toEqual([0, 0, 0, 0, 0, 0]);
    }
  });
});

describe("besselBasis", () => {
  it("reproduces e3nn", () => {
    const y = besselBasis(float64(reference.bessel_x), { count: 6, cutoff: 3 });
    expectClose(y, reference.bessel_n6_xmax3);
  });

  it("has the right derivatives of every order at 0: those of a sin(ar)/(ar)", () => {
    for (const n of [1, 3]) {
      const a = (n * Math.PI) / 2;
      const f = (r: Tensor): Tensor => slice(besselBasis(r, { count: 4, cutoff: 2 }), [n - 1]);
      const found = derivatives(f, 0, 4);
      const expected = [a, 0, -(a ** 3) / 3, 0, a ** 5 / 5];
      expectClose(float64(found), expected);
    }
  });

  it("joins its two formulas smoothly", () => {
    // The angle of 1/2, where the series ends.
    const border = 1 / Math.PI;
    const f = (r: Tensor): Tensor => sum(besselBasis(r, { count: 8, cutoff: 2 }));
    const below = derivatives(f, border * (1 - 1e-12), 3);
    expectClose(float64(derivatives(f, border * (1 + 1e-12), 3)), below, 1e-9);
  });

  it("vanishes at the cutoff and names arguments out of range", () => {
    expectClose(besselBasis(tensor([5], [1], "float64"), { count: 3, cutoff: 5 }), [[0, 0, 0]]);
    expect(() => besselBasis(tensor([1]), { cutoff: 0 })).toThrow(
      new ArgumentError("besselBasis: expected cutoff > 0, got 0"),
    );
    expect(() => besselBasis(tensor([1]), { cutoff: 1, count: 0 })).toThrow(
      new ArgumentError("besselBasis: expected count an integer >= 1, got 0"),
    );
  });
});

describe("polynomialCutoff", () => {
  it("agrees with the published polynomial in values and derivatives", () => {
    for (const p of [2, 3, 5, 6]) {
      const [u, c] = [0.7, 1.5];
      const [a, b, d] = [((p + 1) * (p + 2)) / 2, p * (p + 2), (p * (p + 1)) / 2];
      const value = 1 - a * u ** p + b * u ** (p + 1) - d * u ** (p + 2);
      const slope = (-a * p * u ** (p - 1) + b * (p + 1) * u ** p - d * (p + 2) * u ** (p + 1)) / c;
      expectClose(float64(derivatives((r) => polynomialCutoff(r, c, p), u * c, 1)), [value, slope]);
    }
  });

  it("falls to 0 with two derivatives at the cutoff, and is exactly 0 beyond", () => {
    const f = (r: Tensor): Tensor => polynomialCutoff(r, 2);
    expectClose(float64(derivatives(f, 2 - 1e-9, 2)), [0, 0, 0], 1e-6);
    expect(derivatives(f, 2, 4)).toEqual([0, 0, 0, 0, 0]);
    expect(derivatives(f, 1e200, 4)).toEqual([0, 0, 0, 0, 0]);
    expect(derivatives(f, 0, 4).map((value) => value + 0)).toEqual([1, 0, 0, 0, 0]);
  });

  it("names arguments out of range", () => {
    expect(() => polynomialCutoff(tensor([1]), -1)).toThrow(
      new ArgumentError("polynomialCutoff: expected cutoff > 0, got -1"),
    );
    expect(() => polynomialCutoff(tensor([1]), 1, 1)).toThrow(
      new ArgumentError("polynomialCutoff: expected p an integer >= 2, got 1"),
    );
  });
});
