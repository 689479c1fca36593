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
import type { Random } from "@erlangen/numerics";
import { benchTask, type BenchCase } from "./bench-case.ts";
import { randomRegularGraph } from "./random-regular-graph.ts";

/** A computation of group theory that is timed: all of it from nothing, in every round. */
export interface GroupCase {
  readonly name: string;
  /** What it should stay below, in milliseconds. */
  readonly limitMs: number;
  /** A time published for the same task by another library. */
  readonly published?: { readonly engine: string; readonly ms: number };
  /** Most rounds, for long ones. */
  readonly rounds?: number;
  /** Makes the input; not timed. */
  readonly prepare: (random: Random) => PreparedGroupCase;
}

/** A case with its input. */
interface PreparedGroupCase {
  /** Computes; the result may be looked at by `isRight`. */
  readonly run: () => unknown;
  /** Whether the result of a first, untimed run is right. */
  readonly isRight: (result: unknown) => boolean;
}

/** What came of a case. */
export interface MeasuredGroupCase extends BenchCase {
  readonly limitMs: number;
}

/** All cases, quick ones first. */
export const groupCases: readonly GroupCase[] = [
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

/** Times each case against nothing but the clock. */
export async function benchGroups({
  cases = groupCases,
  rounds,
  random,
  onCase = () => {},
}: {
  readonly cases?: readonly GroupCase[];
  readonly rounds: number;
  readonly random: Random;
  readonly onCase?: (measured: MeasuredGroupCase) => void;
}): Promise<readonly MeasuredGroupCase[]> {
  const measured: MeasuredGroupCase[] = [];
  for (const { name, limitMs, published, rounds: most = rounds, prepare } of cases) {
    const { run, isRight } = prepare(random.split(name));
    const correct = isRight(run());
    const [timed] = await benchTask(
      { suite: "groups", name },
      [
        {
          engine: "erlangen",
          run: () => Promise.resolve(run()),
          error: correct ? 0 : Infinity,
          correct,
        },
      ],
      Math.min(rounds, most),
    );
    const ratioTo =
      published === undefined ? {} : { [published.engine]: timed.medianMs / published.ms };
    const finished = { ...timed, ratioTo, limitMs };
    measured.push(finished);
    onCase(finished);
  }
  return measured;
}

function orderCase(name: string, order: () => bigint, expected: bigint): GroupCase {
  return {
    name,
    limitMs: 500,
    prepare: () => ({ run: order, isRight: (found) => found === expected }),
  };
}

/** The matrices of all generators in all real irreps; right when squared dimensions by type sum to the order. */
function irrepsCase(name: string, group: () => FiniteGroup, limitMs: number): GroupCase {
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
