import { matmul } from "@erlangen/numerics";
import {
  decompose,
  definingRepresentation,
  dihedralGroup,
  orthogonalized,
  sl2r,
  so2,
} from "@erlangen/groups";
import type { Representation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { textOf } from "./irreps-text.ts";

describe("orthogonalized", () => {
  const group = dihedralGroup(4);
  const skewed: Representation<number> = conjugated(group.irreps()[2], [1, 2, 0, 3]);

  it("makes an equivalent representation orthogonal", () => {
    const { representation, changeOfBasis } = orthogonalized(skewed);
    expect(textOf(decompose(representation))).toBe(`1x${group.irreps()[2].name}`);
    const square = { rows: 2, inner: 2, columns: 2 };
    for (const g of group.elements) {
      expectClose(
        matmul(changeOfBasis, skewed.matrix(g), square),
        matmul(representation.matrix(g), changeOfBasis, square),
      );
    }
  });

  it("does so for Lie groups, given a degree", () => {
    const vector = conjugated(definingRepresentation(so2), [1, 2, 0, 3]);
    expect(textOf(decompose(orthogonalized(vector, 2).representation))).toBe("1x(1)");
  });

  it("is asked for by decompose, and refuses groups that are not compact", () => {
    expect(() => decompose(skewed)).toThrow(
      "decompose: expected an orthogonal representation, got |ρ ρᵀ - 1| =",
    );
    expect(() => orthogonalized(definingRepresentation(sl2r))).toThrow(
      "orthogonalized: expected a compact group, got SL(2,R), which has no haarRule",
    );
  });
});

/** B ρ B⁻¹ for B [2, 2]. */
function conjugated<Element>(
  representation: Representation<Element>,
  [a, b, c, d]: readonly [number, number, number, number],
): Representation<Element> {
  const square = { rows: 2, inner: 2, columns: 2 };
  const det = a * d - b * c;
  const back = [d / det, -b / det, -c / det, a / det];
  const change = (matrix: Float64Array): Float64Array =>
    matmul(matmul([a, b, c, d], matrix, square), back, square);
  return {
    group: representation.group,
    dim: 2,
    matrix: (g) => change(representation.matrix(g)),
    algebraMatrix: (x) => change(representation.algebraMatrix?.(x) ?? new Float64Array(4)),
  };
}
