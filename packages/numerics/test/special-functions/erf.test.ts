import { erf, erfc } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { exactly } from "../tolerances.ts";

const reals = fc.double({ noNaN: true, min: -30, max: 30 });

test("erf is odd, and erf + erfc = 1", () => {
  fc.assert(
    fc.property(reals, (x) => {
      expect(erf(-x)).toBe(-erf(x));
      expect(Math.abs(erf(x) + erfc(x) - 1)).toBeLessThan(exactly);
    }),
  );
});

test("the ends of the line are exact, and NaN stays NaN", () => {
  expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
  expect([erf(0), erfc(0), erf(NaN), erfc(NaN)]).toEqual([0, 1, NaN, NaN]);
  expect(Object.is(erf(-0), -0)).toBe(true);
});
