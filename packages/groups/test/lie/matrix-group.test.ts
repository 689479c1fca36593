import { Random } from "@erlangen/numerics";
import { matrixGroup, so3 } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply } from "../closeness.ts";

describe("matrixGroup", () => {
  it("gives a group declared by its algebra everything else", () => {
    const scalings = matrixGroup({ name: "R+ x C2", size: 1, algebra: [[1]], generators: [[-1]] });
    expectClose(scalings.exp([2]), [Math.E ** 2], 1e-13);
    expectClose(scalings.inverse(Float64Array.of(-4)), [-0.25], 0);
    const signs = new Set<number>();
    const random = Random.fromSeed(54);
    for (let n = 0; n < 50; n++) signs.add(Math.sign(scalings.sample(random)[0]));
    expect(signs.size).toBe(2);
    expect(scalings.contains([Number.NaN])).toBe(false);
    const finite = matrixGroup({ name: "C2", size: 1, generators: [[-1]] });
    expect(finite.dim).toBe(0);
    expectClose(finite.exp([]), [1], 0);
  });

  it("refuses what is no basis, no Lie algebra and no generator", () => {
    expect(() => matrixGroup({ name: "x", size: 2, algebra: [[1]] })).toThrow(
      "matrixGroup: expected algebra[0] of shape [2, 2], got 1 numbers",
    );
    expect(() => matrixGroup({ name: "x", size: 1, algebra: [[1], [2]] })).toThrow(
      "expected a basis of the algebra that is orthogonal entry by entry, got algebra[1]",
    );
    expect(() => matrixGroup({ name: "x", size: 1, algebra: [[0]] })).toThrow("is zero");
    expect(() =>
      matrixGroup({ name: "x", size: 1, generators: [[2]], invariantForms: [[1]] }),
    ).toThrow("x.generators: expected g to be an element of x");
    const open = matrixGroup({
      name: "x",
      size: 2,
      algebra: [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ],
    });
    expect(() => open.bracket([1, 0], [0, 1])).toThrow(
      "x.bracket: expected a result in the span of the algebra",
    );
    expect(() => matrixGroup({ name: "x", size: 0 })).toThrow("expected size");
  });

  it("hands out fresh identities", () => {
    so3.identity[0] = 5;
    expect(multiply(so3.identity, so3.identity, 3)[0]).toBe(1);
  });
});
