import { Random } from "@erlangen/numerics";
import {
  Irreps,
  Permutation,
  PermutationGroup,
  actionOf,
  antisymmetricPower,
  applyAction,
  cyclicGroup,
  definingRepresentation,
  dihedralGroup,
  directSum,
  dualRepresentation,
  equivariantBasis,
  inducedRepresentation,
  invariantBasis,
  o2,
  o2Irrep,
  o3,
  permutationRepresentation,
  quotientRepresentation,
  regularRepresentation,
  restrictedRepresentation,
  sl2r,
  so2,
  so3,
  subrepresentation,
  symmetricGroup,
  symmetricPower,
  tensorPower,
  tensorRepresentation,
  trivialRepresentation,
} from "@erlangen/groups";
import type { Representation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { checkLawOfDerivatives, checkLawOfProducts } from "./laws.ts";

const s4 = symmetricGroup(4);
const d5 = dihedralGroup(5);
const boost = definingRepresentation(sl2r);
const vector: Representation<Float64Array> = Irreps.parse("1o");

describe("every construction", () => {
  const overFinite: Readonly<Record<string, Representation<number>>> = {
    trivial: trivialRepresentation(s4, 3),
    regular: regularRepresentation(d5),
    quotient: quotientRepresentation(d5, [0, 5]),
    permutation: permutationRepresentation(s4),
    induced: inducedRepresentation(s4, {
      subgroup: stabilizerOfLast(),
      dim: 2,
      matrix: (h) => symmetricGroup(3).irreps()[1].matrix(withoutLast(h)),
    }),
    "signs induced": inducedRepresentation(cyclicGroup(6), {
      subgroup: [0, 2, 4],
      dim: 1,
      matrix: () => Float64Array.of(1),
    }),
    sum: directSum(s4.irreps()[1], s4.irreps()[2], s4.irreps()[1]),
    tensor: tensorRepresentation(s4.irreps()[1], s4.irreps()[2]),
    "tensor power of permutations": tensorPower(permutationRepresentation(s4), 2),
    dual: dualRepresentation(d5.irreps()[2]),
    symmetric: symmetricPower(permutationRepresentation(s4), 3),
    antisymmetric: antisymmetricPower(permutationRepresentation(s4), 2),
    "symmetric, dense": symmetricPower(d5.irreps()[2], 4),
  };

  it.each(Object.entries(overFinite))("takes products to products: %s", (_, representation) => {
    checkLawOfProducts(representation, Random.fromSeed(1));
  });

  const overLie: Readonly<Record<string, Representation<Float64Array>>> = {
    trivial: trivialRepresentation(o3, 2),
    sum: directSum<Float64Array>(vector, Irreps.parse("2e"), trivialRepresentation(o3)),
    tensor: tensorRepresentation<Float64Array>(vector, Irreps.parse("1e+0o")),
    "sum of tensors in a tensor": tensorRepresentation(
      directSum(tensorPower(vector, 2), vector),
      vector,
    ),
    "dual of what is not orthogonal": dualRepresentation(boost),
    "tensors with duals": tensorRepresentation(boost, dualRepresentation(boost), boost),
    symmetric: symmetricPower(vector, 3),
    "symmetric, not orthogonal": symmetricPower(boost, 4),
    antisymmetric: antisymmetricPower<Float64Array>(Irreps.parse("1o+0e"), 2),
    "determinant by antisymmetry": antisymmetricPower(vector, 3),
    restricted: restrictedRepresentation(definingRepresentation(so3), {
      subgroup: so2,
      embed: ([a, b, c, d]: Float64Array) => Float64Array.of(a, b, 0, c, d, 0, 0, 0, 1),
      embedAlgebra: (x) => [0, 0, x[0]],
    }),
  };

  it.each(Object.entries(overLie))(
    "takes products to products, and has the right derivative: %s",
    (_, representation) => {
      checkLawOfProducts(representation, Random.fromSeed(2));
      checkLawOfDerivatives(representation);
    },
  );
});

describe("permutationRepresentation", () => {
  it("takes the points of a permutation group", () => {
    const group = PermutationGroup.fromCycles("(1 2 3), (1 2)", 3);
    const points = permutationRepresentation(group);
    const g = Permutation.fromCycles("(1 2 3)", 3);
    expect([...points.matrix(g)]).toEqual([...g.matrix()]);
    expect(equivariantBasis(tensorPower(points, 2), tensorPower(points, 2)).dimension).toBe(14);
  });

  it("asks for points where the group has none", () => {
    expect(() => permutationRepresentation(cyclicGroup(3) as never)).toThrow(
      "permutationRepresentation: expected options for C3, which names no points of its own, got none",
    );
    expect(() => permutationRepresentation(s4, { degree: 0, image: (_, x) => x })).toThrow(
      "permutationRepresentation: expected degree to be an integer from 1 to",
    );
  });
});

describe("quotientRepresentation", () => {
  it("permutes cosets: the points of S_4 are the cosets of the stabiliser of a point", () => {
    const cosets = quotientRepresentation(s4, stabilizerOfLast());
    expect(cosets.dim).toBe(4);
    expect(equivariantBasis(cosets, permutationRepresentation(s4)).dimension).toBe(2);
    expect(invariantBasis(cosets).dimension).toBe(1);
  });

  it.each([
    ["expected subgroup to contain the identity, got none", []],
    ["expected subgroup to hold elements 0 to 9, got 10", [0, 10]],
    ["expected subgroup to be closed, got", [0, 1]],
  ])("refuses what is no subgroup: %s", (message, subgroup) => {
    expect(() => quotientRepresentation(d5, subgroup)).toThrow(
      `quotientRepresentation: ${message}`,
    );
  });
});

describe("inducedRepresentation", () => {
  it("obeys Frobenius reciprocity", () => {
    const sign = (h: number): Float64Array => Float64Array.of(h === 0 ? 1 : -1);
    const induced = inducedRepresentation(d5, { subgroup: [0, 5], dim: 1, matrix: sign });
    expect(induced.dim).toBe(5);
    for (const irrep of d5.irreps()) {
      const restricted = [irrep.matrix(0), irrep.matrix(5)];
      const trace = (matrix: Float64Array): number =>
        matrix.reduce((sum, entry, i) => (i % (irrep.dim + 1) === 0 ? sum + entry : sum), 0);
      const expected = (trace(restricted[0]) - trace(restricted[1])) / 2;
      expect(equivariantBasis(irrep, induced).dimension).toBe(Math.round(expected));
    }
  });

  it("refuses matrices of another size", () => {
    const wrong = inducedRepresentation(d5, {
      subgroup: [0],
      dim: 2,
      matrix: () => Float64Array.of(1),
    });
    expect(() => wrong.matrix(1)).toThrow(
      "inducedRepresentation: expected matrix(h) of shape [dim, dim] = [2, 2], got 1 numbers",
    );
  });
});

describe("symmetric and antisymmetric powers", () => {
  it("have the dimensions of binomials", () => {
    expect(symmetricPower(vector, 4).dim).toBe(15);
    expect(antisymmetricPower(Irreps.parse("2e"), 2).dim).toBe(10);
    expect(symmetricPower(vector, 0).dim).toBe(1);
    expect(() => antisymmetricPower(vector, 4)).toThrow(
      "antisymmetricPower: expected order to be an integer from 0 to 3, got 4",
    );
  });

  it("have as many invariants as tensors with that symmetry: one quadratic form, one determinant", () => {
    const plane = o2Irrep(1, 1);
    expect(invariantBasis(symmetricPower(plane, 2)).dimension).toBe(1);
    expect(invariantBasis(antisymmetricPower(plane, 2)).dimension).toBe(0);
    expect(invariantBasis(antisymmetricPower(boost, 2)).dimension).toBe(1);
    // The discriminant of a binary cubic has degree 4.
    expect(invariantBasis(symmetricPower(symmetricPower(boost, 3), 4)).dimension).toBe(1);
  });

  it("stay signed permutations for permutations", () => {
    const forms = antisymmetricPower(permutationRepresentation(symmetricGroup(6)), 3);
    const maps = equivariantBasis(forms, forms);
    expect(maps.method).toBe("orbits");
    // Λ^3 of points is the sum of two irreps, hooks.
    expect(maps.dimension).toBe(2);
  });
});

describe("restrictedRepresentation and subrepresentation", () => {
  it("need the derivative of the embedding when the subgroup is continuous", () => {
    expect(() =>
      restrictedRepresentation(o2Irrep(1, 1), { subgroup: so2, embed: (g) => g }),
    ).toThrow(
      "restrictedRepresentation: expected embedAlgebra, as SO(2) has a Lie algebra, got none",
    );
    const plane = restrictedRepresentation(o2Irrep(1, 1), {
      subgroup: so2,
      embed: (g) => g,
      embedAlgebra: (x) => x,
    });
    expect(equivariantBasis(plane, plane).dimension).toBe(2);
    expect(o2.algebra.length).toBe(1);
  });

  it("act on an invariant subspace", () => {
    const constant = new Float64Array(4).fill(1 / 2);
    const line = subrepresentation(permutationRepresentation(s4), constant);
    expect(line.dim).toBe(1);
    expectClose(line.matrix(5), [1]);
    expect(() => subrepresentation(vector, new Float64Array(4))).toThrow(
      "subrepresentation: expected basis of shape [rows, dim] with dim = 3, got 4 numbers",
    );
  });
});

describe("actions", () => {
  it("apply tensor products to vectors that no matrix would fit", () => {
    const random = Random.fromSeed(7);
    const tensors = tensorPower(vector, 10);
    const g = o3.sample(random);
    const x = random.normal(3 ** 10);
    const back = applyAction(
      actionOf(tensors, o3.inverse(g)),
      applyAction(actionOf(tensors, g), x),
    );
    expectClose(back, x);
    expect(() => tensors.matrix(g)).toThrow(
      "matrix: expected a dimension up to 16384, got 59049; apply the action instead",
    );
  });

  it("refuse to combine representations of different groups", () => {
    expect(() => directSum<unknown>(s4.irreps()[0], d5.irreps()[0])).toThrow(
      "directSum: expected representations of one group, got S4 and D5; restrict one of them",
    );
    expect(() => tensorRepresentation()).toThrow(
      "tensorRepresentation: expected at least one representation, got none",
    );
    expect(() => tensorPower(vector, 40)).toThrow(
      "tensorRepresentation: expected a dimension below 2^53, got about",
    );
  });
});

/** The permutations of four points that fix the last. */
function stabilizerOfLast(): readonly number[] {
  return s4.elements.filter((g) => s4.permutation(g)[3] === 3);
}

/** Such a permutation as an element of S_3. */
function withoutLast(h: number): number {
  const images = s4.permutation(h).slice(0, 3);
  const s3 = symmetricGroup(3);
  return s3.elements.findIndex((g) => s3.permutation(g).every((y, x) => y === images[x]));
}
