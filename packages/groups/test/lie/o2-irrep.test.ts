import { Random } from "@erlangen/numerics";
import { o2, o2Irrep, planeRotation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";
import { expectDecomposes, expectIrrep } from "./intertwining.ts";
import { expectSameSpans } from "./spans.ts";
import type { CgGolden, IrrepGolden } from "./spans.ts";

const reference = golden<{
  O2: {
    elements_flip_angle: [number, number][];
    irreps: IrrepGolden[];
    tensor_products: CgGolden[];
  };
}>("escnn_continuous_groups").O2;

const random = Random.fromSeed(22);
const elements = Array.from({ length: 8 }, () => o2.sample(random));

const labels: readonly [0 | 1, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [1, 2],
  [1, 3],
  [1, 6],
];

function irrepOf([flip, k]: readonly number[]) {
  return o2Irrep(flip as 0 | 1, k);
}

describe("o2Irrep", () => {
  it("has the matrices of escnn", () => {
    for (const { id, size, type, matrices } of reference.irreps) {
      const irrep = irrepOf(id);
      expect([irrep.dim, irrep.type[0].toUpperCase()]).toEqual([size, type]);
      matrices.forEach((matrix, i) => {
        const [flip, angle] = reference.elements_flip_angle[i];
        const reflected = Float64Array.of(1, 0, 0, flip === 1 ? -1 : 1);
        expectClose(irrep.matrix(o2.compose(planeRotation(angle), reflected)), matrix.flat());
      });
    }
  });

  it("turns products into products, is orthogonal and commutes with 1 alone", () => {
    for (const label of labels) expectIrrep(irrepOf(label), elements);
  });

  it("splits products by an orthogonal change of basis that intertwines", () => {
    for (const first of labels) {
      for (const second of labels) {
        const pair = [irrepOf(first), irrepOf(second)] as const;
        expectDecomposes(pair, pair[0].product(pair[1]), elements);
      }
    }
  });

  it("spans with its Clebsch-Gordan coefficients what escnn's span", () => {
    for (const { m, n, js, cg } of reference.tensor_products) {
      const terms = irrepOf(m).product(irrepOf(n));
      const found = terms.map(({ irrep }) => [[irrep.flip, irrep.frequency], 1]);
      expect(found).toEqual(js);
      for (const { irrep, coefficients } of terms) {
        expectSameSpans(coefficients, cg[`[${irrep.flip}, ${irrep.frequency}]`]);
      }
    }
  });

  it("refuses labels that are none", () => {
    expect(() => o2Irrep(0, 1)).toThrow("o2Irrep: expected k to be an integer from 0 to 0, got 1");
    expect(() => o2Irrep(2 as 1, 1)).toThrow("expected flip to be an integer from 0 to 1, got 2");
    expect(() => o2Irrep(1, 1).matrix(Float64Array.of(1, 1, 0, 1))).toThrow("element of O(2)");
    expect(() => o2Irrep(1, 1).algebraMatrix!([])).toThrow("expected x of shape [1], got [0]");
    expectClose(o2Irrep(1, 2).algebraMatrix!([1]), [0, -2, 2, 0], 0);
    expectClose(o2Irrep(1, 0).algebraMatrix!([1]), [0], 0);
  });
});
