import { Random } from "@erlangen/numerics";
import type { CompactGroup, RealIrrep } from "@erlangen/groups";
import {
  Irreps,
  o2,
  o2Irrep,
  o3,
  so2,
  so2Irrep,
  so3,
  su2,
  su2Irrep,
  wignerD,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

type Entries = (
  g: Float64Array,
) => readonly { readonly matrix: Float64Array; readonly dim: number; readonly copies: number }[];

const irreps =
  (list: readonly RealIrrep<Float64Array>[]): Entries =>
  (g) =>
    list.map((irrep) => ({
      matrix: irrep.matrix(g),
      dim: irrep.dim,
      copies: irrep.endomorphisms.length,
    }));

const families: readonly [string, CompactGroup<Float64Array>, number, Entries][] = [
  ["SO(2)", so2, 6, irreps([0, 1, 2, 3].map(so2Irrep))],
  ["O(2)", o2, 6, irreps([o2Irrep(0, 0), o2Irrep(1, 0), o2Irrep(1, 1), o2Irrep(1, 3)])],
  [
    "SO(3)",
    so3,
    6,
    (g) => [0, 1, 3].map((l) => ({ matrix: wignerD(l, g), dim: 2 * l + 1, copies: 1 })),
  ],
  [
    "O(3)",
    o3,
    4,
    (g) =>
      ["0e", "0o", "1e", "1o", "2e"].map((name) => {
        const irrep = Irreps.parse(name);
        return { matrix: irrep.matrix(g), dim: irrep.dim, copies: 1 };
      }),
  ],
  ["SU(2)", su2, 6, irreps([0, 0.5, 1, 1.5].map(su2Irrep))],
];

describe.each(families)("the Haar rule of %s", (_, group, degree, entries) => {
  it("makes matrix entries of irreps orthogonal, with squares 1/dim", () => {
    const { elements, weights } = group.haarRule(degree);
    expectClose([weights.reduce((sum, weight) => sum + weight, 0)], [1], 1e-13);
    const values = elements.map(entries);
    const kinds = values[0].length;
    for (let a = 0; a < kinds; a++) {
      for (let b = 0; b < kinds; b++) {
        const { dim, copies } = values[0][a];
        // The first rows: <D_0i, D_0j> averages to 1/dim for i = j.
        for (let i = 0; i < dim; i++) {
          for (let j = 0; j < values[0][b].dim; j++) {
            let mean = 0;
            values.forEach((at, n) => {
              mean += weights[n] * at[a].matrix[i] * at[b].matrix[j];
            });
            const expected = a === b && i === j ? 1 / dim : 0;
            expect(copies).toBeGreaterThan(0);
            expect(Math.abs(mean - expected)).toBeLessThan(1e-12);
          }
        }
      }
    }
  });

  it("agrees with samples", () => {
    const random = Random.fromSeed(31);
    const kinds = entries(group.identity).length;
    const sums = new Float64Array(kinds);
    const count = 4000;
    for (let n = 0; n < count; n++) {
      entries(group.sample(random)).forEach(({ matrix }, kind) => {
        sums[kind] += matrix[0];
      });
    }
    // Only the trivial irrep has a mean; the others vanish up to five standard errors.
    sums.forEach((sum, kind) => {
      expect(Math.abs(sum / count - (kind === 0 ? 1 : 0))).toBeLessThan(5 / Math.sqrt(count));
    });
  });

  it("refuses degrees that are none", () => {
    expect(() => group.haarRule(-1)).toThrow("haarRule: expected degree to be an integer");
  });
});
