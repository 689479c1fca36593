import { matrixLogarithm } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

describe("matrixLogarithm", () => {
  it("refuses a matrix that has none, singular or with a negative eigenvalue", () => {
    const message = "expected a matrix with a principal logarithm";
    expect(() => matrixLogarithm([-1, 0, 0, 2], 2)).toThrow(message);
    expect(() => matrixLogarithm([-1, 0, 0, -1], 2)).toThrow(message);
    expect(() => matrixLogarithm([1, 1, 1, 1], 2)).toThrow(message);
    expect(() => matrixLogarithm([0], 1)).toThrow(message);
    expect(() => matrixLogarithm([1, 2, 3], 2)).toThrow(
      "matrixLogarithm: expected matrix of shape [2, 2], got 3 numbers",
    );
  });

  it("inverts the exponential of matrices of large norm", () => {
    expectClose(matrixLogarithm([Math.E ** 20, 0, 0, Math.E ** -20], 2), [20, 0, 0, -20], 1e-10);
  });
});
