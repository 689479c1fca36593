import { Random } from "@erlangen/numerics";
import {
  ColouredGraph,
  Irrep,
  Irreps,
  PermutationGroup,
  anglesToMatrix,
  automorphismGroup,
  clebschGordanExact,
  countCovariants,
  cyclicGroup,
  cyclicInSo2,
  decompose,
  directProduct,
  equivariantBasis,
  fourierTransform,
  inverseFourierTransform,
  matrixToAxisAngle,
  o3,
  permutationRepresentation,
  quaternionGroup,
  reducedTensorProduct,
  restrictedRepresentation,
  rubikGroup,
  sl2r,
  so2Irrep,
  so3,
  so3ToSu2,
  sphericalHarmonics,
  su2Irrep,
  su2ToSo3,
  subgroupClasses,
  substitute,
  symmetricGroup,
  tensorPower,
  transvectant,
  wigner3j,
  wignerD,
} from "@erlangen/groups";
import type { Representation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "./closeness.ts";

/** Start here: what the package can do, in the order in which one needs it. */
describe("a tour of @erlangen/groups", () => {
  it("names the irreps of O(3), and sums of them, by text", () => {
    expect(Irrep.parse("1o").dim).toBe(3);
    const hidden = Irreps.parse("16x0e + 8x1o + 4x2e");
    expect(hidden.dim).toBe(16 * 1 + 8 * 3 + 4 * 5);
    expect(hidden.toString()).toBe("16x0e+8x1o+4x2e");
    expect(hidden.blocks.map(({ offset }) => offset)).toEqual([0, 16, 40]);
  });

  it("multiplies them", () => {
    expect(Irrep.parse("1o").product("1o").join(" ")).toBe("0e 1e 2e");
    expect(Irreps.parse("1o").tensorProduct("1o").toString()).toBe("1x0e+1x1e+1x2e");
  });

  it("rotates a vector, a pseudoscalar and a tensor by one block-diagonal matrix", () => {
    const representation: Representation<Float64Array> = Irreps.parse("1o + 0o + 2e");
    const g = o3.sample(Random.fromSeed(0));
    expect(representation.matrix(g).length).toBe(9 ** 2);
    expect(wignerD(2, anglesToMatrix({ alpha: 0.1, beta: 0.2, gamma: 0.3 })).length).toBe(25);
  });

  it("writes one rotation in four ways", () => {
    const { axis, angle } = matrixToAxisAngle(anglesToMatrix({ alpha: 0, beta: 0.5, gamma: 0 }));
    expectClose([...axis, angle], [1, 0, 0, 0.5], 1e-15);
  });

  it("describes directions by functions that turn with them", () => {
    const y = sphericalHarmonics(2, [0, 1, 0], { normalization: "component" });
    expectClose(y, [1, 0, Math.sqrt(3), 0, 0, 0, Math.sqrt(5), 0, 0], 1e-15);
  });

  it("couples two vectors to the third that is covariant: their cross product", () => {
    const w = wigner3j(1, 1, 1);
    const [u, v] = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    const cross = [0, 1, 2].map((k) => {
      let sum = 0;
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          sum += w[(i * 3 + j) * 3 + k] * u[i] * v[j];
        }
      }
      return sum * Math.sqrt(6);
    });
    expectClose(cross, [0, 0, 1], 1e-15);
  });

  it("knows the coefficients behind it exactly", () => {
    expect(`${clebschGordanExact(2, 0, 2, 0, 2, 0)}`).toBe("-sqrt(2/7)");
  });

  it("finds all linear maps that commute with a group, and takes representations apart", () => {
    const points = permutationRepresentation(symmetricGroup(4));
    const pairs = tensorPower(points, 2);
    expect(equivariantBasis(pairs, pairs).dimension).toBe(15);
    expect(equivariantBasis(tensorPower(Irreps.parse("1o"), 2), Irreps.parse("1o")).dimension).toBe(
      0,
    );
    const { terms } = decompose(pairs);
    expect(terms.map(({ irrep, multiplicity }) => `${multiplicity} ${irrep.name}`)).toEqual([
      "2 [4]",
      "3 [3,1]",
      "1 [2,2]",
      "1 [2,1,1]",
    ]);
    const { dim } = reducedTensorProduct("ij=-ji", { i: "1o" });
    expect(dim).toBe(3);
  });

  it("knows how large a group of permutations is, and what it leaves alone", () => {
    const cube = rubikGroup();
    expect(cube.order).toBe(43252003274489856000n);
    expect(cube.contains(cube.random(Random.fromSeed(0)))).toBe(true);
    expect(cube.orbits().length).toBe(2);
    const group = PermutationGroup.fromCycles("(1 2 3)(4 5), (1 4)", 6);
    expect([group.order, group.orbitals().length, group.isTwoClosed]).toEqual([120n, 5, true]);
  });

  it("finds the symmetries of a graph, and counts what they cannot tell apart", () => {
    const square = ColouredGraph.fromEdges(4, [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ]);
    expect(automorphismGroup(square).order).toBe(8n);
    expect(automorphismGroup(square).cycleIndex().colourings(2)).toBe(6n);
  });

  it("moves along Lie groups, and lifts rotations to spinors", () => {
    const turn = so3.exp([0, 0, Math.PI / 2]);
    expectClose(turn, [0, -1, 0, 1, 0, 0, 0, 0, 1], 1e-15);
    expectClose(so3.log(turn), [0, 0, Math.PI / 2], 1e-15);
    const [spinor] = so3ToSu2(turn);
    expectClose(su2ToSo3(spinor), turn, 1e-15);
    expect(su2Irrep(1 / 2).type).toBe("quaternionic");
    const restricted = restrictedRepresentation(so2Irrep(2), cyclicInSo2(4));
    expect(decompose(restricted).terms.map(({ multiplicity }) => multiplicity)).toEqual([2]);
  });

  it("finds what is invariant of a polynomial when its variables mix", () => {
    const quadratic = [2, 3, 1];
    const [discriminant] = transvectant(quadratic, quadratic, 2);
    expect(discriminant).toBe(-1 / 2);
    const moved = substitute(quadratic, sl2r.exp([0.3, 0.1, -0.2]));
    expect(transvectant(moved, moved, 2)[0]).toBeCloseTo(-1 / 2, 13);
    expect(countCovariants(4, { degree: 6 })).toBe(2n);
  });

  it("takes finite groups apart: classes, irreps of all three types, characters", () => {
    const group = directProduct(quaternionGroup(), cyclicGroup(3));
    expect([group.order, group.conjugacyClasses().length]).toEqual([24, 15]);
    const last = group.irreps().slice(-2);
    expect(last.map(({ dim, type }) => `${dim} ${type}`)).toEqual(["4 quaternionic", "4 complex"]);
    expect(
      symmetricGroup(4)
        .irreps()
        .map(({ name }) => name)[1],
    ).toBe("[3,1]");
    expect(subgroupClasses(symmetricGroup(4)).length).toBe(11);
    const f = Float64Array.from(group.elements, (g) => g * g);
    expectClose(inverseFourierTransform(group, fourierTransform(group, f)), f);
  });
});
