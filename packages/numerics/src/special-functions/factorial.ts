import { requireInteger } from "../require.ts";

/**
 * n! = 1 · 2 ··· n, exactly.
 *
 * @param n - An integer in [0, 10000].
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { factorial } from "@erlangen/numerics";
 *
 * factorial(20); // => 2432902008176640000n
 * ```
 */
export function factorial(n: number): bigint {
  requireInteger("factorial", "n", n, { most: 10_000 });
  let product = 1n;
  for (let i = 2; i <= n; i++) product *= BigInt(i);
  return product;
}

/**
 * The number of subsets of size k in a set of size n, exactly; 0 when k > n.
 *
 * @param n - An integer in [0, 10000].
 * @param k - A non-negative integer.
 * @throws ArgumentError when they are not.
 *
 * ```ts
 * import { binomial } from "@erlangen/numerics";
 *
 * binomial(52, 5); // => 2598960n
 * ```
 */
export function binomial(n: number, k: number): bigint {
  requireInteger("binomial", "n", n, { most: 10_000 });
  requireInteger("binomial", "k", k);
  let count = k > n ? 0n : 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) count = (count * BigInt(n - i + 1)) / BigInt(i);
  return count;
}
