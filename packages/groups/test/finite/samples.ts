import {
  alternatingGroup,
  cyclicGroup,
  dihedralGroup,
  directProduct,
  finiteGroupFromMatrices,
  finiteGroupFromPermutations,
  finiteGroupFromTable,
  icosahedralGroup,
  octahedralGroup,
  Permutation,
  quaternionGroup,
  semidirectProduct,
  symmetricGroup,
  tetrahedralGroup,
  wreathProduct,
} from "@erlangen/groups";
import type { FiniteGroup } from "@erlangen/groups";
import fc from "fast-check";

const quaternions = quaternionGroup();

/** The same law without its formulas: irreps and characters come from the general methods. */
export function withoutFormulas(group: FiniteGroup): FiniteGroup {
  return finiteGroupFromTable(
    group.elements.map((a) => group.elements.map((b) => group.multiply(a, b))),
    `${group.name} by table`,
  );
}

/** The affine maps of the line over five points. */
function affineGroup(): FiniteGroup {
  return finiteGroupFromPermutations(
    [Permutation.fromCycles("(1 2 3 4 5)", 5), Permutation.fromCycles("(2 3 5 4)", 5)],
    "AGL(1,5)",
  );
}

/** The Frobenius group of order 21, whose irreps of dimension above 1 have complex type. */
export function frobeniusGroup(): FiniteGroup {
  return semidirectProduct(cyclicGroup(7), cyclicGroup(3), (h, n) => (n * 2 ** h) % 7);
}

/** At least one group of each family and construction, and all three types of irreps. */
export const samples: readonly FiniteGroup[] = [
  cyclicGroup(1),
  cyclicGroup(2),
  cyclicGroup(9),
  cyclicGroup(12),
  dihedralGroup(1),
  dihedralGroup(2),
  dihedralGroup(5),
  dihedralGroup(6),
  symmetricGroup(1),
  symmetricGroup(2),
  symmetricGroup(4),
  symmetricGroup(5),
  alternatingGroup(2),
  alternatingGroup(3),
  alternatingGroup(4),
  alternatingGroup(5),
  alternatingGroup(6),
  quaternions,
  tetrahedralGroup(),
  octahedralGroup(),
  icosahedralGroup(),
  tetrahedralGroup({ inversion: true }),
  octahedralGroup({ inversion: true }),
  icosahedralGroup({ inversion: true }),
  directProduct(cyclicGroup(2), cyclicGroup(2)),
  directProduct(cyclicGroup(3), cyclicGroup(6)),
  directProduct(symmetricGroup(3), quaternions),
  directProduct(quaternions, cyclicGroup(3)),
  directProduct(quaternions, quaternions),
  frobeniusGroup(),
  wreathProduct(cyclicGroup(2), symmetricGroup(3)),
  wreathProduct(cyclicGroup(3), alternatingGroup(3)),
  affineGroup(),
  finiteGroupFromMatrices(
    [
      [0, -1, 1, 0],
      [1, 0, 0, -1],
    ],
    { dim: 2, name: "symmetries of a square" },
  ),
  withoutFormulas(symmetricGroup(4)),
  withoutFormulas(dihedralGroup(7)),
  withoutFormulas(alternatingGroup(5)),
];

/** One of the samples. */
export const anyGroup: fc.Arbitrary<FiniteGroup> = fc.constantFrom(...samples);

/** One of the samples and some of its elements. */
export function groupWithElements(
  count: number,
): fc.Arbitrary<{ readonly group: FiniteGroup; readonly elements: readonly number[] }> {
  return anyGroup.chain((group) =>
    fc
      .array(fc.nat(group.order - 1), { minLength: count, maxLength: count })
      .map((elements) => ({ group, elements })),
  );
}

/** Dimension of the algebra that commutes with an irrep of each type. */
export const endomorphismCount = { real: 1, complex: 2, quaternionic: 4 } as const;
