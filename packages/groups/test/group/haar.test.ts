import {
  Irreps,
  cyclicGroup,
  dihedralGroup,
  haarAverage,
  invariantProjector,
  o3,
  quaternionGroup,
  reynolds,
} from "@erlangen/groups";
import type { Group } from "@erlangen/groups";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { expectClose, multiply } from "../closeness.ts";

describe("the average over a group", () => {
  it("is the plain mean over a finite group", () => {
    expectClose(
      haarAverage(cyclicGroup(4), (g) => [g, 1]),
      [1.5, 1],
    );
  });

  it("is exact on O(3) up to the stated degree", () => {
    // Two irreps of degree 2 meet in the integrand: the mean of D_ij D_kl is δ_ik δ_jl / 5.
    const d = Irreps.parse("2o");
    const mean = haarAverage(
      o3,
      (g) => {
        const matrix = d.matrix(g);
        return [matrix[0] * matrix[0], matrix[0] * matrix[1], matrix[7] * matrix[7], matrix[3]];
      },
      { degree: 4 },
    );
    expectClose(mean, [1 / 5, 0, 1 / 5, 0]);
    expect(o3.haarRule(3).weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 13);
  });

  it("projects onto invariant vectors", () => {
    const representation = Irreps.parse("2x0e+1o+0o+2e");
    const projector = invariantProjector(representation, { degree: 2 });
    const trace = Array.from({ length: 11 }, (_, i) => projector[i * 12]);
    expectClose(trace, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("makes a map equivariant, and leaves equivariant maps alone", () => {
    const group = dihedralGroup(4);
    const plane = group.irreps()[2];
    const map = Random.fromSeed(0).normal(4);
    const mean = reynolds(map, { input: plane, output: plane });
    for (const g of group.elements) {
      expectClose(multiply(mean, plane.matrix(g), 2), multiply(plane.matrix(g), mean, 2));
    }
    expectClose(reynolds(mean, { input: plane, output: plane }), mean);
    const other = quaternionGroup().irreps()[4];
    for (const structure of other.endomorphisms) {
      expectClose(reynolds(structure, { input: other, output: other }), structure);
    }
  });

  it("finds the couplings of O(3): one map from 1o x 1o to 2e", () => {
    const [pairs, tensor] = [Irreps.parse("0e+1e+2e"), Irreps.parse("2e")];
    const map = Random.fromSeed(1).normal(5 * 9);
    const mean = reynolds(map, { input: pairs, output: tensor, degree: 4 });
    const g = o3.sample(Random.fromSeed(2));
    for (let i = 0; i < 5; i++) {
      expectClose(mean.slice(9 * i, 9 * i + 4), [0, 0, 0, 0]);
      expectClose([mean[9 * i + 4 + i]], [mean[4]]);
    }
    expect(tensor.matrix(g).length).toBe(25);
  });

  it("refuses what cannot be averaged", () => {
    const line: Group<number> = {
      name: "R",
      identity: 0,
      compose: (a, b) => a + b,
      inverse: (a) => -a,
      equals: (a, b) => a === b,
      sample: (random) => random.normal(1)[0],
    };
    expect(() => haarAverage(line, () => [1])).toThrow(
      "haarAverage: expected a compact group with a Haar rule, got R; average over group.sample instead",
    );
    expect(() => haarAverage(o3, () => [1])).toThrow(
      "haarAverage: expected a degree for the infinite group O(3)",
    );
    expect(() => haarAverage(cyclicGroup(2), (g) => new Float64Array(g + 1))).toThrow(
      "expected f to return arrays of one length, got 1 and 2",
    );
    const [sign] = cyclicGroup(2).irreps();
    expect(() => reynolds([1, 2], { input: sign, output: sign })).toThrow(
      "reynolds: expected map of shape [output.dim, input.dim] = [1, 1], flat, got 2 numbers",
    );
    expect(() => reynolds([1], { input: sign, output: cyclicGroup(2).irreps()[0] })).toThrow(
      "reynolds: expected input and output of one group, got C2 and C2",
    );
  });
});

describe("the algebra of O(3)", () => {
  it("acts on irreps as the derivative of the group", () => {
    const representation = Irreps.parse("1o+0e+2e+3o");
    const { dim } = representation;
    const step = 1e-5;
    const [c, s] = [Math.cos(step), Math.sin(step)];
    const turn = (sign: number) => [c, -sign * s, 0, sign * s, c, 0, 0, 0, 1];
    const forward = representation.matrix(turn(1));
    const backward = representation.matrix(turn(-1));
    const difference = forward.map((entry, i) => (entry - backward[i]) / (2 * step));
    const derivative = representation.algebraMatrix([0, 0, 1]);
    expect(derivative.length).toBe(dim * dim);
    expectClose(difference, derivative, 1e-8);
    expectClose(Irreps.parse("1o").algebraMatrix([0, 1, 0]), o3.algebra?.[1] ?? []);
    expect(() => representation.algebraMatrix([1, 2])).toThrow(
      "Irreps.algebraMatrix: expected x of shape [3], got [2]",
    );
  });
});
