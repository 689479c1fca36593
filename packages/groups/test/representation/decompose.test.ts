import { Random, matmul, transpose } from "@erlangen/numerics";
import {
  Irreps,
  alternatingGroup,
  casimirOperator,
  cyclicGroup,
  decompose,
  definingRepresentation,
  dihedralGroup,
  directSum,
  endomorphismsOf,
  irrepsOf,
  o2,
  o2Irrep,
  o3,
  orthogonalized,
  permutationRepresentation,
  properLorentzGroup,
  quaternionGroup,
  regularRepresentation,
  sl2r,
  so2,
  so2Irrep,
  so3,
  su2,
  su2Irrep,
  symmetricGroup,
  tensorPower,
  tensorRepresentation,
} from "@erlangen/groups";
import type { Decomposition, FiniteGroup, RealIrrep, Representation } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

/** ρ(g) = Q (⊕ irreps)(g) Qᵀ with orthogonal Q. */
function checkLawOfDecomposition<Element>(
  representation: Representation<Element>,
  { changeOfBasis: q, sum }: Decomposition<Element>,
  random: Random,
): void {
  const { dim, group } = representation;
  const cube = { rows: dim, inner: dim, columns: dim };
  const back = transpose(q, dim, dim);
  expectClose(
    matmul(q, back, cube),
    Array.from({ length: dim * dim }, (_, i) => (i % (dim + 1) === 0 ? 1 : 0)),
  );
  const g = group.sample(random);
  expectClose(matmul(matmul(q, sum.matrix(g), cube), back, cube), representation.matrix(g));
}

function textOf<Element>({ terms }: Decomposition<Element>): string {
  return terms.map(({ irrep, multiplicity }) => `${multiplicity}x${irrep.name}`).join("+");
}

/** The first irreps of a group. */
function firstIrreps<Element>(irreps: Iterable<RealIrrep<Element>>, count: number) {
  const list: RealIrrep<Element>[] = [];
  for (const irrep of irreps) {
    if (list.push(irrep) === count) break;
  }
  return list;
}

const finiteGroups: readonly FiniteGroup[] = [
  cyclicGroup(5),
  cyclicGroup(8),
  dihedralGroup(4),
  dihedralGroup(5),
  quaternionGroup(),
  alternatingGroup(4),
  symmetricGroup(4),
];

describe("decompose, for finite groups", () => {
  it.each(finiteGroups.map((group) => [group.name, group] as const))(
    "finds each irrep of %s in the regular representation as often as its dimension over its endomorphisms says",
    (_, group) => {
      const regular = regularRepresentation(group);
      const decomposition = decompose(regular);
      expect(decomposition.terms.map(({ irrep }) => irrep.name)).toEqual(
        group.irreps().map(({ name }) => name),
      );
      for (const { irrep, multiplicity } of decomposition.terms) {
        expect(multiplicity).toBe(irrep.dim / irrep.endomorphisms.length);
      }
      checkLawOfDecomposition(regular, decomposition, Random.fromSeed(1));
    },
  );

  it("takes apart what was put together, for any multiplicities", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(...finiteGroups),
        fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
        (seed, group, counts) => {
          const random = Random.fromSeed(seed);
          const chosen = group
            .irreps()
            .flatMap((irrep, k) => Array.from({ length: counts[k % 5] }, () => irrep));
          if (chosen.length === 0) return;
          const hidden = turned(directSum(...chosen), random);
          const decomposition = decompose(hidden);
          for (const { irrep, multiplicity } of decomposition.terms) {
            expect(multiplicity).toBe(chosen.filter(({ name }) => name === irrep.name).length);
          }
          checkLawOfDecomposition(hidden, decomposition, random);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("knows pairs of points of S_5", () => {
    const pairs = tensorPower(permutationRepresentation(symmetricGroup(5)), 2);
    expect(textOf(decompose(pairs))).toBe("2x[5]+3x[4,1]+1x[3,2]+1x[3,1,1]");
  });
});

describe("decompose, for Lie groups", () => {
  it.each([
    ["1o", 2, "1x0e+1x1e+1x2e"],
    ["1o", 4, "3x0e+6x1e+6x2e+3x3e+1x4e"],
    ["0e+1o+2e", 2, "3x0e+4x1o+2x1e+2x2o+4x2e+2x3o+1x3e+1x4e"],
  ])("decomposes tensors of %s of order %s over O(3)", (text, order, expected) => {
    const tensors = tensorPower(Irreps.parse(text), order);
    const decomposition = decompose(tensors);
    expect(textOf(decomposition)).toBe(expected);
    checkLawOfDecomposition(tensors, decomposition, Random.fromSeed(2));
  });

  it("agrees with the rule of angular momentum", () => {
    const text = "2x0e+1o+2e";
    const pairs = tensorPower(Irreps.parse(text), 2);
    expect(textOf(decompose(pairs))).toBe(Irreps.parse(text).tensorProduct(text).toString());
  });

  it("decomposes over SO(2), O(2), SU(2) and SO(3), all types of irreps", () => {
    const random = Random.fromSeed(3);
    const circle = tensorRepresentation(so2Irrep(1), so2Irrep(1), so2Irrep(3));
    expect(textOf(decompose(circle))).toBe("1x(1)+2x(3)+1x(5)");
    const mirror = tensorRepresentation(o2Irrep(1, 1), o2Irrep(1, 1), o2Irrep(1, 2));
    expect(textOf(decompose(mirror))).toBe("1x(0,0)+1x(1,0)+2x(1,2)+1x(1,4)");
    const spinors = tensorRepresentation(su2Irrep(1 / 2), su2Irrep(1 / 2), su2Irrep(1 / 2));
    expect(textOf(decompose(spinors))).toBe("8x1/2+4x3/2");
    const vectors = tensorPower(definingRepresentation(so3), 2);
    expect(textOf(decompose(vectors))).toBe("1x0+1x1+1x2");
    checkLawOfDecomposition(circle, decompose(circle), random);
    checkLawOfDecomposition(mirror, decompose(mirror), random);
    checkLawOfDecomposition(spinors, decompose(spinors), random);
    checkLawOfDecomposition(vectors, decompose(vectors), random);
  });
});

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

describe("irrepsOf", () => {
  it("names the irreps of a group in order", () => {
    expect(firstIrreps(irrepsOf(o3), 4).map(({ name }) => name)).toEqual(["0o", "0e", "1o", "1e"]);
    expect(firstIrreps(irrepsOf(so3), 3).map(({ dim }) => dim)).toEqual([1, 3, 5]);
    expect(firstIrreps(irrepsOf(so2), 3).map(({ name }) => name)).toEqual(["(0)", "(1)", "(2)"]);
    expect(firstIrreps(irrepsOf(o2), 4).map(({ name }) => name)).toEqual([
      "(0,0)",
      "(1,0)",
      "(1,1)",
      "(1,2)",
    ]);
    expect(firstIrreps(irrepsOf(su2), 3).map(({ name }) => name)).toEqual(["0", "1/2", "1"]);
    expect(firstIrreps(irrepsOf(cyclicGroup(4)), 9).length).toBe(3);
  });
});

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

describe("decompose refuses", () => {
  it("groups whose irreps are not known, and groups that are not compact", () => {
    expect(() => decompose(definingRepresentation(properLorentzGroup()))).toThrow(
      "irrepsOf: expected a group whose irreps are known, got",
    );
    const irreps = firstIrreps(irrepsOf(so2), 2) as RealIrrep<never>[];
    expect(() => decompose<Float64Array>(definingRepresentation(sl2r), { irreps })).toThrow(
      "decompose: expected a compact group, got SL(2,R), whose algebra element",
    );
  });

  it("lists of irreps that do not fill the representation", () => {
    const [trivial, turn] = firstIrreps(irrepsOf(so2), 2);
    expect(() => decompose(so2Irrep(2), { irreps: [trivial, turn] })).toThrow(
      "decompose: expected the irreps to fill dim = 2, got 0: the list of irreps is incomplete",
    );
  });

  it("what is no representation", () => {
    const group = cyclicGroup(3);
    const wrong: Representation<number> = {
      group,
      dim: 1,
      matrix: (g) => Float64Array.of(g === 0 ? 1 : -1),
    };
    expect(() => decompose(wrong)).toThrow(/this is no representation of C3/u);
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

/** The representation in a random orthonormal basis. */
function turned<Element>(
  representation: Representation<Element>,
  random: Random,
): Representation<Element> {
  const { dim, group } = representation;
  const q = random.orthogonal(dim);
  const cube = { rows: dim, inner: dim, columns: dim };
  return {
    group,
    dim,
    matrix: (g) => matmul(matmul(q, representation.matrix(g), cube), transpose(q, dim, dim), cube),
  };
}
