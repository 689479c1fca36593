import { Irreps, casimirOperator, cyclicGroup } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

describe("casimirOperator", () => {
  it("is one number on each irrep: l (l + 1) / 2 on degree l", () => {
    for (const l of [0, 1, 2, 5]) {
      const dim = 2 * l + 1;
      expectClose(
        casimirOperator(Irreps.parse(`${l}e`)),
        Array.from({ length: dim * dim }, (_, i) => (i % (dim + 1) === 0 ? (l * (l + 1)) / 2 : 0)),
      );
    }
  });

  it("vanishes for finite groups", () => {
    expect([...casimirOperator(cyclicGroup(3).irreps()[1])]).toEqual([0, 0, 0, 0]);
  });
});
