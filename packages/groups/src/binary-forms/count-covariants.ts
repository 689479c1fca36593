import { assertDegree } from "../rotation/degree.ts";

/** Which covariants to count. */
export interface CountCovariantsOptions {
  /** Degree in the coefficients of the form, an integer >= 0. */
  readonly degree: number;
  /** Degree in x and y, an integer >= 0, default 0: invariants. */
  readonly order?: number;
}

/**
 * How many linearly independent covariants of a given degree and order the binary forms of degree d
 * have, that is the multiplicity of V(order) in the symmetric power Sym^degree V(d), exactly.
 *
 * With N(w) the number of partitions of w into at most `degree` parts of size at most d, it is N(w)
 * - N(w-1) for w = (d degree - order) / 2, and zero where that is no integer.
 *
 * @param d - Degree of the form, an integer >= 0.
 * @throws ArgumentError when a number is no such integer.
 *
 * Source: Cayley (1854) and Sylvester (1878); Olver (1999), «Classical invariant theory»,
 * theorem 9.9 (a Molien series for SL(2)).
 *
 * ```ts
 * import { countCovariants } from "@erlangen/groups";
 *
 * countCovariants(4, { degree: 6 }); // => 2n
 * ```
 */
export function countCovariants(d: number, { degree, order = 0 }: CountCovariantsOptions): bigint {
  assertDegree("countCovariants", "d", d);
  assertDegree("countCovariants", "degree", degree);
  assertDegree("countCovariants", "order", order);
  const twice = d * degree - order;
  if (twice < 0 || twice % 2 !== 0) return 0n;
  const counts = boxPartitions(degree, d, twice / 2);
  return counts[twice / 2] - (twice > 0 ? counts[twice / 2 - 1] : 0n);
}

/** Partitions of 0..last into at most `parts` parts, each at most `largest`: Gauss's binomial. */
function boxPartitions(parts: number, largest: number, last: number): bigint[] {
  // prod_(i=1)^parts (1 - q^(largest+i)) / (1 - q^i), factor by factor.
  const counts = Array.from({ length: last + 1 }, (_, w) => (w === 0 ? 1n : 0n));
  for (let i = 1; i <= parts; i++) {
    for (let w = last; w >= largest + i; w--) counts[w] -= counts[w - largest - i];
    for (let w = i; w <= last; w++) counts[w] += counts[w - i];
  }
  return counts;
}
