/**
 * The exact real number `sign` sqrt(`numerator` / `denominator`), in lowest terms.
 *
 * Every Clebsch-Gordan coefficient is of this form (Racah), in the real basis too.
 */
export class RationalRoot {
  /** -1, 0 or 1. */
  readonly sign: -1 | 0 | 1;
  /** Numerator of the square, >= 0. */
  readonly numerator: bigint;
  /** Denominator of the square, > 0. */
  readonly denominator: bigint;

  /**
   * @param sign - Sign of the number; 0 makes it zero.
   * @param numerator - Numerator of the square, >= 0; 0 makes the number zero.
   * @param denominator - Denominator of the square, > 0; the fraction is reduced.
   */
  constructor(sign: -1 | 0 | 1, numerator: bigint, denominator: bigint) {
    const isZero = sign === 0 || numerator === 0n;
    const divisor = isZero ? denominator : greatestCommonDivisor(numerator, denominator);
    this.sign = isZero ? 0 : sign;
    this.numerator = isZero ? 0n : numerator / divisor;
    this.denominator = denominator / divisor;
    Object.freeze(this);
  }

  /** The nearest float64, up to one unit in the last place. */
  toNumber(): number {
    return this.sign === 0 ? 0 : this.sign * rootOfRatio(this.numerator, this.denominator);
  }

  /** For instance `-sqrt(1/30)`, `0`, `sqrt(2)`. */
  toString(): string {
    if (this.sign === 0) {
      return "0";
    }
    const square =
      this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
    return `${this.sign < 0 ? "-" : ""}${square === "1" ? "1" : `sqrt(${square})`}`;
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) {
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger;
}

/**
 * The square root of numerator / denominator (both > 0). An even shift first keeps 64 bits of the
 * quotient, so that integers beyond 2^1024 neither overflow nor lose digits.
 */
function rootOfRatio(numerator: bigint, denominator: bigint): number {
  const halfShift = 32 - ((bitLength(numerator) - bitLength(denominator)) >> 1);
  const shift = BigInt(2 * halfShift);
  const quotient =
    shift >= 0n ? (numerator << shift) / denominator : numerator / (denominator << -shift);
  return Math.sqrt(Number(quotient)) * 2 ** -halfShift;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
