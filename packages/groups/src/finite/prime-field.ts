/**
 * Arithmetic modulo a prime below 2^26, whose products are exact in float64.
 *
 * Source: Dixon (1967), «High speed computation of group characters», whose field this is.
 */
export class PrimeField {
  /** The modulus. */
  readonly p: number;

  constructor(p: number) {
    this.p = p;
  }

  /** The residue of an integer, 0 to p - 1. */
  residue(a: number): number {
    const r = a % this.p;
    return r < 0 ? r + this.p : r;
  }

  /** a^n for n >= 0. */
  power(a: number, n: number): number {
    let [result, square] = [1, a];
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = (result * square) % this.p;
      square = (square * square) % this.p;
    }
    return result;
  }

  /** 1 / a, for a not 0. */
  inverse(a: number): number {
    return this.power(a, this.p - 2);
  }

  /** An element of multiplicative order n, which divides p - 1. */
  rootOfUnity(n: number): number {
    const divisors = primeDivisors(n);
    for (let a = 1; ; a++) {
      const root = this.power(a, (this.p - 1) / n);
      if (divisors.every((q) => this.power(root, n / q) !== 1)) return root;
    }
  }
}

/** The smallest prime p >= least with p = 1 modulo n. */
export function primeWithRootsOfUnity(n: number, least: number): number {
  for (let p = Math.ceil(least / n) * n + 1; ; p += n) if (isPrime(p)) return p;
}

/** The primes that divide n, ascending. */
export function primeDivisors(n: number): number[] {
  const divisors: number[] = [];
  let rest = n;
  for (let q = 2; q * q <= rest; q++) {
    if (rest % q === 0) divisors.push(q);
    while (rest % q === 0) rest /= q;
  }
  return rest > 1 ? [...divisors, rest] : divisors;
}

function isPrime(n: number): boolean {
  return n > 1 && primeDivisors(n)[0] === n;
}
