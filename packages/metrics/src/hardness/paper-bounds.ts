import { ArgumentError } from "@erlangen/numerics";
import { requireCount, requireNumber } from "./require-argument.ts";
import { log2Of } from "./log2-of.ts";

/** The theorems of the paper whose constants it leaves open. */
export type PaperTheorem = "T1" | "T2" | "T3" | "T4";

/** Sizes and the constants that stand in for Ω(·). Each theorem reads those that it names. */
export interface PaperBoundOptions {
  /** Nodes, or rows of the input (T1, T3, T4). */
  readonly n?: number;
  /** Dimension of the node features (T2). */
  readonly d?: number;
  /** Half the width (T2, T3). */
  readonly k?: number;
  /** |G| (T3). */
  readonly groupOrder?: number | bigint;
  /** Tolerance (T1). */
  readonly tau?: number;
  /** The constant in the exponent of the number of queries (all). */
  readonly cExp?: number;
  /** The constant in the power of the tolerance (T2, T3, T4). */
  readonly cPow?: number;
}

/** Either so many queries, or one of this precision. */
export interface PaperBound {
  readonly theorem: PaperTheorem;
  /** What is hard to learn. */
  readonly hard: string;
  /** The statement with its constants. */
  readonly statement: string;
  /** Its constants are not known: this is how the bound grows, not a bound. */
  readonly kind: "order of growth";
  /** log₂ of the number of queries. */
  readonly log2Queries: number;
  /** log₂ of the precision that avoids them; undefined where it is given (T1). */
  readonly log2Tolerance: number | undefined;
}

type Sizes = Required<Omit<PaperBoundOptions, "groupOrder">> & { readonly log2Order: number };

interface Theorem {
  readonly hard: string;
  readonly statement: string;
  readonly reads: readonly (keyof PaperBoundOptions)[];
  readonly bound: (sizes: Sizes) => Pick<PaperBound, "log2Queries" | "log2Tolerance">;
}

const theorems: Readonly<Record<PaperTheorem, Theorem>> = {
  T1: {
    hard: "two-layer graph networks on random graphs G(n, 1/2), by any statistical queries",
    statement: "tau^2 2^(n^cExp) queries of tolerance tau",
    reads: ["n", "tau", "cExp"],
    bound: ({ n, tau, cExp }) => ({
      log2Queries: 2 * Math.log2(tau) + n ** cExp,
      log2Tolerance: undefined,
    }),
  },
  T2: {
    hard: "graph networks of one layer with normal node features, on any fixed graph",
    statement: "2^(d^cExp) queries, or tolerance d^(-cPow k)",
    reads: ["d", "k", "cExp", "cPow"],
    bound: ({ d, k, cExp, cPow }) => ({
      log2Queries: d ** cExp,
      log2Tolerance: -cPow * k * Math.log2(d),
    }),
  },
  T3: {
    hard: "convolutional and frame-averaged networks of one hidden layer, for a group of permutations of the rows",
    statement:
      "2^(n^cExp) / |G|^2 queries, or one of precision |G| 2^(-n^cExp) + sqrt(|G|) n^(-cPow k)",
    reads: ["n", "k", "groupOrder", "cExp", "cPow"],
    bound: ({ n, k, log2Order, cExp, cPow }) => ({
      log2Queries: n ** cExp - 2 * log2Order,
      log2Tolerance: log2Sum(log2Order - n ** cExp, log2Order / 2 - cPow * k * Math.log2(n)),
    }),
  },
  T4: {
    hard: "frame-averaged networks of one hidden layer, for groups of order polynomial in n",
    statement: "n^(cExp log2 n) queries, or tolerance n^(-cPow)",
    reads: ["n", "cExp", "cPow"],
    bound: ({ n, cExp, cPow }) => ({
      log2Queries: cExp * Math.log2(n) ** 2,
      log2Tolerance: -cPow * Math.log2(n),
    }),
  },
};

/**
 * The asymptotic bounds of the paper, with the constants that it hides in Ω(·) as arguments: orders of growth, and labelled
 * so. Where constants are known use {@link csqLowerBound}, {@link planePackingBound} and {@link orbitCount} instead.
 *
 * @param theorem - `T1` graphs without features (queries may be any, not only correlational), `T2` graphs with features,
 *   `T3` convolutions and frame averages, `T4` frame averages of k ≈ log n inputs.
 * @param options - The sizes that the theorem reads, and its constants.
 * @throws ArgumentError when a size that the theorem reads is absent or out of range.
 *
 * Source: Kiani et al. (2024), «On the hardness of learning under symmetries», arXiv 2401.01869.
 *
 * ```ts
 * import { paperBound } from "@erlangen/metrics";
 *
 * const bound = paperBound("T3", { n: 256, k: 8, groupOrder: 256, cExp: 0.5, cPow: 0.25 });
 * bound.kind; // => "order of growth"
 * bound.log2Queries; // => 0
 * bound.log2Tolerance; // => -7.9125
 * ```
 */
export function paperBound(theorem: PaperTheorem, options: PaperBoundOptions): PaperBound {
  const where = "paperBound";
  if (!Object.hasOwn(theorems, theorem)) {
    throw new ArgumentError(
      `${where}: expected theorem to be one of ${Object.keys(theorems).join(", ")}, got ${JSON.stringify(theorem)}`,
    );
  }
  const { hard, statement, reads, bound } = theorems[theorem];
  for (const name of reads) {
    const value = options[name];
    if (value === undefined) {
      throw new ArgumentError(
        `${where}: expected ${reads.join(", ")} for ${theorem}, got no ${name}: ${statement}`,
      );
    }
    if (name === "groupOrder") requireCount(where, name, value, 1n);
    else requireNumber(where, name, Number(value), { above: 0, most: name === "tau" ? 1 : 1e300 });
  }
  const { n = 0, d = 0, k = 0, tau = 1, cExp = 1, cPow = 1, groupOrder = 1 } = options;
  const log2Order = reads.includes("groupOrder") ? log2Of(BigInt(groupOrder)) : 0;
  const sizes = { n, d, k, tau, cExp, cPow, log2Order };
  return { theorem, hard, statement, kind: "order of growth", ...bound(sizes) };
}

/** log₂ (2^a + 2^b). */
function log2Sum(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return high + Math.log1p(2 ** (low - high)) / Math.LN2;
}
