import { Random } from "@erlangen/numerics";
import { Irreps, anglesToMatrix, o3 } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { golden } from "../golden/golden.ts";
import { expectClose, multiply } from "../closeness.ts";

const reference = golden<{
  D_from_angles: {
    irreps: string;
    angles: [number, number, number][];
    k: number[];
    D: number[][][];
  };
}>("e3nn_irreps").D_from_angles;

describe("Irreps as a representation of O(3)", () => {
  it("has the matrices of e3nn, inversions included", () => {
    const irreps = Irreps.parse(reference.irreps);
    for (const [n, [alpha, beta, gamma]] of reference.angles.entries()) {
      const sign = reference.k[n] === 1 ? -1 : 1;
      const g = anglesToMatrix({ alpha, beta, gamma }).map((entry) => sign * entry);
      expectClose(irreps.matrix(g), reference.D[n].flat(), 1e-13);
    }
  });

  it("turns products into products and the identity into the identity", () => {
    const irreps = Irreps.parse("2x0e+0o+0x3e+2x1o+1e+2o");
    const random = Random.fromSeed(9);
    for (let sample = 0; sample < 20; sample++) {
      const [g, h] = [o3.sample(random), o3.sample(random)];
      const product = multiply(irreps.matrix(g), irreps.matrix(h), irreps.dim);
      expectClose(irreps.matrix(irreps.group.compose(g, h)), product, 1e-13);
    }
    const unit = irreps.matrix(o3.identity);
    expectClose(
      unit,
      unit.map((_, n) => (n % (irreps.dim + 1) === 0 ? 1 : 0)),
      1e-15,
    );
  });

  it("refuses what is not orthogonal", () => {
    expect(() => Irreps.parse("1o").matrix([1, 0, 0, 0, 1, 0, 0, 0, 2])).toThrow(
      "Irreps.matrix: expected an orthogonal matrix",
    );
  });
});
