import {
  automorphismGroup,
  ColouredGraph,
  equivariantBasis,
  finiteGroupFromPermutations,
  icosahedralGroup,
  mathieuGroup,
  Permutation,
  permutationRepresentation,
  rubikGroup,
  symmetricGroup,
  symmetricPermutations,
  tensorPower,
  wignerDBatch,
  type FiniteGroup,
} from "@erlangen/groups";
import { randomRegularGraph } from "./random-regular-graph.ts";
import type { TimedCase } from "./timed-case.ts";

/** All cases, quick ones first. */
export const groupCases: readonly TimedCase[] = [
  orderCase("order of M24", () => mathieuGroup(24).order, 244823040n),
  orderCase("order of Rubik's cube", () => rubikGroup().order, 43252003274489856000n),
  {
    name: "1,000 members of S_200",
    limitMs: 1000,
    prepare: (random) => {
      const candidates = Array.from({ length: 1000 }, () =>
        Permutation.fromImages(random.permutation(200)),
      );
      return {
        run: () => {
          const group = symmetricPermutations(200);
          return candidates.filter((candidate) => group.contains(candidate)).length;
        },
        isRight: (count) => count === 1000,
      };
    },
  },
  {
    name: "automorphisms of a 4-regular graph, n = 2,000",
    limitMs: 1000,
    prepare: (random) => {
      const edges = randomRegularGraph(2000, 4, random);
      return {
        run: () => automorphismGroup(ColouredGraph.fromEdges(2000, edges)).order,
        isRight: (order) => order === 1n,
      };
    },
  },
  {
    name: "automorphisms of the 10-dimensional hypercube",
    limitMs: 1000,
    prepare: () => {
      const edges = Array.from({ length: 10 }, (_, i) =>
        Array.from({ length: 1024 }, (__, x) => [x, x ^ (1 << i)] as const),
      )
        .flat()
        .filter(([x, y]) => x < y);
      return {
        run: () => automorphismGroup(ColouredGraph.fromEdges(1024, edges)).order,
        isRight: (order) => order === 1024n * 3628800n,
      };
    },
  },
  {
    name: "Wigner D, l = 6, 10,000 rotations",
    limitMs: 33,
    published: { engine: "e3nn 0.6 (330 ms published)", ms: 330 },
    prepare: (random) => {
      const rotations = new Float64Array(9 * 10_000);
      for (let i = 0; i < 10_000; i++) rotations.set(random.rotation(), 9 * i);
      return {
        run: () => wignerDBatch(6, rotations),
        isRight: (matrices) => matrices instanceof Float64Array && rowsAreUnit(matrices, 13),
      };
    },
  },
  irrepsCase("real irreps of S_7", () => symmetricGroup(7), 5000),
  irrepsCase(
    "real irreps of S_7, from two permutations",
    () => finiteGroupFromPermutations(symmetricPermutations(7).generators),
    5000,
  ),
  irrepsCase(
    "real irreps of the icosahedral group with inversion",
    () => icosahedralGroup({ inversion: true }),
    500,
  ),
  {
    name: "maps between order-3 tensors that commute with S_12",
    limitMs: 30_000,
    rounds: 5,
    prepare: () => ({
      run: () => {
        const tensors = tensorPower(permutationRepresentation(symmetricPermutations(12)), 3);
        return equivariantBasis(tensors, tensors).dimension;
      },
      // The Bell number of 6: orbits on 6-tuples are partitions of the places.
      isRight: (dimension) => dimension === 203,
    }),
  },
];

function orderCase(name: string, order: () => bigint, expected: bigint): TimedCase {
  return {
    name,
    limitMs: 500,
    prepare: () => ({ run: order, isRight: (found) => found === expected }),
  };
}

/** The matrices of all generators in all real irreps; right when squared dimensions by type sum to the order. */
function irrepsCase(name: string, group: () => FiniteGroup, limitMs: number): TimedCase {
  return {
    name,
    limitMs,
    prepare: () => ({
      run: () => {
        const finite = group();
        const irreps = finite.irreps();
        for (const irrep of irreps) for (const g of finite.generators) irrep.matrix(g);
        return irreps.reduce(
          (rest, { dim, endomorphisms }) => rest - dim ** 2 / endomorphisms.length,
          finite.order,
        );
      },
      isRight: (rest) => rest === 0,
    }),
  };
}

/** Whether the rows of square matrices, one after the other, have length 1. */
function rowsAreUnit(matrices: Float64Array, dim: number): boolean {
  for (let row = 0; row < matrices.length; row += dim) {
    let square = 0;
    for (let i = row; i < row + dim; i++) square += matrices[i] * matrices[i];
    if (Math.abs(square - 1) > 1e-12) return false;
  }
  return true;
}
