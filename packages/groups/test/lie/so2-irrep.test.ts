import { Random } from "@erlangen/numerics";
import { planeRotation, so2, so2Irrep } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";
import { expectDecomposes, expectIrrep } from "./intertwining.ts";
import { expectSameSpans } from "./spans.ts";
import type { CgGolden, IrrepGolden } from "./spans.ts";

const reference = golden<{
  SO2: { angles: number[]; irreps: IrrepGolden[]; tensor_products: CgGolden[] };
}>("escnn_continuous_groups").SO2;

const frequencies = [0, 1, 2, 3, 7];
const random = Random.fromSeed(21);
const elements = Array.from({ length: 5 }, () => so2.sample(random));

describe("so2Irrep", () => {
  it("has the matrices of escnn", () => {
    for (const { id, size, type, matrices } of reference.irreps) {
      const irrep = so2Irrep(id[0]);
      expect([irrep.dim, irrep.type[0].toUpperCase()]).toEqual([size, type]);
      matrices.forEach((matrix, i) => {
        expectClose(irrep.matrix(planeRotation(reference.angles[i])), matrix.flat());
      });
    }
  });

  it("turns products into products, is orthogonal and commutes with its endomorphisms", () => {
    for (const k of frequencies) expectIrrep(so2Irrep(k), elements);
  });

  it("has the derivative that its exponential shows", () => {
    expectClose(so2Irrep(3).algebraMatrix!([2]), [0, -6, 6, 0], 0);
    expectClose(so2Irrep(0).algebraMatrix!([2]), [0], 0);
  });

  it("splits products by an orthogonal change of basis that intertwines", () => {
    for (const k of frequencies) {
      for (const m of frequencies) {
        const pair = [so2Irrep(k), so2Irrep(m)] as const;
        expectDecomposes(pair, pair[0].product(pair[1]), elements);
      }
    }
  });

  it("spans with its Clebsch-Gordan coefficients what escnn's span", () => {
    for (const { m, n, js, cg } of reference.tensor_products) {
      const terms = so2Irrep(m[0]).product(so2Irrep(n[0]));
      expect(terms.map(({ irrep, multiplicity }) => [[irrep.frequency], multiplicity])).toEqual(js);
      for (const { irrep, coefficients } of terms) {
        expectSameSpans(coefficients, cg[`[${irrep.frequency}]`]);
      }
    }
  });

  it("refuses frequencies and elements that are none", () => {
    expect(() => so2Irrep(-1)).toThrow(
      "so2Irrep: expected k to be an integer from 0 to 1000000, got -1",
    );
    expect(() => so2Irrep(0.5)).toThrow("got 0.5");
    expect(() => so2Irrep(1).matrix(Float64Array.of(1, 0, 0, -1))).toThrow(
      "expected g to be an element of SO(2)",
    );
    expect(() => so2Irrep(0).matrix(Float64Array.of(1))).toThrow("element of SO(2)");
    expect(() => so2Irrep(1).algebraMatrix!([1, 2])).toThrow("expected x of shape [1], got [2]");
  });
});
