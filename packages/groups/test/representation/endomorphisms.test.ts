import { matmul } from "@erlangen/numerics";
import { endomorphismsOf, o2Irrep, so2Irrep, su2Irrep } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

describe("endomorphismsOf", () => {
  it("finds what commutes when the irrep does not say: R, C or H", () => {
    for (const irrep of [o2Irrep(1, 1), so2Irrep(2), su2Irrep(1 / 2), su2Irrep(3 / 2)]) {
      const {
        endomorphisms: known,
        name: _name,
        type: _type,
        ...bare
      } = {
        ...irrep,
        endomorphisms: irrep.endomorphisms,
      };
      const found = endomorphismsOf({ ...bare, group: irrep.group, dim: irrep.dim });
      expect(found.length).toBe(known.length);
      const shape = { rows: irrep.dim, inner: irrep.dim, columns: irrep.dim };
      for (const skew of found.slice(1)) {
        expectClose(
          matmul(skew, skew, shape),
          found[0].map((entry) => -entry),
        );
      }
    }
  });
});
