import { ArgumentError } from "@erlangen/numerics";
import { log2Of } from "./log2-of.ts";
import { requireCount, requireNumber } from "./require-argument.ts";

/** A class of functions that hardly correlate. */
export interface CsqClass {
  /** How many functions there are, D >= 1. */
  readonly dim: number | bigint;
  /** Largest |E f_i f_j| of two different ones, for E f_i² = 1; 0 <= ε < 1. */
  readonly eps: number;
}

/** What {@link csqLowerBound} takes. */
export interface CsqBoundOptions extends CsqClass {
  /** Precision of the answers, √ε < τ <= 1. */
  readonly tau: number;
}

/** A number of queries, in two sizes. */
export interface CsqBound {
  /** No learner gets by with fewer; 0 where the bound says nothing, Infinity beyond 1.8e308. */
  readonly queries: number;
  /** Its logarithm, -Infinity where the bound says nothing. */
  readonly log2Queries: number;
}

/** What {@link minTolerance} takes. */
export interface MinToleranceOptions extends CsqClass {
  /** How many queries are asked, >= 0. */
  readonly queries: number | bigint;
}

/**
 * How many correlational statistical queries it takes to learn any function of a class.
 *
 * A query is a function q with E q² <= 1; the answer is any number within τ of E q f*. With
 * K = ⌊(1 - ε) / (τ² - ε)⌋, every deterministic learner that returns an h of norm at most 1 with E h f* > τ asks
 *
 *     N >= (D / K - 1) / 2
 *
 * queries: to the answer 0 a query excludes at most 2K functions, K for each sign, since for functions A that correlate
 * by more than τ with it |A|² τ² < |Σ_A f|² <= |A| + |A| (|A| - 1) ε; and h fits at most K of those that are left. A
 * squared error of at most δ < 1 is a correlation of at least √(1 - δ).
 *
 * The constants are explicit, so the number is a bound and not an order of growth.
 *
 * @throws ArgumentError for arguments out of range, and when τ² <= ε: then the answer 0 may exclude all functions at once.
 *
 * Source: Szörényi (2009), «Characterizing statistical query learning: simplified notions and proofs», with constants.
 *
 * ```ts
 * import { csqLowerBound } from "@erlangen/metrics";
 *
 * const { queries, log2Queries } = csqLowerBound({ dim: 52488, eps: 0, tau: 0.1 });
 * queries.toFixed(1); // => "264.6"
 * log2Queries.toFixed(2); // => "8.05"
 * ```
 */
export function csqLowerBound({ dim, eps, tau }: CsqBoundOptions): CsqBound {
  const where = "csqLowerBound";
  const count = requireCount(where, "dim", dim, 1n);
  requireEpsilon(where, eps);
  requireNumber(where, "tau", tau, { above: 0, most: 1 });
  // Decimals are rounded: 0.1² is a little more than 0.01.
  if (tau * tau <= eps * (1 + 4 * Number.EPSILON)) {
    throw new ArgumentError(
      `${where}: expected tau² > eps, got tau = ${tau} (tau² = ${tau * tau}) and eps = ${eps}; ` +
        "a query that correlates with all functions at once may then exclude them all, so there is no bound",
    );
  }
  return boundOfLog2(log2Of(count), { eps, tau });
}

/** {@link csqLowerBound} of 2^`log2Dim` functions, for arguments that are known to be right. */
export function boundOfLog2(
  log2Dim: number,
  { eps, tau }: Pick<CsqBoundOptions, "eps" | "tau">,
): CsqBound {
  const log2Ratio = log2Dim - Math.log2(Math.floor((1 - eps) / (tau * tau - eps)));
  const queries = Math.max(0, (2 ** log2Ratio - 1) / 2);
  // Beyond 2^60 the 1 is below rounding.
  return { queries, log2Queries: log2Ratio > 60 ? log2Ratio - 1 : Math.log2(queries) };
}

/**
 * The precision that a learner with so many queries needs: with any larger tolerance {@link csqLowerBound} asks for more.
 *
 * √(ε + (1 - ε) / ⌈D / (2N + 1)⌉)
 *
 * @returns In (0, 1]; 1 when the queries suffice at any tolerance.
 * @throws ArgumentError for arguments out of range.
 *
 * ```ts
 * import { minTolerance } from "@erlangen/metrics";
 *
 * minTolerance({ dim: 52488, eps: 0, queries: 264 }).toFixed(3); // => "0.100"
 * ```
 */
export function minTolerance({ dim, eps, queries }: MinToleranceOptions): number {
  const where = "minTolerance";
  const count = requireCount(where, "dim", dim, 1n);
  requireEpsilon(where, eps);
  const asked = 2n * requireCount(where, "queries", queries, 0n) + 1n;
  return Math.sqrt(eps + (1 - eps) / Number((count + asked - 1n) / asked));
}

function requireEpsilon(where: string, eps: number): void {
  requireNumber(where, "eps", eps, { least: 0, most: 1 });
  if (eps === 1) {
    throw new ArgumentError(
      `${where}: expected eps < 1, got 1: functions that are equal up to sign are one function`,
    );
  }
}
