import { CycleIndex, type CycleIndexTerm } from "./cycle-index.ts";
import { greatestCommonDivisor } from "./greatest-common-divisor.ts";
import { factorial } from "./order-bound.ts";
import { requireCount } from "./require-count.ts";

/** Largest degree whose partitions are listed (there are 966,467 of 60). */
const mostPartitioned = 60;

/**
 * Cycle index of the cyclic group of order n on n points: φ(n/c) elements have c cycles of length n/c.
 *
 * @param n - At least 1.
 */
export function cyclicCycleIndex(n: number): CycleIndex {
  requireCount("cyclicCycleIndex", "n", n, { least: 1 });
  return new CycleIndex(rotations(n));
}

/**
 * Cycle index of the dihedral group of a polygon with n corners, on its corners; the 2n symmetries are counted for
 * n = 1 and 2 too, where pairs of them act alike.
 *
 * @param n - At least 1.
 */
export function dihedralCycleIndex(n: number): CycleIndex {
  requireCount("dihedralCycleIndex", "n", n, { least: 1 });
  const reflection = (fixed: number, count: bigint): CycleIndexTerm => ({
    lengths: [...repeat(2, (n - fixed) / 2), ...repeat(1, fixed)],
    count,
  });
  const reflections =
    n % 2 === 1
      ? [reflection(1, BigInt(n))]
      : [reflection(0, BigInt(n / 2)), reflection(2, BigInt(n / 2))];
  return new CycleIndex([...rotations(n), ...reflections]);
}

/**
 * Cycle index of the symmetric group: n! / Π_l (l^{m_l} m_l!) permutations have m_l cycles of length l.
 *
 * @param n - At most 60, since all partitions of n are listed; orbits on monomials are counted by
 *   {@link partitionCount} for any n.
 */
export function symmetricCycleIndex(n: number): CycleIndex {
  requireCount("symmetricCycleIndex", "n", n, { most: mostPartitioned });
  return new CycleIndex(allTypes(n));
}

/**
 * Cycle index of the alternating group: the even cycle types.
 *
 * @param n - At most 60.
 */
export function alternatingCycleIndex(n: number): CycleIndex {
  requireCount("alternatingCycleIndex", "n", n, { most: mostPartitioned });
  return new CycleIndex(allTypes(n).filter(({ lengths }) => (n - lengths.length) % 2 === 0));
}

/**
 * Number of partitions of `total` into at most `parts` parts: the orbits of the symmetric group of `parts` variables on
 * monomials of degree `total`.
 *
 * ```ts
 * import { partitionCount } from "@erlangen/groups";
 *
 * partitionCount(100); // => 190569292n
 * ```
 */
export function partitionCount(total: number, parts: number = total): bigint {
  requireCount("partitionCount", "total", total, { most: 100_000 });
  requireCount("partitionCount", "parts", parts);
  const counts = new Array<bigint>(total + 1).fill(0n);
  counts[0] = 1n;
  for (let part = 1; part <= Math.min(parts, total); part++) {
    for (let i = part; i <= total; i++) counts[i] += counts[i - part];
  }
  return counts[total];
}

function rotations(n: number): CycleIndexTerm[] {
  const byLength = new Map<number, bigint>();
  for (let shift = 0; shift < n; shift++) {
    const length = n / greatestCommonDivisor(n, shift);
    byLength.set(length, (byLength.get(length) ?? 0n) + 1n);
  }
  return [...byLength].map(([length, count]) => ({ lengths: repeat(length, n / length), count }));
}

function allTypes(n: number): CycleIndexTerm[] {
  const terms: CycleIndexTerm[] = [];
  const order = factorial(n);
  const lengths: number[] = [];
  const descend = (rest: number, longest: number, centralizer: bigint): void => {
    if (rest === 0) {
      terms.push({ lengths: [...lengths], count: order / centralizer });
      return;
    }
    for (let length = Math.min(rest, longest); length >= 1; length--) {
      lengths.push(length);
      const repeated = lengths.length - lengths.indexOf(length);
      descend(rest - length, length, centralizer * BigInt(length * repeated));
      lengths.pop();
    }
  };
  descend(n, n, 1n);
  return terms;
}

function repeat(value: number, times: number): number[] {
  return new Array<number>(times).fill(value);
}
