import { Random } from "@erlangen/numerics";
import {
  Irreps,
  alternatingGroup,
  cyclicGroup,
  dihedralGroup,
  directSum,
  equivariantBasis,
  invariantBasis,
  o3,
  permutationRepresentation,
  quaternionGroup,
  tensorPower,
  tensorRepresentation,
} from "@erlangen/groups";
import type { FiniteIrrep, Group, Representation } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";
import { checkLawOfMaps, projectorOf } from "./laws.ts";
import { defining, matrixGroup } from "./matrix-group.ts";
import { permutationsOf, points } from "./permutations.ts";

interface Case {
  readonly group: string;
  readonly repin: string;
  readonly repout: string;
  readonly in_dim: number;
  readonly out_dim: number;
  readonly dimension: number;
  readonly discrete_generators: readonly (readonly (readonly number[])[])[];
  readonly lie_algebra: readonly (readonly (readonly number[])[])[];
  readonly projector?: readonly (readonly number[])[];
}

const { cases } = golden<{ cases: readonly Case[] }>("emlp_equivariant_bases");
const powers: Readonly<Record<string, number>> = { "V⁰": 0, V: 1, "V⊗V": 2 };

function representations(
  example: Case,
): [Representation<Float64Array>, Representation<Float64Array>] {
  const generators = example.discrete_generators.map((rows) => Float64Array.from(rows.flat()));
  const algebra = example.lie_algebra.map((rows) => Float64Array.from(rows.flat()));
  const n = Math.sqrt((generators[0] ?? algebra[0]).length);
  const vector = defining(matrixGroup({ name: example.group, n, generators, algebra }), n);
  return [tensorPower(vector, powers[example.repin]), tensorPower(vector, powers[example.repout])];
}

describe("equivariantBasis, against EMLP", () => {
  it.each(
    cases.map(
      (example, n) =>
        [`${n}: ${example.group} ${example.repin} → ${example.repout}`, example] as const,
    ),
  )("spans the same maps as EMLP finds for case %s", (_, example) => {
    const [repIn, repOut] = representations(example);
    expect([repIn.dim, repOut.dim]).toEqual([example.in_dim, example.out_dim]);
    const maps = equivariantBasis(repIn, repOut);
    expect(maps.dimension).toBe(example.dimension);
    checkLawOfMaps(maps, [repIn, repOut], Random.fromSeed(1));
    if (example.projector === undefined) return;
    const size = repIn.dim * repOut.dim;
    expectClose(projectorOf(maps.basis, size), example.projector.flat());
  });

  it.each(
    cases
      .filter(({ projector }) => projector !== undefined)
      .slice(0, 40)
      .map(
        (example, n) =>
          [`${n}: ${example.group} ${example.repin} → ${example.repout}`, example] as const,
      ),
  )("finds them by factorisation and from products with vectors alike, case %s", (_, example) => {
    const [repIn, repOut] = representations(example);
    for (const method of ["dense", "krylov"] as const) {
      const maps = equivariantBasis(repIn, repOut, { method });
      expect(maps.method).toBe(method);
      expectClose(
        projectorOf(maps.basis, repIn.dim * repOut.dim),
        (example.projector ?? []).flat(),
        1e-9,
      );
    }
  });
});

describe("equivariantBasis of permutation groups", () => {
  it("counts partitions: Hom(a, b) of S_n has the Bell number of a + b when n >= a + b", () => {
    const bell = [1, 1, 2, 5, 15, 52, 203];
    for (const [n, a, b] of [
      [4, 1, 1],
      [4, 2, 2],
      [7, 2, 2],
      [5, 2, 3],
      [6, 3, 3],
    ]) {
      const vector = points(permutationsOf(n), n);
      const maps = equivariantBasis(tensorPower(vector, a), tensorPower(vector, b));
      expect(maps.method).toBe("orbits");
      expect(maps.dimension).toBe(bell[a + b]);
    }
  });

  it("finds S_12 on tensors of order 3 without writing them out", () => {
    const cube = tensorPower(points(permutationsOf(12), 12), 3);
    const maps = equivariantBasis(cube, cube);
    expect(maps.dimension).toBe(203);
    expect(() => maps.basis).toThrow(
      "basis: expected at most 134217728 numbers, got 203 matrices [1728, 1728]; use element(index)",
    );
    const coefficients = Float64Array.from({ length: 203 }, (_, i) => i / 100 - 1);
    expectClose(maps.coordinates(maps.combine(coefficients)), coefficients);
  });

  it("ties parameters by the labels of the orbits", () => {
    const vector = points(permutationsOf(3), 3);
    const { orbits } = equivariantBasis(vector, vector);
    expect([...(orbits?.labels ?? [])]).toEqual([0, 1, 1, 1, 0, 1, 1, 1, 0]);
    expect([...(orbits?.sizes ?? [])]).toEqual([3, 6]);
  });

  it("drops the orbits on which signs contradict each other", () => {
    const group: Group<number> = {
      name: "C_2",
      identity: 0,
      generators: [1],
      compose: (g, h) => (g + h) % 2,
      inverse: (g) => g,
      equals: (g, h) => g === h,
      sample: (random) => random.integer(2),
    };
    const signs: Representation<number> = {
      group,
      dim: 2,
      matrix: (g) => Float64Array.of(1, 0, 0, g === 0 ? 1 : -1),
    };
    expect(invariantBasis(signs).dimension).toBe(1);
    const maps = equivariantBasis(signs, signs);
    expect([...maps.basis]).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe("equivariantBasis of other representations", () => {
  it("maps each degree of O(3) to itself alone, terms of a sum apart", () => {
    const vectors = Irreps.parse("1o");
    const both = directSum(vectors, Irreps.parse("2e"), vectors);
    const maps = equivariantBasis(both, both);
    expect(maps.dimension).toBe(5);
    checkLawOfMaps(maps, [both, both], Random.fromSeed(2));
    expect(equivariantBasis(Irreps.parse("2x1o+0e"), Irreps.parse("3x1o+1e")).dimension).toBe(6);
  });

  it("has Σ m_in m_out dim End maps between sums of irreps, all of which commute", () => {
    const groups = [cyclicGroup(6), quaternionGroup(), dihedralGroup(5), alternatingGroup(4)];
    const counts = fc.array(fc.nat(2), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(...groups),
        fc.tuple(counts, counts),
        (seed, group, [before, after]) => {
          const irreps = group.irreps();
          const copies = (list: readonly number[]): FiniteIrrep[] =>
            irreps.flatMap((irrep, k) => Array.from({ length: list[k % 5] }, () => irrep));
          const [inputs, outputs] = [copies(before), copies(after)];
          if (inputs.length === 0 || outputs.length === 0) return;
          const [repIn, repOut] = [directSum(...inputs), directSum(...outputs)];
          const maps = equivariantBasis(repIn, repOut);
          const expected = irreps.reduce(
            (sum, { endomorphisms }, k) =>
              sum + before[k % 5] * after[k % 5] * endomorphisms.length,
            0,
          );
          expect(maps.dimension).toBe(expected);
          checkLawOfMaps(maps, [repIn, repOut], Random.fromSeed(seed));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("goes on without factorisation when maps are large", () => {
    const [tensors, degrees] = [tensorPower(Irreps.parse("1o"), 4), Irreps.parse("0e+1e+2e")];
    const maps = equivariantBasis(tensors, degrees);
    expect(maps.method).toBe("krylov");
    expect(maps.dimension).toBe(3 + 6 + 6);
    checkLawOfMaps(maps, [tensors, degrees], Random.fromSeed(3));
  });

  it("is the invariant tensor for three irreps", () => {
    const triple = tensorRepresentation(...["1o", "1o", "2e"].map((text) => Irreps.parse(text)));
    expect(invariantBasis(triple).dimension).toBe(1);
  });

  it("has no maps to nothing", () => {
    expect(equivariantBasis(Irreps.parse("1o"), Irreps.parse("")).dimension).toBe(0);
  });
});

describe("equivariantBasis refuses", () => {
  const vector = Irreps.parse("1o");
  const { generators: _generators, algebra: _algebra, ...bare } = { ...o3 };

  it.each([
    [
      "expected representations of one group, got S_3 and O(3); restrict one of them",
      () => equivariantBasis<never>(points(permutationsOf(3), 3) as never, vector as never),
    ],
    [
      "expected a group with generators or a Lie algebra, got O(3) without; give it `generators`",
      () => equivariantBasis({ ...trivialOf(bare) }, { ...trivialOf(bare) }),
    ],
    [
      'expected method "dense" or "krylov", got fast',
      () => equivariantBasis(vector, vector, { method: "fast" as "dense" }),
    ],
    [
      "expected maps of at most 2^28 entries, got [531441, 531441]",
      () => equivariantBasis(tensorPower(vector, 12), tensorPower(vector, 12)),
    ],
  ])("%s", (message, call) => {
    expect(call).toThrow(`equivariantBasis: ${message}`);
  });

  it("a representation that does not say how the algebra acts", () => {
    const mute: Representation<Float64Array> = { group: o3, dim: 3, matrix: (g) => g };
    expect(() => equivariantBasis(mute, mute)).toThrow(
      "representation: expected algebraMatrix(x), as O(3) has a Lie algebra, got none",
    );
  });

  it("matrices of another size, images that are no permutation, and coefficients of another length", () => {
    const wrong: Representation<Float64Array> = {
      ...defining(o3, 3),
      matrix: () => new Float64Array(4),
    };
    expect(() => equivariantBasis(wrong, wrong)).toThrow(
      "representation: expected matrix(g) of shape [dim, dim] = [3, 3], got 4 numbers",
    );
    const collapse = permutationRepresentation(permutationsOf(3), { degree: 3, image: () => 0 });
    expect(() => collapse.matrix(permutationsOf(3).identity)).toThrow(
      "permutationRepresentation: expected images that are a permutation of 0 to 2, got 0 as that of 1",
    );
    const maps = equivariantBasis(vector, vector);
    expect(() => maps.combine([1, 2])).toThrow(
      "combine: expected coefficients of shape [dimension], 1 numbers, got 2",
    );
    expect(() => maps.coordinates([1])).toThrow(
      "coordinates: expected matrix of shape [rows, columns], 9 numbers, got 1",
    );
    expect(() => maps.element(1)).toThrow(
      "element: expected index to be an integer from 0 to 0, got 1",
    );
  });
});

function trivialOf(group: Group<Float64Array>): Representation<Float64Array> {
  return { group, dim: 1, matrix: () => Float64Array.of(1) };
}
