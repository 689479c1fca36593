import { ArgumentError } from "@erlangen/numerics";
import { clebschGordanExact } from "./clebsch-gordan.ts";
import { assertDegree } from "./degree.ts";
import { RationalRoot } from "./rational-root.ts";
import { phasePower } from "./real-to-complex.ts";

/** A nonzero entry of a three-index table. */
export interface TripleEntry<Value> {
  /** First index, m1 + l1. */
  readonly i: number;
  /** Second index, m2 + l2. */
  readonly j: number;
  /** Third index, m3 + l3. */
  readonly k: number;
  readonly value: Value;
}

/**
 * The invariant tensor of three irreps in the real basis, exactly: the nonzero entries, sorted by
 * (i, j, k).
 *
 * w[i, j, k] = sum Q1[a, i] Q2[b, j] conj(Q3[c, k]) <l1 a, l2 b | l3 c> / sqrt(2 l3+1), Q_l the
 * change of basis from real to complex. At most two terms of the sum differ from zero, and they
 * have equal size: that is why each entry is again the square root of a rational. The squares of
 * all entries sum to one.
 *
 * @param l1 - First degree, an integer >= 0; likewise `l2`, `l3`.
 * @throws ArgumentError unless |l1-l2| <= l3 <= l1+l2.
 *
 * Source: Racah (1942) for the coefficients; the phase (-i)^l of Q, hence the sign, is
 * e3nn's.
 */
export function wigner3jExact(
  l1: number,
  l2: number,
  l3: number,
): readonly TripleEntry<RationalRoot>[] {
  assertTriangle("wigner3jExact", l1, l2, l3);
  const entries: TripleEntry<RationalRoot>[] = [];
  for (let m1 = -l1; m1 <= l1; m1++) {
    for (let m2 = -l2; m2 <= l2; m2++) {
      const sum = Math.abs(m1) + Math.abs(m2);
      const difference = Math.abs(Math.abs(m1) - Math.abs(m2));
      for (const m3 of new Set([-sum, -difference, difference, sum])) {
        const value = Math.abs(m3) <= l3 ? realEntry([l1, l2, l3], [m1, m2, m3]) : undefined;
        if (value !== undefined && value.sign !== 0) {
          entries.push({ i: m1 + l1, j: m2 + l2, k: m3 + l3, value });
        }
      }
    }
  }
  return entries;
}

/**
 * The nonzero entries of {@link wigner3j}, sorted by (i, j, k): what a sparse kernel multiplies
 * with. Computed once for each triple; the list is frozen.
 *
 * @param l1 - First degree, an integer >= 0; likewise `l2`, `l3`.
 * @throws ArgumentError unless |l1-l2| <= l3 <= l1+l2.
 */
export function wigner3jSparse(l1: number, l2: number, l3: number): readonly TripleEntry<number>[] {
  assertTriangle("wigner3jSparse", l1, l2, l3);
  const key = `${l1},${l2},${l3}`;
  let entries = cache.get(key);
  if (entries === undefined) {
    entries = Object.freeze(
      wigner3jExact(l1, l2, l3).map(({ i, j, k, value }) =>
        Object.freeze({ i, j, k, value: value.toNumber() }),
      ),
    );
    cache.set(key, entries);
  }
  return entries;
}

const cache = new Map<string, readonly TripleEntry<number>[]>();

/**
 * The tensor invariant under simultaneous rotation of three irreps of SO(3), in the real basis, of
 * Frobenius norm 1, with e3nn's sign. Up to that factor these are the real Clebsch-Gordan
 * coefficients: x (x) y projects on l3 as z_k = sum_ij w[i, j, k] x_i y_j.
 *
 * Shapes: -> [2 l1+1, 2 l2+1, 2 l3+1], row-major; a fresh array, yours to change.
 *
 * @param l1 - First degree, an integer >= 0; likewise `l2`, `l3`.
 * @throws ArgumentError unless |l1-l2| <= l3 <= l1+l2.
 *
 * Numerics: each entry is the exact root rounded once, so every digit is right for any degree.
 *
 * Source: {@link wigner3jExact}; equals `e3nn.o3.wigner_3j`.
 *
 * ```ts
 * import { wigner3j } from "@erlangen/groups";
 *
 * wigner3j(1, 1, 0)[0]; // => 0.5773502691896257
 * ```
 */
export function wigner3j(l1: number, l2: number, l3: number): Float64Array {
  assertTriangle("wigner3j", l1, l2, l3);
  const [width2, width3] = [2 * l2 + 1, 2 * l3 + 1];
  const table = new Float64Array((2 * l1 + 1) * width2 * width3);
  for (const { i, j, k, value } of wigner3jSparse(l1, l2, l3)) {
    table[(i * width2 + j) * width3 + k] = value;
  }
  return table;
}

/** The real entry of orders m, from one of its complex terms: the others follow by symmetry. */
function realEntry(
  [l1, l2, l3]: readonly [number, number, number],
  [m1, m2, m3]: readonly [number, number, number],
): RationalRoot | undefined {
  let phase: number | undefined;
  let magnitude: RationalRoot | undefined;
  let terms = 0;
  for (const a of new Set([m1, -m1])) {
    for (const b of new Set([m2, -m2])) {
      if (Math.abs(a + b) !== Math.abs(m3)) {
        continue;
      }
      const coefficient = clebschGordanExact(l1, a, l2, b, l3, a + b);
      const signPower = coefficient.sign < 0 ? 2 : 0;
      const power =
        phasePower(l1, a, m1) + phasePower(l2, b, m2) - phasePower(l3, a + b, m3) + signPower;
      const quarter = ((power % 4) + 4) % 4;
      if (quarter % 2 === 1 || (phase !== undefined && phase !== quarter)) {
        // An imaginary or opposite term: the sum is real, so the terms cancel.
        return undefined;
      }
      phase = quarter;
      magnitude = coefficient;
      terms += 1;
    }
  }
  if (magnitude === undefined || phase === undefined) {
    return undefined;
  }
  // Each order that is not zero contributes a factor 1/sqrt(2) from Q.
  const halvings = [m1, m2, m3].filter((m) => m !== 0).length;
  const sign = magnitude.sign === 0 ? 0 : phase === 0 ? 1 : -1;
  return new RationalRoot(
    sign,
    magnitude.numerator * BigInt(terms * terms),
    magnitude.denominator * BigInt(2 ** halvings * (2 * l3 + 1)),
  );
}

function assertTriangle(where: string, l1: number, l2: number, l3: number): void {
  assertDegree(where, "l1", l1);
  assertDegree(where, "l2", l2);
  assertDegree(where, "l3", l3);
  if (l3 < Math.abs(l1 - l2) || l3 > l1 + l2) {
    throw new ArgumentError(
      `${where}: expected |l1-l2| <= l3 <= l1+l2, got l1 = ${l1}, l2 = ${l2}, l3 = ${l3}`,
    );
  }
}
