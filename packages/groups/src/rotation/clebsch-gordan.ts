import { ArgumentError } from "@erlangen/numerics";
import { assertDegree } from "./degree.ts";
import { RationalRoot } from "./rational-root.ts";

/**
 * The Clebsch-Gordan coefficient <l1 m1, l2 m2 | l3 m3> in the complex (Condon-Shortley) basis,
 * exactly.
 *
 * With A = l1+l2-l3, B = l1-l2+l3, C = -l1+l2+l3 and
 * S = sum_k (-1)^k binom(A, k) binom(B, l1-m1-k) binom(C, l2+m2-k), its square is
 * (2 l3+1) S^2 prod_i (l_i+m_i)! (l_i-m_i)! / ((l1+l2+l3+1)! A! B! C!), its sign that of S.
 *
 * @param l1 - First degree, an integer >= 0; likewise `l2`, `l3`.
 * @param m1 - An integer from -l1 to l1; likewise `m2`, `m3`.
 * @returns sign sqrt(p/q) in lowest terms; zero where m1 + m2 is not m3 or the degrees violate the
 * triangle rule.
 * @throws ArgumentError when a degree or an order is outside its range.
 *
 * Source: Racah (1942), «Theory of complex spectra II», the closed sum, rewritten with binomial
 * coefficients.
 *
 * ```ts
 * import { clebschGordanExact } from "@erlangen/groups";
 *
 * clebschGordanExact(1, 0, 1, 0, 0, 0).toString(); // => "-sqrt(1/3)"
 * ```
 */
// oxlint-disable-next-line max-params -- six quantum numbers, in the order of every textbook
export function clebschGordanExact(
  l1: number,
  m1: number,
  l2: number,
  m2: number,
  l3: number,
  m3: number,
): RationalRoot {
  assertOrder("1", l1, m1);
  assertOrder("2", l2, m2);
  assertOrder("3", l3, m3);
  return couplingCoefficient([l1, l2, l3], [m1, m2, m3]);
}

/**
 * {@link clebschGordanExact} without checks, for spins that may be half-integers: the same closed sum
 * holds, since only sums and differences that are integers occur.
 */
export function couplingCoefficient(
  [l1, l2, l3]: readonly [number, number, number],
  [m1, m2, m3]: readonly [number, number, number],
): RationalRoot {
  if (m1 + m2 !== m3 || l3 < Math.abs(l1 - l2) || l3 > l1 + l2) {
    return new RationalRoot(0, 0n, 1n);
  }
  const [a, b, c] = [l1 + l2 - l3, l1 - l2 + l3, -l1 + l2 + l3];

  let sum = 0n;
  const last = Math.min(a, l1 - m1, l2 + m2);
  for (let k = Math.max(0, l1 - m1 - b, l2 + m2 - c); k <= last; k++) {
    const term = binomial(a, k) * binomial(b, l1 - m1 - k) * binomial(c, l2 + m2 - k);
    sum += k % 2 === 0 ? term : -term;
  }

  const orders =
    factorial(l1 + m1) *
    factorial(l1 - m1) *
    factorial(l2 + m2) *
    factorial(l2 - m2) *
    factorial(l3 + m3) *
    factorial(l3 - m3);
  return new RationalRoot(
    sum === 0n ? 0 : sum > 0n ? 1 : -1,
    BigInt(2 * l3 + 1) * sum * sum * orders,
    factorial(l1 + l2 + l3 + 1) * factorial(a) * factorial(b) * factorial(c),
  );
}

function assertOrder(position: string, l: number, m: number): void {
  assertDegree("clebschGordanExact", `l${position}`, l);
  if (!Number.isSafeInteger(m) || Math.abs(m) > l) {
    throw new ArgumentError(
      `clebschGordanExact: expected m${position} to be an integer from -${l} to ${l}, got ${String(m)}`,
    );
  }
}

const factorials: bigint[] = [1n];

function factorial(n: number): bigint {
  for (let known = factorials.length; known <= n; known++) {
    factorials.push(factorials[known - 1] * BigInt(known));
  }
  return factorials[n];
}

function binomial(n: number, k: number): bigint {
  return factorial(n) / (factorial(k) * factorial(n - k));
}
