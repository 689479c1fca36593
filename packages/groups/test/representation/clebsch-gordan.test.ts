import { Random, matmul } from "@erlangen/numerics";
import {
  Irreps,
  antisymmetricPower,
  clebschGordan,
  cyclicGroup,
  definingRepresentation,
  dihedralGroup,
  icosahedralGroup,
  o2Irrep,
  properLorentzGroup,
  quaternionGroup,
  sl2r,
  so2Irrep,
  su2Irrep,
  symmetricGroup,
  symmetricPower,
  tensorRepresentation,
  trivialRepresentation,
  wigner3j,
} from "@erlangen/groups";
import type { RealIrrep, Representation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

/** (ψ₁ ⊗ ψ₂)(g) C = C (1 ⊗ ψ₃(g)), and the columns of C are orthonormal. Returns the multiplicity. */
function checkLawOfCoupling<Element>(
  [first, second, third]: readonly [
    Representation<Element>,
    Representation<Element>,
    Representation<Element>,
  ],
  random: Random,
): number {
  const { multiplicity, coefficients } = clebschGordan(first, second, third);
  const rows = first.dim * second.dim;
  const columns = multiplicity * third.dim;
  expect(coefficients.length).toBe(rows * columns);
  if (columns === 0) return 0;
  const g = first.group.sample(random);
  const product = tensorRepresentation(first, second).matrix(g);
  const left = matmul(product, coefficients, { rows, inner: rows, columns });
  const right = matmul(coefficients, blockDiagonal(third.matrix(g), third.dim, multiplicity), {
    rows,
    inner: columns,
    columns,
  });
  expectClose(left, right);
  return multiplicity;
}

function blockDiagonal(matrix: Float64Array, dim: number, copies: number): Float64Array {
  const size = dim * copies;
  const blocks = new Float64Array(size * size);
  for (let copy = 0; copy < copies; copy++) {
    for (let i = 0; i < dim; i++) {
      for (let j = 0; j < dim; j++) {
        blocks[(copy * dim + i) * size + copy * dim + j] = matrix[i * dim + j];
      }
    }
  }
  return blocks;
}

function checkLawOfAllCouplings<Element>(irreps: readonly RealIrrep<Element>[]): void {
  const random = Random.fromSeed(1);
  for (const first of irreps) {
    for (const second of irreps) {
      let filled = 0;
      for (const third of irreps) {
        filled += third.dim * checkLawOfCoupling([first, second, third], random);
      }
      expect(filled).toBe(first.dim * second.dim);
    }
  }
}

describe("clebschGordan", () => {
  it.each(
    [
      cyclicGroup(5),
      dihedralGroup(4),
      quaternionGroup(),
      symmetricGroup(4),
      icosahedralGroup(),
    ].map((group) => [group.name, group] as const),
  )("takes each product of irreps of %s apart completely", (_, group) => {
    checkLawOfAllCouplings(group.irreps());
  });

  it("couples irreps of SO(2), O(2) and SU(2)", () => {
    const random = Random.fromSeed(2);
    expect(checkLawOfCoupling([so2Irrep(1), so2Irrep(2), so2Irrep(3)], random)).toBe(1);
    expect(checkLawOfCoupling([so2Irrep(2), so2Irrep(2), so2Irrep(0)], random)).toBe(2);
    expect(checkLawOfCoupling([o2Irrep(1, 1), o2Irrep(1, 2), o2Irrep(1, 1)], random)).toBe(1);
    expect(checkLawOfCoupling([su2Irrep(1 / 2), su2Irrep(1), su2Irrep(3 / 2)], random)).toBe(1);
    expect(checkLawOfCoupling([su2Irrep(1 / 2), su2Irrep(1 / 2), su2Irrep(1)], random)).toBe(4);
  });

  it("is the 3j tensor for O(3), up to sign and sqrt(2 l + 1)", () => {
    for (const [l1, l2, l3] of [
      [1, 1, 1],
      [1, 2, 2],
      [2, 2, 4],
      [3, 2, 1],
    ]) {
      const [first, second] = [Irreps.parse(`${l1}e`), Irreps.parse(`${l2}e`)];
      const { multiplicity, coefficients } = clebschGordan(first, second, Irreps.parse(`${l3}e`));
      expect(multiplicity).toBe(1);
      const exact = wigner3j(l1, l2, l3).map((entry) => entry * Math.sqrt(2 * l3 + 1));
      const largest = exact.reduce(
        (best, entry, i) => (Math.abs(entry) > Math.abs(exact[best]) ? i : best),
        0,
      );
      const sign = Math.sign(exact[largest] * coefficients[largest]);
      expectClose(
        coefficients,
        exact.map((entry) => sign * entry),
      );
    }
  });

  it("couples representations of SL(2,R) and of the Lorentz group, where nothing is orthogonal", () => {
    const random = Random.fromSeed(3);
    const plane = definingRepresentation(sl2r);
    const [cubic, quadratic] = [symmetricPower(plane, 3), symmetricPower(plane, 2)];
    expect(checkLawOfCoupling([plane, quadratic, cubic], random)).toBe(1);
    expect(checkLawOfCoupling([plane, plane, trivialRepresentation(sl2r)], random)).toBe(1);
    expect(checkLawOfCoupling([plane, plane, cubic], random)).toBe(0);
    const four = definingRepresentation(properLorentzGroup());
    expect(checkLawOfCoupling([four, antisymmetricPower(four, 2), four], random)).toBe(2);
  });

  it("is empty where the rules forbid the product", () => {
    const { multiplicity } = clebschGordan(
      Irreps.parse("1o"),
      Irreps.parse("1o"),
      Irreps.parse("1o"),
    );
    expect(multiplicity).toBe(0);
  });

  it("refuses irreps of different groups", () => {
    expect(() => clebschGordan<unknown>(so2Irrep(1), so2Irrep(1), o2Irrep(1, 1))).toThrow(
      "clebschGordan: expected representations of one group, got SO(2) and O(2)",
    );
  });
});
